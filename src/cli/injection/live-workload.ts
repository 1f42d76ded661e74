import { MeshwrightError } from '../../base/errors.ts';
import { namedParts } from '../../inject/find-workload.ts';
import { workloadKinds } from '../../inject/workload-kinds.ts';
import type { CallOptions, KindName, KubeApi } from '../../kube/api.ts';
import { findPods } from '../../kube/find-pods.ts';
import type { JsonObject } from '../../resources/json.ts';

/**
 * The namespace, for its labels.
 *
 * @throws MeshwrightError where there is none; KubeError
 */
export async function liveNamespace(api: KubeApi, name: string, limits?: CallOptions): Promise<JsonObject[]> {
  const namespace = await api.get({ group: '', kind: 'Namespace', name }, limits);
  if (namespace === undefined) throw new MeshwrightError(`there is no namespace ${name}`);
  return [namespace];
}

/** What was found for a name. */
export interface LiveWorkload {
  /** Workloads that it may mean, and their namespace. */
  readonly objects: readonly JsonObject[];
  /** The same name; of what has Pods but no Pod template (a Service), that of its best Pod. */
  readonly name: string;
}

/**
 * The workloads of a cluster that `[type/]name[.namespace]` may mean, with their namespace.
 *
 * @throws UsageError for a type that has no Pods; MeshwrightError where there is none; KubeError
 */
export async function liveWorkload(
  text: string,
  api: KubeApi,
  namespace: string,
  limits?: CallOptions,
): Promise<LiveWorkload> {
  const { kind: asked, rest } = namedParts(text);
  const served = await api.kinds(limits);
  const kinds = [...workloadKinds().keys()]
    .map(kindNamed)
    .filter(({ kind }) => asked === undefined || kind.toLowerCase() === asked)
    .filter((kind) => served.find(kind) !== undefined);
  if (kinds.length === 0) {
    const [pod] = await findPods(api, { name: text, namespace }, limits);
    const { name, namespace: home } = pod!.metadata as { readonly name: string; readonly namespace: string };
    return { objects: [pod!, ...(await liveNamespace(api, home, limits))], name: `pod/${name}.${home}` };
  }
  const dot = rest.lastIndexOf('.');
  // Names may have dots: one that is there wins.
  const places = [
    { name: rest, namespace },
    ...(dot > 0 ? [{ name: rest.slice(0, dot), namespace: rest.slice(dot + 1) }] : []),
  ];
  for (const place of places) {
    const read = await Promise.all(kinds.map((kind) => api.get({ ...kind, ...place }, limits)));
    const found = read.filter((object) => object !== undefined);
    if (found.length > 0) {
      return { objects: [...found, ...(await liveNamespace(api, place.namespace, limits))], name: text };
    }
  }
  throw new MeshwrightError(`the cluster has no workload ${text} in namespace ${places.at(-1)!.namespace}`);
}

function kindNamed(id: string): KindName {
  const slash = id.indexOf('/');
  return { group: id.slice(0, slash), kind: id.slice(slash + 1) };
}
