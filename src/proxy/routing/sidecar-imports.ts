import { hostsOverlap } from '../../resources/hosts.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Host } from '../mtls/destinations.ts';
import { sidecarOf } from '../mtls/sidecar-scopes.ts';
import { isWithin } from './host-names.ts';
import type { RouteSource } from './route-source.ts';
import type { RoutingProxy } from './rule-match.ts';

/** An entry of a Sidecar's egress hosts. */
export interface Import {
  readonly namespace: string;
  readonly host: string;
}

/**
 * What a sidecar imports: all of its egress listeners together, or the first one that is for a port. Without a Sidecar that is
 * everything.
 */
export function importsOf(mesh: Mesh, proxy: RoutingProxy, port?: number): readonly Import[] {
  const listeners = sidecarOf(mesh, proxy)?.spec.egress ?? [];
  if (listeners.length === 0) return [{ namespace: '*', host: '*' }];
  const first = listeners.find((one) => one.port?.number === undefined || one.port.number === port);
  const counting = port === undefined ? listeners : first === undefined ? [] : [first];
  return counting
    .flatMap(({ hosts = [] }) => hosts)
    .map((text) => {
      const slash = text.indexOf('/');
      const namespace = text.slice(0, slash);
      return { namespace: namespace === '.' ? proxy.namespace : namespace, host: text.slice(slash + 1) };
    });
}

const isFrom = ({ namespace }: Import, own: string): boolean => namespace === '*' || namespace === own;

/** True for a host that the entry means. */
export const importsHost = (one: Import, host: Host): boolean =>
  isFrom(one, host.namespace) && isWithin(host.name, one.host);

/** True for routes of a host that the entry has to do with; those of the Gateway API it has to mean. */
export const importsSource = (one: Import, { namespace, hosts, isGatewayApi }: RouteSource): boolean =>
  isFrom(one, namespace) &&
  hosts.some((host) => (isGatewayApi ? isWithin(host, one.host) : hostsOverlap(host, one.host)));
