import { versionOfImage } from '../../base/release-version.ts';
import type { CallOptions, KubeApi, Selection } from '../../kube/api.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { rawJson } from '../../kube/raw-json.ts';
import { textAt, valueAt } from '../../resources/fields.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { revisionLabel } from '../../resources/revision-labels.ts';
import { nameForApi } from '../apply/object-reference.ts';
import { ownerLabel } from '../apply/owner.ts';
import { mapAt } from '../settings/merge.ts';
import type { InstalledControlPlane } from './control-planes.ts';
import type { InstalledDefinition } from './definitions.ts';

/** What Helm writes on what it installs; charts write their label `managed-by: Helm` whoever renders them. */
export const helmRelease = 'meta.helm.sh/release-name';

/** The API server's version, as `v1.35.4`. The first call of a command: it says whether there is a server at all. */
export async function kubernetesVersion(api: KubeApi, options: CallOptions = {}): Promise<string> {
  const answer = await rawJson(api, { path: '/version' }, options);
  return isObject(answer) ? textAt(answer, 'gitVersion') : '';
}

/** The istiods of a cluster, or, for a user who may not read them in all namespaces, of one namespace. */
export async function installedControlPlanes(
  api: KubeApi,
  namespace: string,
  options: CallOptions = {},
): Promise<InstalledControlPlane[]> {
  const selection: Selection = { group: 'apps', kind: 'Deployment', version: 'v1', labelSelector: 'app=istiod' };
  const everywhere = await allowed(() => api.list(selection, options));
  const found = everywhere ?? (await allowed(() => api.list({ ...selection, namespace }, options)));
  return (found?.items ?? []).map(controlPlaneOf);
}

/** What a Deployment of istiod says of its control plane. */
export function controlPlaneOf(deployment: JsonObject): InstalledControlPlane {
  const metadata = mapAt(deployment, 'metadata');
  const containers = valueAt(deployment, 'spec', 'template', 'spec', 'containers');
  const all: readonly Json[] = Array.isArray(containers) ? containers : [];
  const istiod = all.find((one) => textAt(one, 'name') === 'discovery') ?? all[0];
  return {
    revision: textAt(metadata, 'labels', revisionLabel) || 'default',
    namespace: textAt(metadata, 'namespace'),
    version: versionOfImage(textAt(istiod, 'image')),
    helmRelease: textAt(metadata, 'annotations', helmRelease) || undefined,
  };
}

/** Those definitions of these names that the cluster has; nothing but their metadata is read. */
export async function installedDefinitions(
  api: KubeApi,
  names: readonly string[],
  options: CallOptions = {},
): Promise<InstalledDefinition[]> {
  const found = await Promise.all(names.map((name) => metadataOf(api, name, options)));
  return found
    .filter((one) => one !== undefined)
    .map((metadata) => ({
      name: textAt(metadata, 'name'),
      version: textAt(metadata, 'labels', ownerLabel.version) || undefined,
      helmRelease: textAt(metadata, 'annotations', helmRelease) || undefined,
    }));
}

async function metadataOf(api: KubeApi, name: string, options: CallOptions): Promise<JsonObject | undefined> {
  const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${encodeURIComponent(name)}`;
  const accept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
  try {
    const answer = await rawJson(api, { path, accept }, options);
    return isObject(answer) ? mapAt(answer, 'metadata') : undefined;
  } catch (error) {
    if (error instanceof KubeError && (error.status === 404 || error.isForbidden)) return undefined;
    throw error;
  }
}

/** What there is of the namespaces that an installation needs. */
export interface NeededNamespaces {
  readonly missing: readonly string[];
  /** Those that are being deleted: nothing can be made in them until they are gone. */
  readonly ending: readonly string[];
}

/** Looks at namespaces; one that may not be read counts as there. */
export async function neededNamespaces(
  api: KubeApi,
  names: readonly string[],
  options: CallOptions = {},
): Promise<NeededNamespaces> {
  const missing: string[] = [];
  const ending: string[] = [];
  await Promise.all(
    names.map(async (name) => {
      const found = await allowed(async () => ({
        namespace: await api.get({ group: '', version: 'v1', kind: 'Namespace', name }, options),
      }));
      if (found === undefined) return;
      if (found.namespace === undefined) missing.push(name);
      else if (textAt(found.namespace, 'status', 'phase') === 'Terminating') ending.push(name);
    }),
  );
  return { missing: missing.sort(), ending: ending.sort() };
}

/** Workloads of an installation, as they are in the cluster under the names of `objects`. */
export async function installedWorkloads(
  api: KubeApi,
  objects: readonly JsonObject[],
  options: CallOptions = {},
): Promise<JsonObject[]> {
  const wanted = objects.filter(({ kind }) => kind === 'Deployment' || kind === 'DaemonSet');
  const found = await Promise.all(wanted.map((object) => allowed(() => api.get(nameForApi(object), options))));
  return found.filter((object) => object !== undefined);
}

/** What the call gives; undefined where the user lacks the permission. */
export async function allowed<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof KubeError && error.isForbidden) return undefined;
    throw error;
  }
}
