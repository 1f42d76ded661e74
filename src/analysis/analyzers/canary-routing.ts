import { flaggerNames, flaggerUsesIstio } from '../../resources/flagger-resources.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { OverwrittenByController } from '../messages/progressive-delivery.ts';

export default defineAnalyzer({
  id: 'canary.RoutingAnalyzer',
  summary: 'No VirtualService or DestinationRule has the name of one that Flagger writes for a Canary',
  reads: ['Canary', 'VirtualService', 'DestinationRule'],
  emits: [OverwrittenByController],
  run(mesh, report) {
    for (const canary of mesh.each('Canary')) {
      if (!flaggerUsesIstio(canary.spec)) continue;
      const names = flaggerNames(canary.spec);
      const written = [
        [mesh.find('VirtualService', names.apex, canary.namespace), 'hosts, gateways, match, retries and the like'],
        [mesh.find('DestinationRule', names.primary, canary.namespace), 'the traffic policy'],
        [mesh.find('DestinationRule', names.canary, canary.namespace), 'the traffic policy'],
      ] as const;
      for (const [resource, settings] of written) {
        // What a cluster holds may be Flagger's own.
        if (resource === undefined || resource.document.file.isLive) continue;
        report(OverwrittenByController, resource.at('metadata', 'name'), {
          by: `Flagger, for Canary ${canary.fullName},`,
          what: `writes a ${resource.kind} of this very name, over this one`,
          remedy: `remove it, and put ${settings} into spec.service of the Canary`,
        });
      }
    }
  },
});
