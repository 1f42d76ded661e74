import {
  type Agent,
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createGunzip } from 'node:zlib';

/** One HTTP request, and how long to wait for it. */
export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly headers: OutgoingHttpHeaders;
  readonly agent: Agent;
  readonly body?: string | undefined;
  /** Milliseconds until there is a connection. */
  readonly connectTimeout: number;
  /** Milliseconds of silence until it is given up. */
  readonly idleTimeout: number;
  readonly signal: AbortSignal;
}

/**
 * Sends a request and gives the answer with its body still to come. Rejects with Node's error of a failed connection (its
 * code is NO_CONNECTION or NO_ANSWER when that took too long), or with the signal's reason.
 */
export function exchange(outgoing: Outgoing): Promise<IncomingMessage> {
  const { method, url, headers, agent, body, signal } = outgoing;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const send = url.startsWith('http:') ? httpRequest : httpsRequest;
    const sent = send(url, { method, headers, agent });
    limit(sent, outgoing);
    sent.on('error', reject);
    sent.on('response', resolve);
    sent.end(body);
  });
}

/** Ends a request that takes longer than it may, or that the signal ends. */
export function limit(
  sent: ClientRequest,
  { connectTimeout, idleTimeout, signal }: Pick<Outgoing, 'connectTimeout' | 'idleTimeout' | 'signal'>,
): void {
  let answer: IncomingMessage | undefined;
  // Once there is an answer, whoever reads it is told why it ends; Node would say that the connection was reset.
  const end = (error: Error) => (answer ?? sent).destroy(error);
  const late = `there was no connection within ${seconds(connectTimeout)}: check the network, the VPN and firewalls`;
  const connecting = setTimeout(() => end(failure('NO_CONNECTION', late)), connectTimeout);
  const stop = () => end(signal.reason as Error);
  signal.addEventListener('abort', stop);
  sent.on('socket', (socket) => {
    // A connection that is used again, or came through a proxy, is there already.
    if (sent.reusedSocket || !socket.connecting) clearTimeout(connecting);
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => clearTimeout(connecting));
  });
  sent.setTimeout(idleTimeout, () => end(failure('NO_ANSWER', `there was no answer within ${seconds(idleTimeout)}`)));
  sent.on('close', () => {
    clearTimeout(connecting);
    signal.removeEventListener('abort', stop);
  });
  sent.on('response', (response) => {
    answer = response;
  });
}

const failure = (code: string, message: string): Error => Object.assign(new Error(message), { code });
const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 100) / 10} s`;

/** The body's bytes as they come, unpacked. Throws as `exchange` where the connection breaks. */
export async function* bodyOf(answer: IncomingMessage): AsyncGenerator<Buffer> {
  if (answer.headers['content-encoding'] !== 'gzip') {
    yield* answer as AsyncIterable<Buffer>;
    return;
  }
  const unpacked = createGunzip();
  answer.on('error', (error) => unpacked.destroy(error));
  yield* answer.pipe(unpacked) as AsyncIterable<Buffer>;
}

/** All of the body, as text. */
export async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of bodyOf(answer)) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
