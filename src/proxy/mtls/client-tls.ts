import type { ClientTls } from '../../resources/kinds/networking.ts';
import type { Field } from '../../resources/resource.ts';
import type { MergedRule, PlacedPolicy } from './destination-rules.ts';

/** The TLS settings of a traffic policy, and where they stand. */
export interface PlacedTls {
  readonly tls: ClientTls;
  readonly field: Field;
}

/** What a policy says for a port: its own settings stand for all others of the policy, said or not. */
interface PortPolicy {
  readonly tls: PlacedTls | undefined;
  readonly isForPort: boolean;
}

/**
 * The TLS settings by which a client's cluster is made: a subset's over those of the rule, and in each those of the port
 * over all others (istio.io, DestinationRule, TrafficPolicy.PortTrafficPolicy).
 */
export function clusterTls(rule: MergedRule | undefined, port: number, subset?: string): PlacedTls | undefined {
  const general = portPolicy(rule?.policy, port);
  const own = subset === undefined ? undefined : rule?.subsets.get(subset)?.policy;
  if (own === undefined) return general.tls;
  const special = portPolicy(own, port);
  return special.tls ?? (special.isForPort ? undefined : general.tls);
}

/**
 * The TLS settings by which istiod marks endpoints as ready for mutual TLS: those of the subset or of the rule, never both;
 * a port without its own falls back (istiod's mtlsChecker). They count where a cluster has none.
 */
export function endpointTls(rule: MergedRule | undefined, port: number, subset?: string): PlacedTls | undefined {
  const placed = subset === undefined ? rule?.policy : rule?.subsets.get(subset)?.policy;
  return portPolicy(placed, port).tls ?? tlsOf(placed);
}

/** True where the policy sends connections to the address that was called. */
export const isPassthrough = (rule: MergedRule | undefined, subset?: string): boolean => {
  const own = subset === undefined ? undefined : rule?.subsets.get(subset)?.policy;
  return (own ?? rule?.policy)?.policy.loadBalancer?.simple === 'PASSTHROUGH';
};

function portPolicy(placed: PlacedPolicy | undefined, port: number): PortPolicy {
  const settings = placed?.policy.portLevelSettings ?? [];
  const index = settings.findIndex((one) => one.port?.number === port);
  if (placed === undefined || index < 0) return { tls: tlsOf(placed), isForPort: false };
  const { tls } = settings[index]!;
  const field = placed.resource.at(...placed.path, 'portLevelSettings', index, 'tls');
  return { tls: tls && { tls, field }, isForPort: true };
}

function tlsOf(placed: PlacedPolicy | undefined): PlacedTls | undefined {
  const tls = placed?.policy.tls;
  return tls && { tls, field: placed.resource.at(...placed.path, 'tls') };
}
