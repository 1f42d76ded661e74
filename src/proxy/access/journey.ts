import type { Connection } from '../mtls/connection.ts';
import type { Workload } from '../mtls/workloads.ts';
import type { RouteDestination, RouteResult } from '../routing/route-outcome.ts';
import type { AccessResult, Verdict } from './access-result.ts';

/** What becomes of a request at a place: no proxy is there to ask policies, it does not come so far, or files do not tell. */
export type StopVerdict = Verdict | 'no proxy' | 'unreached' | 'untold';

/** A place that a request comes to. */
export interface Stop {
  /** Undefined where nobody is at the other end. */
  readonly workload: Workload | undefined;
  readonly port: number;
  /** Where a route sends it; undefined where no route of the client's has a part in it. */
  readonly destination?: RouteDestination | undefined;
  /** What the client opens; undefined at the gateway that the request comes to first. */
  readonly connection?: Connection | undefined;
  readonly principal?: string | undefined;
  /** Of the proxy there, where it asks policies. */
  readonly access?: AccessResult | undefined;
  readonly verdict: StopVerdict;
  /** Why, where no policy is asked. */
  readonly reason: string;
}

/** A request's way from its client to the workloads that may answer it. */
export interface Journey {
  /** What policies at the gateway say, where a gateway is the client: what they refuse goes no further. */
  readonly gateway: Stop | undefined;
  /** What the client's proxy does with it; undefined where it has none that looks into it, or refuses it. */
  readonly route: RouteResult | undefined;
  /** Where it may end: none where the client's proxy answers by itself, or does not send it. */
  readonly stops: readonly Stop[];
}

/** What it comes to: `depends` where workloads differ, or one is not told; `unreached` where nobody refuses it, but nobody gets it. */
export type JourneyVerdict = 'allow' | 'deny' | 'unreached' | 'depends';

/** What a request comes to that comes to one place alone. */
const endings: Readonly<Record<StopVerdict, JourneyVerdict>> = {
  allow: 'allow',
  forwarded: 'allow',
  'no proxy': 'allow',
  deny: 'deny',
  unauthenticated: 'deny',
  closed: 'deny',
  rejected: 'deny',
  unreached: 'unreached',
  untold: 'depends',
};

/** True where whoever is behind the place gets the request. */
export const isLetThrough = ({ verdict }: Pick<Stop, 'verdict'>): boolean => endings[verdict] === 'allow';

/** What comes of the request at all its stops together. */
export function journeyVerdict({ gateway, stops }: Journey): JourneyVerdict {
  if (gateway !== undefined && !isLetThrough(gateway)) return endings[gateway.verdict];
  const all = stops.map(({ verdict }) => endings[verdict]);
  const [first = 'unreached'] = all;
  return all.every((one) => one === first) ? first : 'depends';
}
