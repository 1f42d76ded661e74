import { flaggerUsesIstio } from '../../resources/flagger-resources.ts';
import { parseReference } from '../../resources/reference.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { CanaryReferenceNotFound } from '../messages/progressive-delivery.ts';

export default defineAnalyzer({
  id: 'canary.GatewayAnalyzer',
  summary: 'The Gateways that a Canary is to be reached through exist',
  reads: ['Canary', 'Gateway'],
  emits: [CanaryReferenceNotFound],
  evidence: { Gateway: [CanaryReferenceNotFound] },
  run(mesh, report) {
    for (const canary of mesh.each('Canary')) {
      if (!flaggerUsesIstio(canary.spec)) continue;
      canary.spec.service?.gateways?.forEach((gateway, i) => {
        const { namespace = canary.namespace, name } = parseReference(gateway);
        if (gateway === 'mesh' || mesh.find('Gateway', name, namespace) !== undefined) return;
        report(CanaryReferenceNotFound, canary.at('spec', 'service', 'gateways', i), {
          kind: 'gateway',
          name: gateway,
        });
      });
    }
  },
});
