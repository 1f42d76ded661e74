import { hostsOverlap, isWithin } from '../../resources/hosts.ts';
import type { Mesh } from '../../resources/mesh.ts';
import { type Import, importsFrom, parseImport, sidecarOf } from '../mtls/sidecar-scopes.ts';
import type { RouteSource } from './route-source.ts';
import type { RoutingProxy } from './rule-match.ts';

/**
 * What a sidecar imports: all of its egress listeners together, or the first one that is for a port. Without a Sidecar that is
 * everything.
 */
export function importsOf(mesh: Mesh, proxy: RoutingProxy, port?: number): readonly Import[] {
  const listeners = sidecarOf(mesh, proxy)?.spec.egress ?? [];
  if (listeners.length === 0) return [{ namespace: '*', host: '*' }];
  const first = listeners.find((one) => one.port?.number === undefined || one.port.number === port);
  const counting = port === undefined ? listeners : first === undefined ? [] : [first];
  return counting.flatMap(({ hosts = [] }) => hosts).map((text) => parseImport(text, proxy.namespace));
}

/** True for routes of a host that the entry has to do with; those of the Gateway API it has to mean. */
export const importsSource = (one: Import, { namespace, hosts, isGatewayApi }: RouteSource): boolean =>
  importsFrom(one, namespace) &&
  hosts.some((host) => (isGatewayApi ? isWithin(host, one.host) : hostsOverlap(host, one.host)));
