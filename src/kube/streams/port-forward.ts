import { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { CallOptions, PodName } from '../api.ts';
import { connectionCode, connectionProblem } from '../connection-problem.ts';
import { KubeError, printable } from '../kube-error.ts';
import { withQuery } from '../paths.ts';
import type { Requests } from '../requests.ts';
import { readMessage, writeMessage } from './channels.ts';
import { podCall } from './pod-call.ts';
import { openWebSocket } from './web-socket.ts';

/** As KubeApi.portForward. */
export async function portForward(
  requests: Requests,
  pod: PodName,
  port: number,
  options: CallOptions = {},
): Promise<Duplex> {
  const call = podCall(pod, 'portforward', `open a connection to port ${port}`);
  const socket = await openWebSocket(requests, { ...call, path: withQuery(call.path, { ports: port }) }, options);
  const stream = new PortForward(socket, pod, port);
  const { closing } = requests;
  const signal = options.signal === undefined ? closing : AbortSignal.any([closing, options.signal]);
  // That everything is closed is no error.
  const stop = () => stream.destroy(closing.aborted ? undefined : (signal.reason as Error));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  stream.on('close', () => signal.removeEventListener('abort', stop));
  return stream;
}

/** The first port's channels; each opens with the port's number, in two bytes. */
const dataChannel = 0;
const errorChannel = 1;
const headerLength = 2;

/** The data channel of a forwarded port. */
class PortForward extends Duplex {
  readonly #socket: WebSocket;
  readonly #pod: PodName;
  readonly #port: number;
  readonly #headerLeft = [headerLength, headerLength];

  constructor(socket: WebSocket, pod: PodName, port: number) {
    // A WebSocket that is closed takes no more: neither does the stream.
    super({ allowHalfOpen: false });
    this.#socket = socket;
    this.#pod = pod;
    this.#port = port;
    socket.on('message', (data) => {
      const { channel, bytes } = readMessage(data);
      this.#receive(channel, bytes);
    });
    socket.on('error', (error) => this.destroy(this.#broken(connectionProblem(error), error)));
    socket.on('close', (code) => {
      // 1006 stands for a connection that ended without a word (RFC 6455, 7.1.5).
      if (code === 1006) this.destroy(this.#broken('it was closed in the middle'));
      else {
        this.push(null);
        // Nobody may be reading, as from a connection that is kept: the end is to be known all the same.
        this.read(0);
      }
    });
    if (socket.readyState !== socket.OPEN) this.destroy(this.#broken('it was closed in the middle'));
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#socket.readyState !== this.#socket.OPEN) done(this.#broken('the other side has closed it'));
    else
      this.#socket.send(writeMessage(dataChannel, chunk), (error) => done(error && this.#broken(error.message, error)));
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.terminate();
    done(error);
  }

  #receive(channel: number, bytes: Buffer): void {
    const header = Math.min(this.#headerLeft[channel] ?? 0, bytes.length);
    if (header > 0) this.#headerLeft[channel]! -= header;
    const rest = bytes.subarray(header);
    if (rest.length === 0) return;
    if (channel === errorChannel) this.destroy(this.#refused(rest.toString('utf8')));
    else if (channel === dataChannel && !this.push(rest)) this.#socket.pause();
  }

  /** What the kubelet says of a connection that it cannot make inside the Pod: its container runtime's own words. */
  #refused(said: string): KubeError {
    const { namespace, name } = this.#pod;
    const pod = `Pod ${namespace}/${name}`;
    if (/connection refused/i.test(said)) {
      return new KubeError(`nothing listens on port ${this.#port} of ${pod}`, { reason: 'ConnectionRefused' });
    }
    return new KubeError(`cannot reach port ${this.#port} of ${pod}: ${printable(said)}`, { reason: 'PortForward' });
  }

  #broken(why: string, cause?: unknown): KubeError {
    const { namespace, name } = this.#pod;
    const message = `the connection to port ${this.#port} of Pod ${namespace}/${name} broke: ${why}`;
    return new KubeError(message, { reason: connectionCode(cause ?? {}) ?? 'ECONNRESET', cause });
  }
}
