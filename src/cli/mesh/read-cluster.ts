import type { Analyzer } from '../../analysis/analyzer.ts';
import type { UnreadKind } from '../../analysis/permissions.ts';
import type { KindName, KubeApi, Selection, ServedKind } from '../../kube/api.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { manifestYaml } from '../../output/install/manifest-yaml.ts';
import type { JsonObject } from '../../resources/json.ts';
import { kinds, resourceType } from '../../resources/kinds.ts';
import { liveResource } from '../../resources/live-resource.ts';
import { type MeshConfig, type MeshNetworks, readMeshConfig, readMeshNetworks } from '../../resources/mesh-config.ts';
import type { Resource } from '../../resources/resource.ts';
import { resourceKinds } from '../../schema/resource-kinds.ts';
import { isInRevision } from './read-mesh.ts';

export interface ReadClusterSettings {
  /** The analyzers that are to run: what they read is read. */
  readonly analyzers: readonly Pick<Analyzer, 'reads'>[];
  /** Read nothing else: otherwise Istio's own kinds, which are all validated, are read as well. */
  readonly onlyThese?: boolean;
  /** The namespace that is asked about, which has to do where the user may not list all of them. */
  readonly namespace: string | undefined;
  readonly istioNamespace: string;
  readonly revision: string | undefined;
  /** The name of the cluster, where several are read. */
  readonly cluster?: string | undefined;
  /** True for a further cluster of a mesh whose control plane is elsewhere: what configures injection there is not read. */
  readonly isRemote?: boolean;
  /** When to give up, on `performance.now()`'s clock. */
  readonly deadline: number;
}

/** What a cluster holds of a mesh. */
export interface ReadCluster {
  /** Kind by kind; within a kind in the server's order, by namespace and name. */
  readonly resources: readonly Resource[];
  readonly unread: readonly UnreadKind[];
}

/** Kinds that istioctl does not read of further clusters (DefaultRemoteClusterExcludedSchemas). */
const notOfRemotes = new Set([
  'Deployment',
  'ConfigMap',
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
]);

/** Secrets that are no certificate and may be large: Helm's releases, and tokens. */
const secretsInQuestion = 'type!=helm.sh/release.v1,type!=kubernetes.io/service-account-token';

/**
 * Reads all resources of a mesh, of all namespaces, each kind in one list. A kind that the server does not know has none; one
 * that the user may not list is told in `unread`.
 *
 * @throws KubeError when the cluster cannot be read for any other reason
 */
export async function readCluster(api: KubeApi, settings: ReadClusterSettings): Promise<ReadCluster> {
  const wanted = await servedKindsOf(api, settings);
  const read = await Promise.all(wanted.map((kind) => readKind(api, kind, settings)));
  return { resources: read.flatMap(({ resources }) => resources), unread: read.flatMap(({ unread }) => unread ?? []) };
}

/** The kinds to read, those that the server knows. */
export async function servedKindsOf(api: KubeApi, settings: ReadClusterSettings): Promise<ServedKind[]> {
  const served = await api.kinds({ deadline: settings.deadline });
  return kindsOf(settings).flatMap((kind) => served.find(kind) ?? []);
}

/** The kinds that analyzers read, and Istio's own, which are all validated. */
function kindsOf({ analyzers, onlyThese = false, isRemote = false }: ReadClusterSettings): KindName[] {
  const ids = new Map<string, KindName>();
  const add = (group: string, kind: string): void => {
    if (!(isRemote && notOfRemotes.has(kind))) ids.set(`${group}/${kind}`, { group, kind });
  };
  for (const { reads } of analyzers) for (const key of reads) add(kinds[key].group, kinds[key].kind);
  for (const id of onlyThese ? [] : resourceKinds) {
    const [group = '', kind = ''] = id.split('/');
    if (group.endsWith('.istio.io') && group !== 'install.istio.io') add(group, kind);
  }
  return [...ids.values()];
}

interface ReadKind {
  readonly resources: readonly Resource[];
  readonly unread?: UnreadKind;
}

async function readKind(api: KubeApi, kind: ServedKind, settings: ReadClusterSettings): Promise<ReadKind> {
  const selection = selectionOf(kind, settings);
  try {
    return { resources: await listed(api, selection, settings) };
  } catch (error) {
    if (!(error instanceof KubeError) || !error.isForbidden) throw error;
    const unread = unreadKind(kind, selection.namespace, settings);
    const namespace = settings.namespace ?? api.namespace;
    const own = await ofNamespace(api, kind, namespace, settings);
    return own === undefined ? { resources: [], unread } : { resources: own, unread: { ...unread, onlyIn: namespace } };
  }
}

