import { defineAnalyzer } from '../analyzer.ts';
import { CanaryReferenceNotFound } from '../messages/progressive-delivery.ts';

export default defineAnalyzer({
  id: 'canary.TargetAnalyzer',
  summary: 'The Deployment that a Canary releases exists',
  reads: ['Canary', 'Deployment'],
  emits: [CanaryReferenceNotFound],
  evidence: { Deployment: [CanaryReferenceNotFound] },
  run(mesh, report) {
    for (const canary of mesh.each('Canary')) {
      const { kind = 'Deployment', name } = canary.spec.targetRef ?? {};
      if (kind !== 'Deployment' || !name || mesh.find('Deployment', name, canary.namespace) !== undefined) continue;
      // Flux and Helm make Deployments of what files do not show: only beside others is one missed.
      if (mesh.in('Deployment', canary.namespace).length === 0) continue;
      const at = canary.at('spec', 'targetRef', 'name');
      report(CanaryReferenceNotFound, at, { kind: 'target', name: `Deployment "${name}"` });
    }
  },
});
