import { append } from '../../base/append.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { formatLabels } from '../../resources/selector.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { firstFew } from '../first-few.ts';
import { firstLabel } from '../first-label.ts';
import { ReferencedResourceNotFound } from '../messages/references.ts';
import { ConflictingTelemetryWorkloadSelectors } from '../messages/telemetry.ts';

export default defineAnalyzer({
  id: 'telemetry.SelectorAnalyzer',
  summary: "Every Telemetry's selector selects some Pod, and every Pod has at most one such Telemetry",
  reads: ['Telemetry', 'Pod'],
  emits: [ReferencedResourceNotFound, ConflictingTelemetryWorkloadSelectors],
  evidence: { Pod: [ReferencedResourceNotFound, ConflictingTelemetryWorkloadSelectors] },
  run(mesh, report) {
    const byPod = new Map<Resource<BodyOf<'Pod'>>, Resource<BodyOf<'Telemetry'>>[]>();
    for (const telemetry of mesh.each('Telemetry')) {
      const labels = telemetry.spec.selector?.matchLabels ?? {};
      const label = firstLabel(labels);
      if (label === undefined) continue; // telemetry.DefaultSelectorAnalyzer's
      const pods = mesh.labelled('Pod', labels, telemetry.namespace);
      for (const pod of pods) append(byPod, pod, telemetry);
      if (mesh.podsToBe(labels, telemetry.namespace).length === 0) {
        const at = telemetry.at('spec', 'selector', 'matchLabels', label);
        report(ReferencedResourceNotFound, at, { kind: 'selector', name: formatLabels(labels) });
      }
    }
    const isNew = firstFew();
    for (const [pod, telemetries] of byPod) {
      const told = telemetries.length > 1 ? telemetries.filter(isNew) : [];
      if (told.length === 0) continue;
      const params = { telemetries: telemetries.map(({ name }) => name).sort(), pod: pod.fullName };
      for (const telemetry of told) {
        report(ConflictingTelemetryWorkloadSelectors, telemetry.at('metadata', 'name'), params);
      }
    }
  },
});
