import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { matchesLabels } from '../../resources/selector.ts';

type Pod = Resource<BodyOf<'Pod'>>;
type Service = Resource<BodyOf<'Service'>>;

/** Of what a workload in files would make, the workload's name. */
export const podLabel = ({ name, namespace, assumed }: Pod): string =>
  `${assumed ? name.replace(/-$/, '') : name}.${namespace}`;

/** The Pods of a Service: those that are there, or that workloads in files would make. */
export const podsBehind = (mesh: Mesh, service: Service): Pod[] =>
  podsIn(mesh, service.namespace).filter((pod) => isBehind(pod, service));

/** The Pods of a namespace, and of workloads that the mesh has no Pods of those that they would make. */
export function podsIn(mesh: Mesh, namespace: string): Pod[] {
  const all = mesh.podsToBe({}, namespace);
  const there = all.filter(({ assumed }) => !assumed);
  const isMissing = (pod: Pod) => pod.assumed && !there.some(({ name }) => name.startsWith(pod.name));
  return [...there, ...all.filter(isMissing)];
}

/** True for a Pod that a Service selects. */
export function isBehind({ labels }: Pod, { spec, assumed }: Service): boolean {
  const selector = spec.selector ?? {};
  return !assumed && Object.keys(selector).length > 0 && matchesLabels(selector, labels);
}
