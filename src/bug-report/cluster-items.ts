import { MeshwrightError } from '../base/errors.ts';
import type { CallOptions, KindName, KubeApi } from '../kube/api.ts';
import { reportPaths } from '../resources/archive/report-layout.ts';
import { isObject, type JsonObject } from '../resources/json.ts';
import type { ReportItem } from './item.ts';
import { listWhere, scopesOf } from './pods.ts';
import { redactObject } from './redact/object.ts';
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

/** Objects that are written together. */
const batch = 50;

/** What the API server itself knows. */
export function clusterItems(api: KubeApi, settings: ReportSettings, formats: ReportFormats): ReportItem[] {
  const { istioNamespace, skip, fullSecrets } = settings;
  const everywhere = [undefined];
  const scopes = scopesOf(settings);
  const paths = reportPaths.cluster;

  /** A List of all objects of some kinds. */
  const list = (
    path: string,
    what: string,
    kinds: (options: CallOptions) => Promise<readonly KindName[]>,
    places: readonly (string | undefined)[],
  ): ReportItem => ({
    path,
    what,
    async *read(options, tell) {
      const served = await api.kinds(options);
      yield 'apiVersion: v1\nkind: List\n';
      let count = 0;
      const failures: string[] = [];
      const wanted = await kinds(options);
      for (const one of wanted) {
        const found = served.find(one);
        if (found === undefined) continue;
        let objects: JsonObject[];
        try {
          objects = await listWhere(api, one, found.isNamespaced ? places : everywhere, settings, options, tell);
        } catch (error) {
          if (!(error instanceof MeshwrightError) || options.signal?.aborted) throw error;
          failures.push(error.message);
          tell(error.message);
          continue;
        }
        for (let i = 0; i < objects.length; i += batch) {
          const some = objects.slice(i, i + batch);
          yield `${count === 0 ? 'items:\n' : ''}${formats.yamlItems(fullSecrets ? some : some.map(redactObject))}`;
          count += some.length;
        }
      }
      if (count === 0 && failures.length > 0) throw new MeshwrightError(failures[0]!);
      if (count === 0) yield 'items: []\n';
    },
  });
  const always = (kinds: readonly KindName[]) => async () => kinds;

  return [
    {
      path: paths.context,
      what: 'name and address of the cluster',
      read: async function* () {
        yield `${api.context ?? '(in the cluster)'}\n${api.server}\n`;
      },
    },
    {
      path: paths.version,
      what: 'version of the API server',
      read: async function* (options) {
        yield `${await api.raw({ path: '/version' }, options)}\n`;
      },
    },
    list(paths.pods, 'Pods beside the control plane', always(kind('', 'Pod')), [istioNamespace]),
    ...(skip.clusterDump
      ? []
      : [
          list(paths.customResources, 'resources of Istio and of the Gateway API', meshKinds, scopes),
          list(paths.resources, 'objects of Kubernetes in namespaces', always(namespaced), scopes),
          list(paths.clusterResources, 'objects of Kubernetes outside of namespaces', always(clusterWide), everywhere),
          list(paths.nodes, 'Nodes', always(kind('', 'Node')), everywhere),
          fullSecrets
            ? list(paths.secrets, 'Secrets with their contents', always(kind('', 'Secret')), scopes)
            : table(paths.secrets, 'names of Secrets', '/api/v1', 'secrets', false),
          table(paths.events, 'Events', '/api/v1', 'events', true),
        ]),
  ];

  /** The kinds of the mesh that are defined in this cluster. */
  async function meshKinds(options: CallOptions): Promise<readonly KindName[]> {
    const { items } = await api.list(definitions, options);
    return items
      .flatMap(({ spec }) =>
        isObject(spec) && isObject(spec.names) ? [{ group: spec.group, kind: spec.names.kind }] : [],
      )
      .map(({ group, kind }) => ({ group: String(group), kind: String(kind) }))
      .filter(({ group }) => meshGroups.test(group));
  }

  function table(path: string, what: string, root: string, resource: string, isWide: boolean): ReportItem {
    return {
      path,
      what,
      async *read(options) {
        let header: readonly string[] = [];
        const rows: (readonly string[])[] = [];
        for (const namespace of scopes) {
          const within = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
          const found = await serverTable(api, `${root}${within}/${resource}`, isWide, options);
          header = found.header;
          rows.push(...found.rows);
        }
        yield formats.table(header, rows);
      },
    };
  }
}
