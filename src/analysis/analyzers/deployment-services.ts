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

/** Services by one pair of their selector, the one that fewest others share: a Pod's labels find those that select it. */
class ServicesBySelector {
  readonly #services = new Map<string, Service[]>();

  constructor(services: readonly Service[]) {
    const shared = new Map<string, number>();
    for (const service of services) {
      for (const key of keysOf(service, service.spec.selector)) shared.set(key, (shared.get(key) ?? 0) + 1);
    }
    for (const service of services) {
      const keys = keysOf(service, service.spec.selector);
      if (keys.length === 0) continue;
      append(
        this.#services,
        keys.reduce((rarest, key) => (shared.get(key)! < shared.get(rarest)! ? key : rarest)),
        service,
      );
    }
  }

  /** The Services in the workload's namespace that select Pods with `labels`. */
  selecting(workload: Pick<Resource, 'cluster' | 'namespace'>, labels: Labels): Service[] {
    const selecting: Service[] = [];
    for (const key of keysOf(workload, labels)) {
      for (const service of this.#services.get(key) ?? []) {
        if (matchesLabels(service.spec.selector, labels)) selecting.push(service);
      }
    }
    return selecting;
  }
}

/** Pairs of labels as keys that differ by cluster and namespace. */
function keysOf({ cluster = '', namespace }: Pick<Resource, 'cluster' | 'namespace'>, labels: Labels = {}): string[] {
  const keys: string[] = [];
  for (const key in labels) keys.push(`${cluster}\0${namespace}\0${key}\0${labels[key]}`);
  return keys;
}

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
