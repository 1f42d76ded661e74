import { Agent, type ClientRequest } from 'node:http';
import type { Duplex } from 'node:stream';
import type { CallOptions, KubeApi, PodName } from './api.ts';

/** What a request to a Pod tells its agent. */
export interface PodAddress {
  readonly pod: PodName;
  readonly port: number;
  readonly limits: CallOptions;
}

/** Connections that are kept though nobody uses them now; systems let a program have a few hundred. */
const mostKept = 32;

/** Keeps port-forwards open for further requests to the same port of the same Pod. */
class PodAgent extends Agent {
  readonly #api: KubeApi;
  readonly #kept = new Set<Duplex>();

  constructor(api: KubeApi) {
    super({ keepAlive: true, maxFreeSockets: 1 });
    this.#api = api;
  }

  override keepSocketAlive(stream: Duplex): boolean {
    this.#kept.add(stream);
    const [oldest] = this.#kept;
    if (this.#kept.size > mostKept) oldest!.destroy();
    return true;
  }

  override reuseSocket(stream: Duplex, request: ClientRequest): void {
    this.#kept.delete(stream);
    super.reuseSocket(stream, request);
  }

  override getName(options?: object): string {
    const { pod, port } = options as PodAddress;
    return `${pod.namespace}/${pod.name}:${port}`;
  }

  override createConnection(options: object, done: (error: Error | null, stream: Duplex) => void): undefined {
    const { pod, port, limits } = options as PodAddress;
    const { signal } = limits;
    // Another request may use the connection after the one that the signal is of.
    const opening = new AbortController();
    const stop = () => opening.abort(signal!.reason);
    signal?.addEventListener('abort', stop);
    this.#api
      .portForward(pod, port, { ...limits, signal: opening.signal })
      .finally(() => signal?.removeEventListener('abort', stop))
      .then(
        (stream) => {
          stream.on('close', () => this.#kept.delete(stream));
          done(null, asSocket(stream));
        },
        (error: Error) => done(error, undefined as unknown as Duplex),
      );
  }
}

const agents = new WeakMap<KubeApi, PodAgent>();

/** The agent of a cluster: `api.close()` closes what it keeps. */
export function agentOf(api: KubeApi): Agent {
  const agent = agents.get(api) ?? new PodAgent(api);
  agents.set(api, agent);
  return agent;
}

/** What Node's HTTP client asks of sockets besides what streams can; a port-forward has none of it. */
function asSocket(stream: Duplex): Duplex {
  const same = () => stream;
  return Object.assign(stream, { setKeepAlive: same, setNoDelay: same, setTimeout: same, ref: same, unref: same });
}
