import { append } from '../../base/append.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { formatLabels } from '../../resources/selector.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { firstFew } from '../first-few.ts';
import { firstLabel } from '../first-label.ts';
import { namespaceInAmbient, podInAmbient } from '../in-mesh.ts';
import { ReferencedResourceNotFound } from '../messages/references.ts';
import {
  ConflictingSidecarWorkloadSelectors,
  IneffectivePolicy,
  MultipleSidecarsWithoutWorkloadSelectors,
} from '../messages/sidecar.ts';

type Sidecar = Resource<BodyOf<'Sidecar'>>;

export default defineAnalyzer({
  id: 'sidecar.SelectorAnalyzer',
  summary: 'Every Pod has at most one Sidecar, and every Sidecar some sidecar proxy to configure',
  reads: ['Sidecar', 'Pod', 'Namespace'],
  emits: [
    ReferencedResourceNotFound,
    ConflictingSidecarWorkloadSelectors,
    MultipleSidecarsWithoutWorkloadSelectors,
    IneffectivePolicy,
  ],
  evidence: { Pod: [ReferencedResourceNotFound, ConflictingSidecarWorkloadSelectors] },
  run(mesh, report) {
    const byPod = new Map<Resource<BodyOf<'Pod'>>, Sidecar[]>();
    const byNamespace = new Map<string, Sidecar[]>();
    for (const sidecar of mesh.each('Sidecar')) {
      const labels = sidecar.spec.workloadSelector?.labels ?? {};
      const label = firstLabel(labels);
      if (label === undefined) {
        append(byNamespace, sidecar.namespace, sidecar);
        continue;
      }
      const pods = mesh.labelled('Pod', labels, sidecar.namespace);
      for (const pod of pods) append(byPod, pod, sidecar);
      if (mesh.podsToBe(labels, sidecar.namespace).length === 0) {
        const at = sidecar.at('spec', 'workloadSelector', 'labels', label);
        report(ReferencedResourceNotFound, at, { kind: 'selector', name: formatLabels(labels) });
      }
    }

    const isNew = firstFew();
    const ineffective = new Set<Sidecar>();
    for (const [pod, sidecars] of byPod) {
      if (podInAmbient(pod)) {
        for (const sidecar of sidecars) ineffective.add(sidecar);
        continue;
      }
      const told = sidecars.length > 1 ? sidecars.filter(isNew) : [];
      if (told.length === 0) continue;
      const params = { sidecars: names(sidecars), pod: pod.fullName };
      for (const sidecar of told) report(ConflictingSidecarWorkloadSelectors, sidecar.at('metadata', 'name'), params);
    }
    for (const sidecar of ineffective) {
      report(IneffectivePolicy, sidecar.at('spec', 'workloadSelector'), { where: 'workload' });
    }

    for (const [namespace, sidecars] of byNamespace) {
      const ambient = namespaceInAmbient(mesh.find('Namespace', namespace));
      for (const sidecar of sidecars) {
        if (ambient) report(IneffectivePolicy, sidecar.at('metadata', 'namespace'), { where: 'namespace' });
        else if (sidecars.length > 1) {
          const params = { sidecars: names(sidecars), namespace };
          report(MultipleSidecarsWithoutWorkloadSelectors, sidecar.at('metadata', 'name'), params);
        }
      }
    }
  },
});

const names = (sidecars: readonly Sidecar[]): string[] => sidecars.map(({ name }) => name).sort();
