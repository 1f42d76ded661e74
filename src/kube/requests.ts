import { setMaxListeners } from 'node:events';
import type { Agent, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { AtMost } from '../base/at-most.ts';
import { MeshwrightError } from '../base/errors.ts';
import { isObject, type JsonObject } from '../resources/json.ts';
import type { CallOptions } from './api.ts';
import { connectionCode, connectionProblem, isPassing } from './connection-problem.ts';
import { exchange, type Outgoing, textOf } from './exchange.ts';
import { KubeError } from './kube-error.ts';
import { type CallSubject, refusal } from './refusal.ts';
import { afterTries, pauseBefore } from './tries.ts';

/** Who asks, and over which connections. */
export interface Access {
  current(): Promise<{ readonly headers: OutgoingHttpHeaders; readonly agent: Agent }>;
  /** Forgets the credentials: they were refused, and there may be newer ones. */
  renew(): void;
  /** Why credentials may be refused, in words that follow a colon. */
  problem(): Promise<string>;
  close(): void;
}

export interface RequestLimits {
  readonly context: string | undefined;
  readonly requestTimeout: number;
  readonly timeout: number;
  readonly connectTimeout: number;
}

/** One call of the API. */
export interface Call extends CallSubject {
  readonly method: string;
  /** From the server's root, with its query. */
  readonly path: string;
  readonly body?: string | undefined;
  readonly contentType?: string | undefined;
  readonly accept?: string | undefined;
  /** True for what must not be sent again once the server may have seen it. */
  readonly isOnce?: boolean;
  /** True for what depends on more than the server: a few tries are enough, whatever goes wrong. */
  readonly isBrief?: boolean;
}

/** What came of a call that was sent: what was asked for, or an answer that refuses it. */
export type Outcome<T> = { readonly accepted: T } | { readonly refused: IncomingMessage };

/** Sends a call in one of the ways there are. Rejects as `exchange` does. */
export type Send<T> = (outgoing: Outgoing) => Promise<Outcome<T>>;

const plainly: Send<IncomingMessage> = async (outgoing) => {
  const answer = await exchange(outgoing);
  const { statusCode: status = 0 } = answer;
  return status >= 200 && status < 300 ? { accepted: answer } : { refused: answer };
};

/** How a call is sent, and what is made of what comes back. */
interface Way<A, T> {
  readonly send: Send<A>;
  read(accepted: A): Promise<T>;
  /** True for what goes on after the call: it takes none of the places for requests. */
  readonly isStream?: boolean;
}

/** Requests that are under way at once; watches come on top. */
const places = 8;
/** Tries where nothing says that another may help, and as long as the server has never answered. */
const fewTries = 3;
/** Milliseconds without a word after which a stream is taken to be dead; watches are told to end before. */
export const longestSilence = 75_000;
/** Statuses of a server, or of what stands before it, that will be well again. */
const passingStatus = new Set([429, 502, 503, 504]);

interface Failure {
  readonly error: MeshwrightError;
  readonly again: boolean;
  /** Milliseconds that the server asks to wait. */
  readonly pause?: number;
}

/** Sends calls to one API server: with its credentials, within its deadline, again where that may help. */
export class Requests {
  readonly #server: string;
  readonly #access: Access;
  readonly #limits: RequestLimits;
  readonly #turns = new AtMost(places);
  readonly #closing = new AbortController();
  #hasAnswered = false;

  constructor(server: string, access: Access, limits: RequestLimits) {
    // Every stream listens.
    setMaxListeners(0, this.#closing.signal);
    this.#server = server.replace(/\/+$/, '');
    this.#access = access;
    this.#limits = limits;
  }

  /** The answer as JSON; `told` is given its HTTP status. */
  async json(call: Call, options: CallOptions = {}, told?: (status: number) => void): Promise<JsonObject> {
    const parsed = await this.#answered(call, options, {
      send: plainly,
      read: async (answer) => {
        const value: unknown = JSON.parse(await textOf(answer));
        told?.(answer.statusCode ?? 0);
        return isObject(value) ? value : undefined;
      },
    });
    if (parsed === undefined) throw new KubeError(`cannot ${call.what}: the answer is no JSON object`);
    return parsed;
  }

  /** The answer as text. */
  text(call: Call, options: CallOptions = {}): Promise<string> {
    return this.#answered(call, options, { send: plainly, read: textOf });
  }

  /** The answer with its body still to come. */
  open(call: Call, options: CallOptions = {}): Promise<IncomingMessage> {
    const read = async (answer: IncomingMessage) => answer.setTimeout(longestSilence);
    return this.#answered(call, options, { send: plainly, read, isStream: true });
  }

  /** What is opened in a way of its own, as a WebSocket. */
  openBy<T>(send: Send<T>, call: Call, options: CallOptions = {}): Promise<T> {
    return this.#answered(call, options, { send, read: async (accepted) => accepted, isStream: true });
  }

  /** When a call gives up, on `performance.now()`'s clock. */
  deadlineOf({ deadline }: CallOptions): number {
    return deadline ?? performance.now() + this.#limits.timeout;
  }

  /** Aborts when all connections are closed. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** The error for a connection that failed. */
  unreachable(cause: unknown, call?: CallSubject): KubeError {
    const { context } = this.#limits;
    const doing = call === undefined ? '' : ` to ${call.what}`;
    const where = `${this.#server}${context === undefined ? '' : ` (context "${context}")`}`;
    const message = `cannot reach the API server ${where}${doing}: ${connectionProblem(cause)}`;
    return new KubeError(message, { reason: connectionCode(cause), cause });
  }

  close(): void {
    this.#closing.abort();
    this.#access.close();
  }

  async #answered<A, T>(call: Call, options: CallOptions, way: Way<A, T>): Promise<T> {
    const started = performance.now();
    const deadline = this.deadlineOf(options);
    let wasRenewed = false;
    let last: MeshwrightError | undefined;
    for (let tries = 1; ; tries++) {
      const attempt = () => this.#attempt(call, options, deadline, way);
      const result = way.isStream ? await attempt() : await this.#turns.run(attempt);
      if ('value' in result) return result.value;
      options.signal?.throwIfAborted();
      const { pause = 0 } = result;
      // That the time is up says less than why the try before it failed.
      const error = last !== undefined && isOutOfTime(result.error) ? last : result.error;
      last = error;
      let { again } = result;
      if (error instanceof KubeError && error.status === 401 && !wasRenewed) {
        wasRenewed = true;
        again = true;
        this.#access.renew();
      } else if (again && tries >= fewTries && (call.isBrief || !this.#isWorthWaiting(error))) again = false;
      const wait = Math.max(pause, pauseBefore(tries));
      if (!again || performance.now() + wait > deadline) throw tries === 1 ? error : afterTries(error, tries, started);
      // A signal of its own: Node warns of many who listen to one.
      await sleep(wait, undefined, { signal: options.signal && AbortSignal.any([options.signal]) });
    }
  }

  /** A server that is known to be there is waited for until the deadline; one that fails inside, or was never seen, is not. */
  #isWorthWaiting(error: MeshwrightError): boolean {
    const status = error instanceof KubeError ? error.status : undefined;
    return status === undefined ? this.#hasAnswered : passingStatus.has(status);
  }

  async #attempt<A, T>(
    call: Call,
    { signal }: CallOptions,
    deadline: number,
    { send, read, isStream }: Way<A, T>,
  ): Promise<{ readonly value: T } | Failure> {
    const { requestTimeout, connectTimeout } = this.#limits;
    const left = Math.max(0, deadline - performance.now());
    const timer = new AbortController();
    const ending = setTimeout(() => timer.abort(outOfTime()), left);
    const both = signal === undefined ? timer.signal : AbortSignal.any([signal, timer.signal]);
    try {
      const { headers, agent } = await unlessAborted(this.#access.current(), both);
      const outcome = await send({
        method: call.method,
        url: this.#server + call.path,
        headers: {
          accept: call.accept ?? 'application/json',
          'accept-encoding': isStream ? 'identity' : 'gzip',
          'user-agent': 'meshwright',
          ...(call.body !== undefined && bodyHeaders(call.body, call.contentType)),
          ...headers,
        },
        agent,
        body: call.body,
        connectTimeout: Math.min(connectTimeout, left),
        idleTimeout: Math.min(requestTimeout, left),
        signal: both,
      });
      this.#hasAnswered = true;
      return 'accepted' in outcome
        ? { value: await read(outcome.accepted) }
        : await this.#refused(call, outcome.refused);
    } catch (error) {
      return this.#failed(call, error);
    } finally {
      clearTimeout(ending);
    }
  }

  /** What an answer says that refuses the call. */
  async #refused(call: Call, answer: IncomingMessage): Promise<Failure> {
    const { statusCode: status = 0 } = answer;
    const body = await textOf(answer);
    if (status === 401) {
      const message = `cannot ${call.what}: the API server ${this.#server} knows no such user: ${await this.#access.problem()}`;
      return { error: new KubeError(message, { status, reason: 'Unauthorized' }), again: false };
    }
    const again = status === 429 || (!call.isOnce && status >= 500 && status !== 501);
    // A kind that was just defined is ready within a tenth of the second that the server asks to wait.
    const asked = body.includes('storage is (re)initializing') ? 0 : Number(answer.headers['retry-after']);
    return { error: refusal(call, status, body), again, ...(asked > 0 && { pause: asked * 1000 }) };
  }

  /** Where there was no answer, or none that can be read. */
  #failed(call: Call, error: unknown): Failure {
    if (error instanceof MeshwrightError) return { error, again: false };
    if (error instanceof SyntaxError) {
      return { error: new KubeError(`cannot ${call.what}: the answer is not JSON`, { cause: error }), again: false };
    }
    return { error: this.unreachable(error, call), again: isPassing(error) && this.#mayRepeat(call, error) };
  }

  /**
   * A server that was never there need not be waited for (its name or port is wrong, or it is down), and what is to happen once
   * is sent again only if it cannot have arrived.
   */
  #mayRepeat({ isOnce }: Call, error: unknown): boolean {
    const code = connectionCode(error);
    if (code === 'ECONNREFUSED') return this.#hasAnswered;
    return !isOnce && (this.#hasAnswered || code === 'ECONNRESET');
  }
}

/** The promise's value, or the signal's reason if that comes first: a credential plugin may wait for a person. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

const outOfTime = (): Error => Object.assign(new Error('the time is up'), { code: 'OUT_OF_TIME' });

/** The length has to be told: Node would send a DELETE's body without. */
const bodyHeaders = (body: string, type = 'application/json'): OutgoingHttpHeaders => ({
  'content-type': type,
  'content-length': Buffer.byteLength(body),
});

const isOutOfTime = (error: MeshwrightError): boolean => error instanceof KubeError && error.reason === 'OUT_OF_TIME';
