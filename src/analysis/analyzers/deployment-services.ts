import { append } from '../../base/append.ts';
import { entry } from '../../base/map-entry.ts';
import { managedLabel, waypointController } from '../../resources/gateway-labels.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import { placeKey } from '../../resources/place.ts';
import type { Resource } from '../../resources/resource.ts';
import { matchesLabels } from '../../resources/selector.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { deploymentInMesh } from '../in-mesh.ts';
import { DeploymentAssociatedToMultipleServices, DeploymentConflictingPorts } from '../messages/workload.ts';

type Service = Resource<BodyOf<'Service'>>;
type Labels = Readonly<Record<string, string>>;

/** A port as one of the Services that select a Deployment offers it. */
interface OfferedPort {
  readonly service: string;
  readonly port: number;
  readonly protocol: string;
  readonly targetPort: string;
}

export default defineAnalyzer({
  id: 'deployment.MultiServiceAnalyzer',
  summary: 'The Services of a Deployment in the mesh agree on protocols and target ports',
  reads: ['Service', 'Deployment', 'Namespace'],
  emits: [DeploymentAssociatedToMultipleServices, DeploymentConflictingPorts],
  run(mesh, report) {
    const services = new ServicesBySelector(mesh.each('Service'));
    const ports = new Map<Service, OfferedPort[]>();
    for (const deployment of mesh.each('Deployment')) {
      // A waypoint is selected by the Services that its Gateway stands for, and takes any protocol.
      if (deployment.labels[managedLabel] === waypointController) continue;
      if (!deploymentInMesh(deployment, mesh)) continue;
      const selecting = services.selecting(deployment, deployment.spec.template?.metadata?.labels ?? {});
      // With one port in all, as most Deployments have it, there is nothing to disagree about.
      if (selecting.length === 0 || (selecting.length === 1 && (selecting[0]!.spec.ports ?? []).length < 2)) continue;
      const offered = selecting.flatMap((service) => entry(ports, service, () => offeredPorts(service)));
      if (offered.length < 2) continue;
      const at = deployment.at('metadata', 'name');
      const { fullName } = deployment;
      for (const [port, offers] of groupBy(offered, (offer) => offer.port)) {
        // One Service may offer a port over TCP and UDP alike (DNS does); Istio leaves UDP alone.
        if (count(offers, 'service') < 2 || count(offers, 'protocol') < 2) continue;
        const uses = offers.map(({ protocol, service }) => `${protocol} in ${service}`).sort();
        report(DeploymentAssociatedToMultipleServices, at, { deployment: fullName, port, uses });
      }
      for (const [targetPort, offers] of groupBy(offered, (offer) => offer.targetPort)) {
        if (count(offers, 'port') < 2) continue;
        const ports = offers.map(({ port, service }) => `${port} of ${service}`).sort();
        report(DeploymentConflictingPorts, at, { deployment: fullName, targetPort, ports });
      }
    }
  },
});

/** Services by namespace and one value of their selector, the rarest there: a Pod's labels find those that select it. */
class ServicesBySelector {
  readonly #namespaces = new Map<string, Map<string, Service[]>>();

  constructor(services: readonly Service[]) {
    for (const [place, inPlace] of groupBy(services, placeOf)) {
      const shared = new Map<string, number>();
      for (const { spec } of inPlace) {
        for (const key in spec.selector) {
          const value = spec.selector[key]!;
          shared.set(value, (shared.get(value) ?? 0) + 1);
        }
      }
      const byValue = new Map<string, Service[]>();
      for (const service of inPlace) {
        const { selector } = service.spec;
        let rarest: string | undefined;
        for (const key in selector) {
          const value = selector[key]!;
          if (rarest === undefined || shared.get(value)! < shared.get(rarest)!) rarest = value;
        }
        if (rarest !== undefined) append(byValue, rarest, service);
      }
      this.#namespaces.set(place, byValue);
    }
  }

  /** The Services in the workload's namespace that select Pods with `labels`. */
  selecting(workload: Pick<Resource, 'cluster' | 'namespace'>, labels: Labels): Service[] {
    const byValue = this.#namespaces.get(placeOf(workload));
    const selecting: Service[] = [];
    const looked: string[] = [];
    for (const key in labels) {
      const value = labels[key]!;
      const services = byValue?.get(value);
      // A Service stands under one value, which may be that of several labels.
      if (services === undefined || looked.includes(value)) continue;
      looked.push(value);
      for (const service of services) if (matchesLabels(service.spec.selector, labels)) selecting.push(service);
    }
    return selecting;
  }
}

const placeOf = ({ cluster, namespace }: Pick<Resource, 'cluster' | 'namespace'>): string =>
  placeKey(namespace, cluster);

/** The ports of a Service with Kubernetes' defaults: TCP, and the port itself as its target. */
const offeredPorts = ({ fullName, spec }: Service): OfferedPort[] =>
  (spec.ports ?? []).flatMap(({ port, protocol, targetPort }) =>
    port === undefined
      ? []
      : [{ service: fullName, port, protocol: protocol || 'TCP', targetPort: String(targetPort || port) }],
  );

const count = <K extends keyof OfferedPort>(offers: readonly OfferedPort[], field: K): number =>
  new Set(offers.map((offer) => offer[field])).size;

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) append(groups, keyOf(item), item);
  return groups;
}
