import { defineAnalyzer } from '../analyzer.ts';
import { Deprecated } from '../messages/deprecation.ts';

/** Istio's policy kinds before 1.6, all of `rbac.istio.io`. */
const rbacKinds = ['ClusterRbacConfig', 'RbacConfig', 'ServiceRole', 'ServiceRoleBinding'];

export default defineAnalyzer({
  id: 'deprecation.DeprecationAnalyzer',
  summary: 'No resource uses a deprecated, ignored or removed feature of Istio',
  reads: ['VirtualService', 'Sidecar', 'CustomResourceDefinition'],
  emits: [Deprecated],
  run(mesh, report) {
    for (const virtualService of mesh.each('VirtualService')) {
      const routes = virtualService.spec.http ?? [];
      const i = routes.findIndex(({ fault }) => (fault?.delay?.percent ?? 0) > 0);
      if (i < 0) continue;
      report(Deprecated, virtualService.at('spec', 'http', i, 'fault', 'delay', 'percent'), {
        what: 'http[].fault.delay.percent',
        fate: 'deprecated',
        instead: 'use http[].fault.delay.percentage, which takes fractions too',
      });
    }
    for (const sidecar of mesh.each('Sidecar')) {
      if (sidecar.spec.outboundTrafficPolicy?.egressProxy === undefined) continue;
      report(Deprecated, sidecar.at('spec', 'outboundTrafficPolicy', 'egressProxy'), {
        what: 'outboundTrafficPolicy.egressProxy',
        fate: 'ignored',
        instead: 'route the traffic to the egress gateway with a VirtualService',
      });
    }
    for (const definition of mesh.each('CustomResourceDefinition')) {
      const { group, names } = definition.spec;
      if (group !== 'rbac.istio.io' || !rbacKinds.includes(names?.kind ?? '')) continue;
      report(Deprecated, definition.at('spec', 'names', 'kind'), {
        what: `custom resource type ${group} ${names?.kind}`,
        fate: 'removed',
        instead: 'delete the definition, and write an AuthorizationPolicy for each of its resources',
      });
    }
  },
});
