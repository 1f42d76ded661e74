import type { Field } from '../../resources/resource.ts';
import { takesInbound } from './capture.ts';
import { type Attempt, type Ending, fieldsOf, type Outcome, type Transport } from './connection.ts';
import type { Destinations, Endpoint, Host } from './destinations.ts';
import type { PeerAuthentications } from './peer-authentication.ts';
import { type Opening, receive } from './reception.ts';
import type { Workload } from './workloads.ts';

const transports: Readonly<Record<Opening, Transport>> = {
  plaintext: 'plaintext',
  mtls: 'mTLS',
  'mtls-without-alpn': 'mTLS',
  'tls-as-mesh': 'TLS',
  tls: 'TLS',
};

/** Tells what servers do with what clients open. */
export class ServerSide {
  readonly #destinations: Destinations;
  readonly #policies: PeerAuthentications;

  constructor(destinations: Destinations, policies: PeerAuthentications) {
    this.#destinations = destinations;
    this.#policies = policies;
  }

  /** What comes of an attempt; without a server, nobody in the input is at the other end. */
  ending(server: Endpoint | undefined, attempt: Attempt, host: Host | undefined): Ending {
    const isTunnel = attempt.opening === 'hbone' && server?.workload.membership.offersHbone === true;
    // Where no tunnel can end, ztunnel sends the bytes as they are.
    const opening = attempt.opening === 'hbone' ? 'plaintext' : attempt.opening;
    const verdict =
      server === undefined
        ? withoutServer(host)
        : isTunnel
          ? taken
          : this.#verdictOf(server.workload, server.port, opening);
    const { outcome, reason, decidedBy = [] } = verdict;
    return {
      transport: isTunnel ? 'HBONE' : transports[opening],
      outcome,
      reason: [attempt.reason, reason].filter((part) => part !== undefined).join('; '),
      decidedBy: [...attempt.decidedBy, ...decidedBy],
    };
  }

  #verdictOf(workload: Workload, port: number, opening: Opening): Verdict {
    const { dataPlane } = workload.membership;
    if (dataPlane === 'gateway') return { outcome: 'undecided', reason: 'a gateway answers as its Gateways say' };
    if (dataPlane === 'none') return unproxied(opening, 'the server has no sidecar');
    if (dataPlane === 'sidecar' && !takesInbound(workload.annotations, port)) {
      return unproxied(opening, `annotations keep port ${port} from the server’s proxy`);
    }
    const { mode, decidedBy } = this.#policies.of(workload.namespace, workload.labels, port);
    const refused = (more = ''): Verdict => ({
      outcome: 'refused',
      reason: `the server’s mode is ${mode}${more}`,
      decidedBy: fieldsOf(decidedBy),
    });
    // ztunnel takes what is not in its tunnel for the application's own.
    if (dataPlane === 'ambient') return mode === 'STRICT' ? refused() : unproxied(opening, 'the server is in ambient');
    const reception = receive(mode, this.#destinations.protocolOf(workload, port), opening);
    if (reception === 'taken') return taken;
    if (reception === 'closed') return refused();
    if (opening === 'tls') return { outcome: 'reached', reason: 'the server hands it on to the application' };
    return refused(': the application would get TLS');
  }
}

interface Verdict {
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly decidedBy?: readonly Field[];
}

const taken: Verdict = { outcome: 'reached' };

/** Applications by themselves take plaintext, or TLS of their own. */
const unproxied = (opening: Opening, what: string): Verdict =>
  opening === 'mtls' ? { outcome: 'refused', reason: `${what}: nothing there ends mTLS` } : taken;

function withoutServer(host: Host | undefined): Verdict {
  const isElsewhere = host?.isExternal === true || host?.resource.kind === 'ServiceEntry';
  return isElsewhere
    ? { outcome: 'undecided', reason: 'the other end is not in the input' }
    : { outcome: 'no endpoint', reason: 'no Pod is behind it' };
}
