import { defineAnalyzer } from '../analyzer.ts';
import { OverwrittenByController, RolloutReferenceNotFound } from '../messages/progressive-delivery.ts';

const place = ['spec', 'strategy', 'canary', 'trafficRouting', 'istio', 'destinationRule'] as const;
const subsetFields = ['canarySubsetName', 'stableSubsetName'] as const;

export default defineAnalyzer({
  id: 'rollout.DestinationRuleAnalyzer',
  summary:
    'The DestinationRule by which a Rollout tells its versions apart exists, and has their subsets and no others',
  reads: ['Rollout', 'DestinationRule'],
  emits: [RolloutReferenceNotFound, OverwrittenByController],
  evidence: { DestinationRule: [RolloutReferenceNotFound] },
  run(mesh, report) {
    for (const rollout of mesh.each('Rollout')) {
      const named = rollout.spec.strategy?.canary?.trafficRouting?.istio?.destinationRule;
      if (!named?.name) continue;
      const rule = mesh.find('DestinationRule', named.name, rollout.namespace);
      if (rule === undefined) {
        report(RolloutReferenceNotFound, rollout.at(...place, 'name'), { kind: 'DestinationRule', name: named.name });
        continue;
      }
      const { subsets = [] } = rule.spec;
      const absent = subsetFields.filter((field) => named[field] && !subsets.some(({ name }) => name === named[field]));
      for (const field of absent) {
        const name = named[field]!;
        const of = `DestinationRule ${rule.fullName}`;
        report(RolloutReferenceNotFound, rollout.at(...place, field), { kind: 'subset', name, of });
      }
      // First of all the names have to be right.
      if (absent.length > 0) continue;
      // Argo Rollouts writes the list of subsets anew, with its own two only (UpdateHash of its Istio reconciler).
      subsets.forEach(({ name = '' }, i) => {
        if (name === named.canarySubsetName || name === named.stableSubsetName) return;
        report(OverwrittenByController, rule.at('spec', 'subsets', i, 'name'), {
          by: `Rollout ${rollout.fullName}`,
          what: `manages this DestinationRule and removes subset "${name}"`,
          remedy: 'define it in a DestinationRule of its own for the same host',
        });
      });
    }
  },
});
