import { entry } from '../../base/map-entry.ts';
import type { SourceDocument } from '../../resources/document.ts';
import type { Path } from '../../resources/json.ts';
import type { Container } from '../../resources/kinds/core.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { formatLabels } from '../../resources/selector.ts';
import { type Membership, membershipOf } from './data-plane.ts';

type Labels = Readonly<Record<string, string>>;
type Pod = Resource<BodyOf<'Pod'>>;

/** Pods that are alike, or that a workload in files would make; or a WorkloadEntry. */
export interface Workload {
  /** The controller's, where there is one. */
  readonly name: string;
  readonly namespace: string;
  /** `namespace/name`. */
  readonly fullName: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly membership: Membership;
  readonly containers: readonly Container[];
  /** Names of the Pods read; none for what a workload in files would make. */
  readonly pods: string[];
  /** One of its Pods, the workload's own document, or the WorkloadEntry. */
  readonly resource: Resource<unknown>;
}

const hashLabel = 'pod-template-hash';
/** Labels that controllers give to each Pod, which make no other workload of it. */
const ownLabels =
  /^(pod-template-hash|controller-revision-hash|pod-template-generation|statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|.*controller-uid|.*job-name|batch\.kubernetes\.io\/job-completion-index)$/;

/** Every workload of a mesh that was read with `impliedPods`: by its Pods, else by what would make them. */
export function workloadsOf(mesh: Mesh): Workload[] {
  const found = new Map<string, Workload>();
  const names = new Set<string>();
  const pods = mesh.each('Pod').filter(({ assumed }) => !assumed);
  for (const pod of pods) {
    const name = controllerOf(pod);
    names.add(`${pod.namespace}/${name}`);
    add(found, pod, name, mesh).pods.push(pod.name);
  }
  const replaced = replacedPlaces(mesh);
  for (const pod of mesh.podsToBe({})) {
    if (!pod.assumed || replaced.get(pod.document)?.has(pod.options.base)) continue;
    const name = withoutHash(pod.name.replace(/-$/, ''), pod.labels);
    if (!names.has(`${pod.namespace}/${name}`)) add(found, pod, name, mesh);
  }
  for (const resource of mesh.each('WorkloadEntry')) found.set(`entry ${resource.fullName}`, fromEntry(resource));
  return [...found.values()];
}

/** Where resources stand that a later one of the same name replaces: no Pods are made of those. */
function replacedPlaces(mesh: Mesh): Map<SourceDocument, Set<Path | undefined>> {
  const places = new Map<SourceDocument, Set<Path | undefined>>();
  for (const { resource } of mesh.duplicates) {
    entry(places, resource.document, () => new Set<Path | undefined>()).add(resource.options.base);
  }
  return places;
}

function add(to: Map<string, Workload>, pod: Pod, name: string, mesh: Mesh): Workload {
  const { namespace, labels, spec } = pod;
  const shared = Object.fromEntries(Object.entries(labels).filter(([key]) => !ownLabels.test(key)));
  return entry(to, `${namespace}/${name} ${formatLabels(shared)}`, () => ({
    name,
    namespace,
    fullName: `${namespace}/${name}`,
    labels,
    annotations: pod.annotations,
    membership: membershipOf(pod, mesh),
    containers: [...(spec.initContainers ?? []), ...(spec.containers ?? [])],
    pods: [],
    resource: pod,
  }));
}

/** A Deployment's Pods are made by a ReplicaSet, which is called as it is with a hash behind. */
function controllerOf({ name, labels, body }: Pod): string {
  const [owner] = body.metadata?.ownerReferences ?? [];
  return withoutHash(owner?.name ?? name, labels);
}

function withoutHash(name: string, labels: Labels): string {
  const ending = `-${labels[hashLabel]}`;
  const at = labels[hashLabel] ? name.indexOf(ending) : -1;
  return at > 0 ? name.slice(0, at) : name;
}

function fromEntry(resource: Resource<BodyOf<'WorkloadEntry'>>): Workload {
  const { name, namespace, fullName, spec } = resource;
  const labels = { ...resource.labels, ...spec.labels };
  const hasProxy = labels['security.istio.io/tlsMode'] === 'istio';
  const because = hasProxy
    ? 'it has the label security.istio.io/tlsMode=istio'
    : 'it has no label security.istio.io/tlsMode=istio';
  return {
    name,
    namespace,
    fullName,
    labels,
    annotations: {},
    membership: { dataPlane: hasProxy ? 'sidecar' : 'none', because, offersMtls: hasProxy, offersHbone: false },
    containers: [],
    pods: [],
    resource,
  };
}
