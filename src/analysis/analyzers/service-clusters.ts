import { append } from '../../base/append.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { MultiClusterInconsistentService } from '../messages/multicluster.ts';

type Service = Resource<BodyOf<'Service'>>;

/** What must be alike in all clusters: how it is called, the field to point at, and its value in a form to compare. */
const aspects: readonly { name: string; field: string; of: (service: Service) => string }[] = [
  { name: 'cluster IP (headless or not)', field: 'clusterIP', of: ({ spec }) => String(spec.clusterIP === 'None') },
  { name: 'type', field: 'type', of: ({ spec }) => spec.type || 'ClusterIP' },
  { name: 'ports', field: 'ports', of: portsOf },
];

export default defineAnalyzer({
  id: 'services.MultiClusterServiceAnalyzer',
  summary: 'A Service is alike in all clusters of the mesh',
  reads: ['Service'],
  emits: [MultiClusterInconsistentService],
  run(mesh, report) {
    const byName = new Map<string, Service[]>();
    for (const service of mesh.each('Service')) {
      if (service.cluster) append(byName, service.fullName, service);
    }
    for (const [fullName, services] of byName) {
      if (services.length < 2) continue;
      services.sort((a, b) => (a.cluster! < b.cluster! ? -1 : 1));
      const [first] = services as [Service];
      const differing = aspects.filter(({ of }) => services.some((service) => of(service) !== of(first)));
      if (differing.length === 0) continue;
      const clusters = services
        .filter((service) => service === first || differing.some(({ of }) => of(service) !== of(first)))
        .map((service) => service.cluster!);
      report(MultiClusterInconsistentService, first.at('spec', differing[0]!.field), {
        service: fullName,
        clusters,
        reasons: differing.map(({ name }) => name),
      });
    }
  },
});

/** Ports in no order, with Kubernetes' defaults. Node ports are left out: each cluster assigns its own. */
function portsOf({ spec }: Service): string {
  const ports = (spec.ports ?? []).map(({ name = '', port, protocol, appProtocol, targetPort }) =>
    [name, port, protocol || 'TCP', appProtocol ?? '', targetPort || port].join('\0'),
  );
  return ports.sort().join('\n');
}
