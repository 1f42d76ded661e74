import { append } from '../../base/append.ts';
import type { BodyOf } from '../../resources/kinds.ts';
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
    for (const deployment of mesh.each('Deployment')) {
      // A waypoint is selected by the Services that its Gateway stands for, and takes any protocol.
      if (deployment.labels['gateway.istio.io/managed'] === 'istio.io-mesh-controller') continue;
      if (!deploymentInMesh(deployment, mesh)) continue;
      const labels = deployment.spec.template?.metadata?.labels ?? {};
      const offered = services.selecting(deployment, labels).flatMap(offeredPorts);
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
      const valuesOf = ({ spec }: Service) => Object.values(spec.selector ?? {});
      for (const value of inPlace.flatMap(valuesOf)) shared.set(value, (shared.get(value) ?? 0) + 1);
      const byValue = new Map<string, Service[]>();
      for (const service of inPlace) {
        const [first, ...others] = valuesOf(service);
        if (first === undefined) continue;
        append(
          byValue,
          others.reduce((a, b) => (shared.get(b)! < shared.get(a)! ? b : a), first),
          service,
        );
      }
      this.#namespaces.set(place, byValue);
    }
  }

  /** The Services in the workload's namespace that select Pods with `labels`. */
  selecting(workload: Pick<Resource, 'cluster' | 'namespace'>, labels: Labels): Service[] {
    const byValue = this.#namespaces.get(placeOf(workload));
    const selecting = new Set<Service>();
    for (const key in labels) {
      for (const service of byValue?.get(labels[key]!) ?? []) {
        if (matchesLabels(service.spec.selector, labels)) selecting.add(service);
      }
    }
    return [...selecting];
  }
}

const placeOf = ({ cluster, namespace }: Pick<Resource, 'cluster' | 'namespace'>): string =>
  cluster === undefined ? namespace : `${cluster}\0${namespace}`;

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
