import type { BodyOf } from '../resources/kinds.ts';
import type { Resource } from '../resources/resource.ts';
import { injectionLabel, revisionLabel } from '../resources/revision-labels.ts';

type Strings = Readonly<Record<string, string>>;
type Container = { readonly name?: string; readonly image?: string };

/** Where injection labels are looked up: a Mesh, or the view of an analyzer that reads Namespaces. */
export interface Namespaces {
  find(kind: 'Namespace', name: string): Resource<BodyOf<'Namespace'>> | undefined;
}

const none: Strings = {};
const isProxy = ({ name }: Container): boolean => name === 'istio-proxy';
const injectLabel = 'sidecar.istio.io/inject';

/** True when a Pod has a sidecar, or will be given one by injection. */
export function podInMesh(pod: Resource<BodyOf<'Pod'>>, mesh: Namespaces): boolean {
  const { containers, initContainers } = pod.spec;
  const proxy = containers?.find(isProxy) ?? initContainers?.find(isProxy);
  return inMesh(pod.labels, pod.annotations, proxy, pod.namespace, mesh);
}

/** True when the Pods of a Deployment have a sidecar, or will be given one by injection. */
export function deploymentInMesh(deployment: Resource<BodyOf<'Deployment'>>, mesh: Namespaces): boolean {
  const { metadata, spec } = deployment.spec.template ?? {};
  const proxy = spec?.containers?.find(isProxy);
  return inMesh(metadata?.labels ?? none, metadata?.annotations ?? none, proxy, deployment.namespace, mesh);
}

/** True when ztunnel already captures the Pod's traffic: istio-cni says so in an annotation. */
export const podInAmbient = (pod: Resource<BodyOf<'Pod'>>): boolean =>
  pod.annotations['ambient.istio.io/redirection'] === 'enabled';

/** True when a namespace asks for the ambient data plane; sidecar injection, by label or revision, goes before it. */
export function namespaceInAmbient(namespace: Resource<BodyOf<'Namespace'>> | undefined): boolean {
  const labels = namespace?.labels ?? {};
  if (labels[injectionLabel] === 'enabled' || labels[revisionLabel]) return false;
  return labels['istio.io/dataplane-mode'] === 'ambient';
}

/**
 * What is most specific decides: a sidecar that is there, then the Pod's own label, its annotation (the older way), and
 * last the namespace's label (istio.io, Installing the Sidecar).
 */
function inMesh(
  labels: Strings,
  annotations: Strings,
  proxy: Container | undefined,
  namespace: string,
  mesh: Namespaces,
): boolean {
  if (proxy?.image) return true;
  const own = labels[injectLabel] ?? annotations[injectLabel];
  if (own !== undefined) return own === 'true';
  return mesh.find('Namespace', namespace)?.labels[injectionLabel] === 'enabled';
}
