import { append } from '../../base/append.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { MultipleTelemetriesWithoutWorkloadSelectors } from '../messages/telemetry.ts';

export default defineAnalyzer({
  id: 'telemetry.DefaultSelectorAnalyzer',
  summary: 'A namespace has at most one Telemetry for all of its workloads',
  reads: ['Telemetry'],
  emits: [MultipleTelemetriesWithoutWorkloadSelectors],
  run(mesh, report) {
    const byNamespace = new Map<string, Resource<BodyOf<'Telemetry'>>[]>();
    for (const telemetry of mesh.each('Telemetry')) {
      const { selector, targetRef, targetRefs = [] } = telemetry.spec;
      // One that is attached to something by reference is not for the namespace at large.
      if (selector !== undefined || targetRef !== undefined || targetRefs.length > 0) continue;
      append(byNamespace, telemetry.namespace, telemetry);
    }
    for (const [namespace, telemetries] of byNamespace) {
      if (telemetries.length === 1) continue;
      const params = { telemetries: telemetries.map(({ name }) => name).sort(), namespace };
      for (const telemetry of telemetries) {
        report(MultipleTelemetriesWithoutWorkloadSelectors, telemetry.at('metadata', 'name'), params);
      }
    }
  },
});