/**
 * What one namespace has of a kind, and of Namespaces that one, which its users may read as a rule.
 *
 * @returns undefined where the user may not read these either, and for kinds that are not in namespaces
 */
async function ofNamespace(
  api: KubeApi,
  kind: ServedKind,
  namespace: string,
  settings: ReadClusterSettings,
): Promise<Resource[] | undefined> {
  const selection = selectionOf(kind, settings);
  const { deadline } = settings;
  try {
    if (kind.group === '' && kind.kind === 'Namespace') {
      const found = await api.get({ ...selection, name: namespace }, { deadline });
      return found && [resourceOf(found, settings)];
    }
    if (!kind.isNamespaced || selection.namespace !== undefined) return undefined;
    return await listed(api, { ...selection, namespace }, settings);
  } catch (error) {
    if (!(error instanceof KubeError) || !error.isForbidden) throw error;
    return undefined;
  }
}

/** The objects of a kind that count. */
export function selectionOf({ group, kind, version }: ServedKind, { istioNamespace }: ReadClusterSettings): Selection {
  return {
    ...{ group, kind, version },
    // Of ConfigMaps, only those of the control plane count.
    ...(group === '' && kind === 'ConfigMap' && { namespace: istioNamespace }),
    ...(group === '' && kind === 'Secret' && { fieldSelector: secretsInQuestion }),
  };
}

async function listed(api: KubeApi, selection: Selection, settings: ReadClusterSettings): Promise<Resource[]> {
  const { items } = await api.list(selection, { deadline: settings.deadline });
  return items
    .map((object) => resourceOf(object, settings))
    .filter((resource) => isInRevision(resource, settings.revision));
}

/** An object as a resource of its cluster. */
export const resourceOf = (object: JsonObject, { cluster }: Pick<ReadClusterSettings, 'cluster'>): Resource =>
  liveResource(object, (one) => manifestYaml([one]), cluster === undefined ? undefined : { cluster });

/** What stands in findings for a kind that the user may not list, in a namespace or in all of them. */
export function unreadKind(
  kind: ServedKind,
  namespace: string | undefined,
  { cluster }: ReadClusterSettings,
): UnreadKind {
  const { group, resource: plural, version, isNamespaced } = kind;
  const name = group === '' ? plural : `${plural}.${group}`;
  const where = !isNamespaced ? '' : namespace === undefined ? ' in all namespaces' : ` in namespace ${namespace}`;
  const standIn = { apiVersion: 'v1', kind: 'APIResource', metadata: { name } };
  const options = { defaultNamespace: '', ...(cluster !== undefined && { cluster }) };
  return {
    key: resourceType(group === '' ? version : `${group}/${version}`, kind.kind).key,
    resource: liveResource(standIn, () => '', options),
    what: name + where,
    rule: `a rule with apiGroups ["${group}"], resources ["${plural}"] and verbs ["list"]`,
  };
}

/** The ConfigMap that istiod of a revision reads its mesh config from (istio.io, Global Mesh Options). */
function meshConfigMap(resources: readonly Resource[], istioNamespace: string, revision = 'default') {
  const name = revision === 'default' ? 'istio' : `istio-${revision}`;
  const isIt = (one: Resource) => one.type.key === 'ConfigMap' && one.name === name && one.namespace === istioNamespace;
  return resources.find(isIt) as Resource<{ data?: Readonly<Record<string, string>> }> | undefined;
}

/** The mesh config and mesh networks of a cluster, from its ConfigMap. Throws InputError where they cannot be read. */
export function meshSettingsOf(
  resources: readonly Resource[],
  { istioNamespace, revision }: { readonly istioNamespace: string; readonly revision?: string | undefined },
): { meshConfig: MeshConfig | undefined; meshNetworks: MeshNetworks | undefined } {
  const configMap = meshConfigMap(resources, istioNamespace, revision);
  const { mesh, meshNetworks } = configMap?.body.data ?? {};
  const file = (key: string, text: string) => ({
    name: `${key} of ConfigMap ${configMap?.fullName}`,
    text,
    isLive: true,
  });
  return {
    meshConfig: typeof mesh === 'string' ? readMeshConfig(file('mesh', mesh)) : undefined,
    meshNetworks:
      typeof meshNetworks === 'string'
        ? readMeshNetworks(file('meshNetworks', meshNetworks), istioNamespace)
        : undefined,
  };
}
