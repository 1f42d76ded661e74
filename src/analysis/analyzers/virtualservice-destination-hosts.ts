import { entry } from '../../base/map-entry.ts';
import { destinationsOf } from '../../resources/destinations.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { defineAnalyzer, type Report } from '../analyzer.ts';
import { ReferencedResourceNotFound } from '../messages/references.ts';
import {
  IngressRouteRulesNotAffected,
  VirtualServiceDestinationPortSelectorRequired,
} from '../messages/virtualservice.ts';
import { once } from '../once.ts';

type VirtualService = Resource<BodyOf<'VirtualService'>>;

export default defineAnalyzer({
  id: 'virtualservice.DestinationHostAnalyzer',
  summary: 'Every host and port that a VirtualService sends requests to exists',
  reads: ['VirtualService', 'Service', 'ServiceEntry'],
  emits: [ReferencedResourceNotFound, VirtualServiceDestinationPortSelectorRequired, IngressRouteRulesNotAffected],
  evidence: { Service: [ReferencedResourceNotFound, VirtualServiceDestinationPortSelectorRequired] },
  run(mesh, report) {
    const reportOnce = once(report);
    const subsetRouters = routersToSubsets(mesh.each('VirtualService'));
    for (const vs of mesh.each('VirtualService')) {
      for (const placed of destinationsOf(vs.spec)) {
        const { destination, role } = placed;
        const { host = '', port } = destination;
        const owner = mesh.hosts.find(host, vs.namespace, vs.spec.exportTo);
        if (owner !== undefined && port === undefined && owner.ports.length < 2) continue;
        // istioctl does not know the line of an absent host, nor, by mistake, of an entry of `mirrors`.
        const tell = destination.host === undefined || role === 'mirrors' ? reportOnce : report;
        const at = vs.at(...placed.path);
        if (owner === undefined) {
          tell(ReferencedResourceNotFound, at, { kind: role === 'route' ? 'host' : 'mirror host', name: host });
        } else if (port === undefined) {
          const ports = owner.ports.map(({ number }) => number);
          tell(VirtualServiceDestinationPortSelectorRequired, at, { host, ports });
        } else {
          const { number = 0 } = port;
          if (!owner.ports.some((served) => served.number === number)) {
            tell(ReferencedResourceNotFound, at, { kind: 'host:port', name: `${host}:${number}` });
          }
        }
      }
      if ((vs.spec.gateways ?? []).length > 0) reportBypassedSubsets(vs, subsetRouters, report);
    }
  },
});

/** Host, as written → the VirtualServices for that very host that route it to subsets. */
function routersToSubsets(virtualServices: readonly VirtualService[]): Map<string, Set<string>> {
  const routers = new Map<string, Set<string>>();
  for (const vs of virtualServices) {
    const hosts = new Set(vs.spec.hosts);
    for (const { destination, protocol, role } of destinationsOf(vs.spec)) {
      const { host = '', subset = '' } = destination;
      if (protocol !== 'http' || role !== 'route' || subset === '' || !hosts.has(host)) continue;
      entry(routers, host, () => new Set()).add(vs.fullName);
    }
  }
  return routers;
}

/**
 * Routes of a gateway's VirtualService to a host whose own VirtualService picks a subset: that choice is made for
 * clients in the mesh, not for what the gateway sends. Each other VirtualService is told once, as istioctl does.
 */
function reportBypassedSubsets(
  vs: VirtualService,
  routers: ReadonlyMap<string, ReadonlySet<string>>,
  report: Report<typeof IngressRouteRulesNotAffected>,
): void {
  let told: Set<string> | undefined;
  for (const placed of destinationsOf(vs.spec)) {
    const { host = '', subset = '' } = placed.destination;
    if (subset !== '' || placed.protocol !== 'http' || placed.role !== 'route') continue;
    for (const other of routers.get(host) ?? []) {
      told ??= new Set();
      if (told.has(other)) continue;
      told.add(other);
      report(IngressRouteRulesNotAffected, vs.at(...placed.path), { host, other });
    }
  }
}
