import type { CallOptions, KindName, KubeApi } from '../kube/api.ts';
import { reportPaths } from '../resources/archive/report-layout.ts';
import { isObject, type JsonObject } from '../resources/json.ts';
import type { ReportItem } from './item.ts';
import { type ObjectList, objectListItem } from './object-list-item.ts';
import { scopesOf } from './pods.ts';
import { serverTable } from './server-table.ts';
import type { ReportSettings } from './settings.ts';

/** How what is read from the API server is written. */
export interface ReportFormats {
  /** YAML of a list, its items beginning with a dash. */
  yamlItems(items: readonly JsonObject[]): string;
  table(header: readonly string[], rows: readonly (readonly string[])[]): string;
}

const kind = (group: string, ...names: readonly string[]): KindName[] => names.map((name) => ({ group, kind: name }));

/** What `kubectl get all` shows, and what else decides how traffic goes. */
const namespaced: readonly KindName[] = [
  ...kind('', 'Pod', 'Service', 'ReplicationController', 'ConfigMap'),
  ...kind('apps', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'),
  ...kind('autoscaling', 'HorizontalPodAutoscaler'),
  ...kind('batch', 'CronJob', 'Job'),
  ...kind('networking.k8s.io', 'Ingress', 'NetworkPolicy'),
  ...kind('discovery.k8s.io', 'EndpointSlice'),
];
const clusterWide: readonly KindName[] = [
  ...kind('', 'Node', 'Namespace'),
  ...kind('apiextensions.k8s.io', 'CustomResourceDefinition'),
  ...kind('admissionregistration.k8s.io', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'),
];

/** Groups whose resources configure a mesh. Others may hold anything. */
const meshGroups = /(?:^|\.)istio\.io$|(?:^|\.)networking\.(?:x-)?k8s\.io$/;
const definitions: KindName = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' };

const everywhere = [undefined];

/** What the API server itself knows. */
export function clusterItems(api: KubeApi, settings: ReportSettings, formats: ReportFormats): ReportItem[] {
  const { istioNamespace, skip, fullSecrets } = settings;
  const scopes = scopesOf(settings);
  const paths = reportPaths.cluster;
  const list = (path: string, what: string, kinds: ObjectList['kinds'], places: ObjectList['places']) =>
    objectListItem(api, settings, { path, what, kinds, places }, formats.yamlItems);
  const few = [
    contextItem(api),
    versionItem(api),
    list(paths.pods, 'Pods beside the control plane', kind('', 'Pod'), [istioNamespace]),
  ];
  if (skip.clusterDump) return few;
  return [
    ...few,
    list(
      paths.customResources,
      'resources of Istio and of the Gateway API',
      (options) => meshKinds(api, options),
      scopes,
    ),
    list(paths.resources, 'objects of Kubernetes in namespaces', namespaced, scopes),
    list(paths.clusterResources, 'objects of Kubernetes outside of namespaces', clusterWide, everywhere),
    list(paths.nodes, 'Nodes', kind('', 'Node'), everywhere),
    fullSecrets
      ? list(paths.secrets, 'Secrets with their contents', kind('', 'Secret'), scopes)
      : tableItem(api, { path: paths.secrets, what: 'names of Secrets', resource: 'secrets' }, scopes, formats),
    tableItem(api, { path: paths.events, what: 'Events', resource: 'events', isWide: true }, scopes, formats),
  ];
}

const contextItem = (api: KubeApi): ReportItem => ({
  path: reportPaths.cluster.context,
  what: 'name and address of the cluster',
  async *read() {
    yield `${api.context ?? '(in the cluster)'}\n${api.server}\n`;
  },
});

const versionItem = (api: KubeApi): ReportItem => ({
  path: reportPaths.cluster.version,
  what: 'version of the API server',
  async *read(options) {
    yield `${await api.raw({ path: '/version' }, options)}\n`;
  },
});

/** The kinds of the mesh that are defined in this cluster. */
async function meshKinds(api: KubeApi, options: CallOptions): Promise<readonly KindName[]> {
  const { items } = await api.list(definitions, options);
  return items
    .flatMap(({ spec }) =>
      isObject(spec) && isObject(spec.names) ? [{ group: spec.group, kind: spec.names.kind }] : [],
    )
    .map(({ group, kind }) => ({ group: String(group), kind: String(kind) }))
    .filter(({ group }) => meshGroups.test(group));
}

/** A collection of the core group, and which columns of it are shown. */
interface CoreTable extends Pick<ReportItem, 'path' | 'what'> {
  /** In the plural, as in the API server's paths: `secrets`. */
  readonly resource: string;
  /** With the columns that `kubectl get -o wide` adds. */
  readonly isWide?: boolean;
}

const tableItem = (
  api: KubeApi,
  { path, what, resource, isWide = false }: CoreTable,
  scopes: ObjectList['places'],
  formats: ReportFormats,
): ReportItem => ({
  path,
  what,
  async *read(options) {
    let header: readonly string[] = [];
    const rows: (readonly string[])[] = [];
    for (const namespace of scopes) {
      const within = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
      const found = await serverTable(api, `/api/v1${within}/${resource}`, isWide, options);
      header = found.header;
      rows.push(...found.rows);
    }
    yield formats.table(header, rows);
  },
});
