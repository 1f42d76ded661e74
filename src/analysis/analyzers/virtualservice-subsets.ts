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
    const defined = new Set<string>();
    for (const { spec, namespace } of mesh.each('DestinationRule')) {
      for (const { name = '' } of spec.subsets ?? []) defined.add(subsetKey(spec.host ?? '', name, namespace));
    }
    for (const vs of mesh.each('VirtualService')) {
      for (const { destination, path, role } of destinationsOf(vs.spec)) {
        const { host = '', subset = '' } = destination;
        if (subset === '' || defined.has(subsetKey(host, subset, vs.namespace))) continue;
        // istioctl does not know the line of an absent host, nor, by mistake, of an entry of `mirrors`.
        const tell = destination.host === undefined || role === 'mirrors' ? reportOnce : report;
        tell(ReferencedResourceNotFound, vs.at(...path), { kind: 'host+subset', name: `${host}+${subset}` });
      }
    }
  },
});

/** A Service's host is known by its name and namespace; any other counts in the namespace that it is used in. */
function subsetKey(host: string, subset: string, usedIn: string): string {
  const { name, namespace } = parseServiceFqdn(host) ?? { name: host, namespace: usedIn };
  return JSON.stringify([namespace, name, subset]);
}
