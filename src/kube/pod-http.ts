import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { MeshwrightError } from '../base/errors.ts';
import type { CallOptions, KubeApi, PodName } from './api.ts';
import { connectionCode } from './connection-problem.ts';
import { KubeError } from './kube-error.ts';
import { agentOf, type PodAddress } from './pod-agent.ts';

/** An HTTP request to a port of a Pod. */
export interface PodRequest {
  /** Default GET. */
  readonly method?: string;
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface PodRequestOptions extends CallOptions {
  /** Milliseconds of silence after which the Pod is given up. Default 15 s. */
  readonly silence?: number;
}

/** A Pod's answer, whatever its status. The body has to be read, or discarded: until then it holds its connection. */
export interface PodAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The body as it comes. Throws KubeError where it is cut off. */
  readonly body: AsyncIterable<Buffer>;
  /** All of the body, as text. */
  text(): Promise<string>;
  /** Ends the exchange: the body is not wanted. */
  discard(): void;
}

const usualSilence = 15_000;

/**
 * One HTTP exchange with whatever listens on a port of a Pod, over a port-forward. Requests to the same port of a Pod use a
 * connection one after another, and further connections when they go on at once; `api.close()` closes them.
 *
 * @throws KubeError where there is no connection, or no answer in time
 */
export async function podRequest(
  api: KubeApi,
  pod: PodName,
  port: number,
  asked: PodRequest,
  options: PodRequestOptions = {},
): Promise<PodAnswer> {
  const { method = 'GET' } = asked;
  for (;;) {
    try {
      return await exchange(api, pod, port, asked, options);
    } catch (error) {
      // A connection that was kept may have been closed by the other side in the same moment (RFC 9112, 9.3.1).
      if (!(error instanceof StaleConnection)) throw error;
      if (method !== 'GET' && method !== 'HEAD') throw error.cause;
    }
  }
}

/** A connection that had been used before broke before there was an answer. */
class StaleConnection extends Error {}

function exchange(
  api: KubeApi,
  pod: PodName,
  port: number,
  { method = 'GET', path, headers, body }: PodRequest,
  { signal: given, deadline, silence = usualSilence }: PodRequestOptions,
): Promise<PodAnswer> {
  return new Promise((resolve, reject) => {
    // One of its own, for many requests may share the one that is given, and Node would warn of their listeners.
    const signal = given && AbortSignal.any([given]);
    signal?.throwIfAborted();
    const agent = agentOf(api);
    const where: PodAddress = { pod, port, limits: { signal, deadline } };
    const sent = httpRequest({ agent, method, path, headers: { host: 'localhost', ...headers }, ...where });
    const target = `port ${port} of Pod ${pod.namespace}/${pod.name}`;
    let answer: IncomingMessage | undefined;
    let failure: Error | undefined;
    const end = (error: Error) => {
      failure ??= error;
      (answer ?? sent).destroy(failure);
    };
    const quiet = (why: string) => end(new KubeError(`${target} ${why}`, { reason: 'NO_ANSWER' }));
    const listening = alarm(silence, () => quiet(`has said nothing for ${silence / 1000} s`));
    const late =
      deadline && setTimeout(() => quiet('has not answered in time'), Math.max(0, deadline - performance.now()));
    const stop = () => end(signal!.reason as Error);
    signal?.addEventListener('abort', stop);
    // Making the connection has limits of its own.
    sent.on('socket', listening.start);
    sent.on('close', () => {
      listening.stop();
      clearTimeout(late);
      signal?.removeEventListener('abort', stop);
    });
    sent.on('error', (error) => {
      failure ??= explain(error, target, answer !== undefined);
      const isStale = sent.reusedSocket && answer === undefined && isReset(error);
      reject(isStale ? new StaleConnection('', { cause: failure }) : failure);
    });
    sent.on('response', (response) => {
      answer = response;
      listening.stop();
      resolve(podAnswer(response, listening, (error) => failure ?? explain(error, target, true)));
    });
    sent.end(body);
  });
}

interface Alarm {
  start(): void;
  stop(): void;
}

function alarm(milliseconds: number, ring: () => void): Alarm {
  let timer: NodeJS.Timeout | undefined;
  return {
    start: () => {
      clearTimeout(timer);
      timer = setTimeout(ring, milliseconds);
    },
    stop: () => clearTimeout(timer),
  };
}

/** @param listening rings when there is silence while more of the body is waited for */
function podAnswer(response: IncomingMessage, listening: Alarm, explained: (error: Error) => Error): PodAnswer {
  // Whoever reads the body is told; who does not, does not want to know.
  response.on('error', () => {});
  async function* body(): AsyncGenerator<Buffer> {
    try {
      listening.start();
      for await (const bytes of response as AsyncIterable<Buffer>) {
        listening.stop();
        yield bytes;
        listening.start();
      }
      // What was destroyed without an error ends like what is whole.
      if (!response.complete) throw new Error('the answer was cut off');
    } catch (error) {
      throw explained(error as Error);
    } finally {
      listening.stop();
    }
  }
  const bytes = body();
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: bytes,
    text: async () => {
      const parts: Buffer[] = [];
      for await (const part of bytes) parts.push(part);
      return Buffer.concat(parts).toString('utf8');
    },
    discard: () => response.destroy(),
  };
}

const isReset = (error: Error): boolean =>
  (error instanceof KubeError ? error.reason : connectionCode(error)) === 'ECONNRESET';

/** Why an exchange failed; what the connection itself says (KubeError) says it best. */
function explain(error: Error, target: string, hasAnswered: boolean): Error {
  if (error instanceof MeshwrightError) return error;
  const code = connectionCode(error);
  const why = code?.startsWith('HPE_')
    ? `does not speak HTTP (${error.message})`
    : hasAnswered
      ? 'broke its answer off in the middle'
      : 'closed the connection without an answer';
  return new KubeError(`${target} ${why}`, { reason: code, cause: error });
}
