import { entry } from '../../base/map-entry.ts';
import { destinationsOf } from '../../resources/destinations.ts';
import { parseServiceFqdn } from '../../resources/hosts.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { ReferencedResourceNotFound } from '../messages/references.ts';
import { once } from '../once.ts';

export default defineAnalyzer({
  id: 'virtualservice.DestinationRuleAnalyzer',
  summary: 'Every subset that a VirtualService sends requests to is defined in a DestinationRule',
  reads: ['VirtualService', 'DestinationRule'],
  emits: [ReferencedResourceNotFound],
  run(mesh, report) {
    const reportOnce = once(report);
    /** The names of the subsets of each host. */
    const defined = new Map<string, Set<string>>();
    for (const { spec, namespace } of mesh.each('DestinationRule')) {
      if (spec.subsets === undefined) continue;
      const names = entry(defined, hostKey(spec.host ?? '', namespace), newNames);
      for (const { name = '' } of spec.subsets) names.add(name);
    }
    for (const vs of mesh.each('VirtualService')) {
      for (const placed of destinationsOf(vs.spec)) {
        const { destination, role } = placed;
        const { host = '', subset = '' } = destination;
        if (subset === '' || defined.get(hostKey(host, vs.namespace))?.has(subset)) continue;
        // istioctl does not know the line of an absent host, nor, by mistake, of an entry of `mirrors`.
        const tell = destination.host === undefined || role === 'mirrors' ? reportOnce : report;
        tell(ReferencedResourceNotFound, vs.at(...placed.path), { kind: 'host+subset', name: `${host}+${subset}` });
      }
    }
  },
});

/** A Service's host is known by its name and namespace; any other counts in the namespace that it is used in. */
function hostKey(host: string, usedIn: string): string {
  const service = parseServiceFqdn(host);
  return service === undefined ? `${host}\0${usedIn}` : `${service.name}\0${service.namespace}`;
}

const newNames = (): Set<string> => new Set();
