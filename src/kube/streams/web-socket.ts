import type { ClientRequest } from 'node:http';
import type { WebSocket } from 'ws';
import type { CallOptions } from '../api.ts';
import { limit, type Outgoing } from '../exchange.ts';
import type { Call, Outcome, Requests } from '../requests.ts';
import { explained } from './pod-call.ts';

/**
 * Channels in one WebSocket: the first byte of each message is its channel's number (Kubernetes, k8s.io/apimachinery,
 * pkg/util/remotecommand). API servers hand it on to kubelets as it is; they refuse later versions for port-forward.
 */
const subprotocol = 'v4.channel.k8s.io';
/** Milliseconds between questions whether the other side is still there. */
const pingInterval = 20_000;
/** Questions without an answer, or anything else, after which it is taken to be gone. */
const mostUnanswered = 3;

/**
 * Opens a WebSocket through the API server to what a kubelet serves for a Pod. Its messages have to be listened for at once.
 * Rejects with KubeError.
 */
export async function openWebSocket(
  requests: Requests,
  call: Omit<Call, 'method'>,
  options: CallOptions,
): Promise<WebSocket> {
  // Only commands that talk to Pods need the library.
  const { WebSocket } = await import('ws');
  const upgrade = ({ url, headers, agent, ...limits }: Outgoing): Promise<Outcome<WebSocket>> =>
    new Promise((resolve, reject) => {
      limits.signal.throwIfAborted();
      const socket = new WebSocket(url, subprotocol, {
        headers: { ...headers },
        agent,
        perMessageDeflate: false,
        // A kubelet may send what it read from a container in one piece.
        maxPayload: 0,
        finishRequest: (sent) => {
          limit(sent as ClientRequest, limits);
          sent.end();
        },
      });
      socket.on('open', () => {
        // Nothing that comes is lost until somebody listens.
        socket.pause();
        resolve({ accepted: socket });
      });
      socket.on('unexpected-response', (_, refused) => resolve({ refused }));
      socket.on('error', reject);
    });
  const whole = { ...call, method: 'GET', isBrief: true };
  const socket = await explained(call.what, () => requests.openBy(upgrade, whole, options));
  watchOver(socket);
  return socket;
}

/** Ends the WebSocket of a peer that says nothing any more: a laptop slept, or something on the way has forgotten it. */
function watchOver(socket: WebSocket): void {
  let unanswered = 0;
  const heard = () => {
    unanswered = 0;
  };
  socket.on('message', heard);
  socket.on('pong', heard);
  const timer = setInterval(() => {
    // Who does not read hears no answers.
    if (socket.isPaused) return;
    if (unanswered++ >= mostUnanswered) socket.terminate();
    else socket.ping();
  }, pingInterval);
  timer.unref();
  socket.on('close', () => clearInterval(timer));
}
