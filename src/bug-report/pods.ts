import { compareTexts } from '../base/compare-texts.ts';
import type { CallOptions, KubeApi, PodName, Selection } from '../kube/api.ts';
import { podName } from '../kube/find-pods.ts';
import { KubeError } from '../kube/kube-error.ts';
import { numberAt, objectAt, objectsAt, textAt } from '../resources/fields.ts';
import type { JsonObject } from '../resources/json.ts';
import { isSelected, namespacesOf, type SelectableContainer } from './pod-selection.ts';
import { type ReportSettings, systemNamespaces } from './settings.ts';

/** What a Pod is to the mesh. */
export type PodRole = 'istiod' | 'proxy' | 'ztunnel' | 'cni';

/** A Pod that a report tells of. */
export interface ReportPod extends PodName {
  readonly role: PodRole;
  /** The container that makes it one. */
  readonly container: string;
  /** How often that has been started again: then there may be a log of the one before. */
  readonly restarts: number;
  readonly pod: JsonObject;
}

const proxyContainer = 'istio-proxy';
const istiodContainer = 'discovery';
const cniLabel = { name: 'k8s-app', value: 'istio-cni-node' };
const cniSelector = `${cniLabel.name}=${cniLabel.value}`;

/**
 * The Pods that a report tells of, by namespace and name: istiods, and proxies and ztunnels as far as they are selected. The
 * CNI's agents are told of wherever they are.
 *
 * @param tell is told what could not be listed
 * @throws KubeError where no Pods can be listed at all
 */
export async function reportPods(
  api: KubeApi,
  settings: ReportSettings,
  options: CallOptions,
  tell: (problem: string) => void,
): Promise<ReportPod[]> {
  const kind = { group: '', kind: 'Pod', version: 'v1' };
  const scopes = scopesOf(settings);
  const [pods, agents] = await Promise.all([
    listWhere(api, kind, scopes, settings, options, tell),
    // Wherever the CNI is, most who look at their proxies may not.
    listWhere(api, { ...kind, labelSelector: cniSelector }, [undefined], settings, options, () => {}).catch((error) => {
      if (error instanceof KubeError && error.isForbidden) return [];
      throw error;
    }),
  ]);
  const found = new Map<string, ReportPod>();
  for (const pod of [...pods, ...agents]) {
    const one = reportPod(pod, settings);
    if (one !== undefined) found.set(`${one.namespace}/${one.name}`, one);
  }
  return [...found.values()].sort((a, b) => compareTexts(a.namespace, b.namespace) || compareTexts(a.name, b.name));
}

/** Where objects are looked for: the included namespaces and the control plane's, or everywhere. */
export function scopesOf({ include, istioNamespace }: ReportSettings): readonly (string | undefined)[] {
  const namespaces = namespacesOf(include);
  return namespaces === undefined ? [undefined] : [...new Set([...namespaces, istioNamespace])].sort();
}

/** Lists objects in several places. Who may not list them everywhere gets those of two namespaces: theirs, and the control plane's. */
export async function listWhere(
  api: KubeApi,
  selection: Selection,
  scopes: readonly (string | undefined)[],
  { istioNamespace }: Pick<ReportSettings, 'istioNamespace'>,
  options: CallOptions,
  tell: (problem: string) => void,
): Promise<JsonObject[]> {
  const found: JsonObject[] = [];
  let places = scopes;
  let failure: unknown;
  let hasAnswer = false;
  for (let i = 0; i < places.length; i++) {
    const namespace = places[i];
    try {
      found.push(...(await api.list({ ...selection, namespace }, options)).items);
      hasAnswer = true;
    } catch (error) {
      if (!(error instanceof KubeError) || !error.isForbidden) throw error;
      failure ??= error;
      tell(error.message);
      if (namespace === undefined) places = [undefined, ...new Set([api.namespace, istioNamespace])];
    }
  }
  if (!hasAnswer && failure !== undefined) throw failure;
  return found;
}

function reportPod(pod: JsonObject, { include, exclude }: ReportSettings): ReportPod | undefined {
  const name = podName(pod);
  const labels = textMapAt(pod, 'metadata', 'labels');
  const containers = containersOf(pod);
  const made = (role: PodRole, container: string): ReportPod => {
    return { ...name, role, container, restarts: restartsOf(pod, container), pod };
  };
  if (labels[cniLabel.name] === cniLabel.value) return made('cni', containers[0] ?? 'install-cni');
  if (systemNamespaces.includes(name.namespace)) return undefined;
  const one = {
    ...name,
    pod: name.name,
    owner: ownerOf(pod),
    labels,
    annotations: textMapAt(pod, 'metadata', 'annotations'),
  };
  const isWanted = (container: string, among = include): boolean =>
    containers.includes(container) && isSelected({ ...one, container } satisfies SelectableContainer, among, exclude);
  // Whatever is looked into, the control plane is part of it.
  if (labels.app === 'istiod' && isWanted(istiodContainer, [])) return made('istiod', istiodContainer);
  if (!isWanted(proxyContainer)) return undefined;
  return made((labels.app ?? name.name.split('-')[0]) === 'ztunnel' ? 'ztunnel' : 'proxy', proxyContainer);
}

/** The Deployment of a Pod's ReplicaSet, whose name goes on with the Pod's hash; or whatever else owns the Pod. */
function ownerOf(pod: JsonObject): string {
  const [owner] = objectsAt(pod, 'metadata', 'ownerReferences');
  const name = textAt(owner, 'name') || textAt(pod, 'metadata', 'name');
  const hash = textAt(pod, 'metadata', 'labels', 'pod-template-hash');
  if (owner?.kind !== 'ReplicaSet' || hash === '') return name;
  return name.endsWith(`-${hash}`) ? name.slice(0, -hash.length - 1) : name;
}

/** All containers that go on running: those that start first may, too (native sidecars). */
const containersOf = (pod: JsonObject): string[] =>
  ['containers', 'initContainers'].flatMap((list) => objectsAt(pod, 'spec', list).map((one) => textAt(one, 'name')));

const restartsOf = (pod: JsonObject, container: string): number => {
  const lists = ['containerStatuses', 'initContainerStatuses'];
  const statuses = lists.flatMap((list) => objectsAt(pod, 'status', list));
  return numberAt(
    statuses.find(({ name }) => name === container),
    'restartCount',
  );
};

/** Labels or annotations, whose values the API server takes as texts alone. */
const textMapAt = (pod: JsonObject, ...path: readonly string[]): Readonly<Record<string, string>> =>
  (objectAt(pod, ...path) ?? {}) as Readonly<Record<string, string>>;
