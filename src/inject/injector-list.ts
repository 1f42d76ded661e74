import { entry } from '../base/map-entry.ts';
import { injectedRevision } from '../resources/injected-revision.ts';
import { isObject } from '../resources/json.ts';
import type { BodyOf } from '../resources/kinds.ts';
import type { Mesh } from '../resources/mesh.ts';
import type { Resource } from '../resources/resource.ts';
import { injectionLabel, revisionLabel } from '../resources/revision-labels.ts';
import { matchesSelector } from '../resources/selector.ts';
import { readYaml } from '../resources/yaml/read.ts';
import { proxyImage } from './data/proxy-image.ts';
import { ignoredNamespaces } from './policy.ts';
import { type Configuration, isInjection, revisionOf } from './webhooks.ts';

/** A namespace, the revision that injects its Pods, and the revisions of the Pods that there are. */
export interface NamespaceRow {
  readonly namespace: string;
  /** Empty where none does; `MISSING/NAME` for one that is asked for and is not there. */
  readonly revision: string;
  readonly pods: readonly PodCount[];
}

export interface PodCount {
  /** Empty for Pods without a sidecar. */
  readonly revision: string;
  readonly pods: number;
  /** Pods that do not want to be injected. */
  readonly disabled: number;
  /** Pods that would get another revision if they started now. */
  readonly needRestart: number;
}

/** A webhook configuration, and the namespaces that it serves for their labels. */
export interface InjectorRow {
  readonly name: string;
  readonly revision: string;
  /** Empty where the input has no ConfigMap of the revision. */
  readonly image: string;
  readonly namespaces: readonly string[];
}

type Namespace = Resource<unknown>;
type Pod = Resource<BodyOf<'Pod'>>;

/** The namespaces of a mesh that are injected or hold Pods; without Kubernetes' own, Istio's, and those of ambient mode. */
export const namespaceRows = (
  mesh: Mesh,
  configurations: readonly Configuration[],
  istioNamespace: string,
): NamespaceRow[] =>
  userNamespaces(mesh, istioNamespace)
    .map((namespace) => {
      const revision = revisionFor(namespace, configurations.filter(isInjection));
      return { namespace: namespace.name, revision, pods: countPods(mesh.in('Pod', namespace.name), revision) };
    })
    .filter(({ revision, pods }) => revision !== '' || pods.length > 0);

/** The injectors of a mesh, by name. */
export function injectorRows(
  mesh: Mesh,
  configurations: readonly Configuration[],
  istioNamespace: string,
): InjectorRow[] {
  const namespaces = userNamespaces(mesh, istioNamespace);
  const images = imagesByRevision(mesh);
  return configurations
    .filter(isInjection)
    .map((one) => ({
      name: one.name,
      revision: revisionOf(one),
      image: images.get(revisionOf(one)) ?? '',
      namespaces: namespaces.filter((namespace) => servesForLabels(one, namespace)).map(({ name }) => name),
    }))
    .sort(byName);
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

const userNamespaces = (mesh: Mesh, istioNamespace: string): Namespace[] =>
  mesh
    .each('Namespace')
    .filter(({ name }) => !ignoredNamespaces.has(name) && name !== istioNamespace)
    .filter(({ labels }) => labels['istio.io/dataplane-mode'] !== 'ambient')
    .sort(byName);

/** The revision whose webhooks select a namespace, or the one that it asks for in vain. */
function revisionFor(namespace: Namespace, configurations: readonly Configuration[]): string {
  const injector = configurations.find((one) => servesForLabels(one, namespace));
  if (injector !== undefined) return revisionOf(injector);
  const asked = namespace.labels[revisionLabel];
  if (asked !== undefined) return `MISSING/${asked}`;
  return namespace.labels[injectionLabel] === 'enabled' ? `MISSING/${injectionLabel}` : '';
}

/** True where a webhook that goes by namespaces, not by Pods, selects the namespace. */
const servesForLabels = ({ body }: Configuration, { name, labels }: Namespace): boolean =>
  (body.webhooks ?? []).some(
    (webhook) =>
      /^(?:rev\.)?namespace\.|^auto\./.test(webhook.name ?? '') &&
      matchesSelector(webhook.namespaceSelector, { ...labels, 'kubernetes.io/metadata.name': name }),
  );

function countPods(pods: readonly Pod[], expected: string): PodCount[] {
  const counts = new Map<string, { pods: number; disabled: number; needRestart: number }>();
  for (const pod of pods) {
    const revision = injectedRevision(pod.annotations);
    const count = entry(counts, revision, () => ({ pods: 0, disabled: 0, needRestart: 0 }));
    count.pods++;
    if (refusesInjection(pod)) count.disabled++;
    else if (revision !== expected) count.needRestart++;
  }
  return Array.from(counts, ([revision, count]) => ({ revision, ...count }));
}

function refusesInjection({ labels, annotations }: Pod): boolean {
  const name = 'sidecar.istio.io/inject';
  return (labels[name] ?? annotations[name] ?? '').toLowerCase() === 'false';
}

/** The proxies' image by revision, which istiod's ConfigMap keeps the settings of. */
function imagesByRevision(mesh: Mesh): Map<string, string> {
  const images = new Map<string, string>();
  for (const { name, labels, body } of mesh.each('ConfigMap')) {
    const values = name.startsWith('istio-sidecar-injector') ? readYaml(body.data?.values ?? '')[0]?.value : undefined;
    if (isObject(values)) images.set(labels[revisionLabel] ?? 'default', proxyImage(values, {}, {}));
  }
  return images;
}
