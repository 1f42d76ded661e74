import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { RolloutReferenceNotFound } from '../messages/progressive-delivery.ts';

/** Where a Rollout of Argo Rollouts names Services. */
const serviceFields = [
  ['spec', 'strategy', 'canary', 'canaryService'],
  ['spec', 'strategy', 'canary', 'stableService'],
  ['spec', 'strategy', 'canary', 'pingPong', 'pingService'],
  ['spec', 'strategy', 'canary', 'pingPong', 'pongService'],
  ['spec', 'strategy', 'blueGreen', 'activeService'],
  ['spec', 'strategy', 'blueGreen', 'previewService'],
] as const;

export default defineAnalyzer({
  id: 'rollout.ServiceAnalyzer',
  summary: 'The Services between which a Rollout shifts traffic exist',
  reads: ['Rollout', 'Service'],
  emits: [RolloutReferenceNotFound],
  evidence: { Service: [RolloutReferenceNotFound] },
  run(mesh, report) {
    for (const rollout of mesh.each('Rollout')) {
      for (const path of serviceFields) {
        const name = textAt(rollout.body as JsonObject, ...path);
        if (name === '' || mesh.find('Service', name, rollout.namespace) !== undefined) continue;
        report(RolloutReferenceNotFound, rollout.at(...path), { kind: 'Service', name });
      }
    }
  },
});
