import type { CallOptions, KubeApi, Permission, Selection } from '../kube/api.ts';
import { KubeError } from '../kube/kube-error.ts';
import { rawJson } from '../kube/raw-json.ts';
import type { Shape } from '../resources/shape.ts';
import { installPermissions, lookPermissions } from './needed-permissions.ts';
import type { Settings } from './settings.ts';
import * as shapes from './shapes.ts';

type Read<T> = (api: KubeApi, settings: Settings, options: CallOptions) => Promise<T>;

/** All objects of a kind, or those selected. A kind that the server does not know has none. */
const list =
  <T>(shape: Shape<T>, selection: Selection | ((settings: Settings) => Selection)): Read<readonly T[]> =>
  async (api, settings, options) => {
    const wanted = typeof selection === 'function' ? selection(settings) : selection;
    if ((await api.kinds(options)).find(wanted) === undefined) return [];
    const { items } = await api.list(wanted, options);
    return items.map((item) => shape(item) ?? shape.empty);
  };

const core = { group: '', version: 'v1' } as const;
const admission = { group: 'admissionregistration.k8s.io', version: 'v1' } as const;
const rbac = { group: 'rbac.authorization.k8s.io', version: 'v1' } as const;
const inIstioNamespace =
  (kind: Selection) =>
  ({ istioNamespace: namespace }: Settings): Selection => ({ ...kind, namespace });

/** Which of the permissions the user has. Whoever may do everything is asked about once. */
const allowed =
  (table: (settings: Settings) => readonly Permission[]): Read<ReadonlyMap<Permission, boolean>> =>
  async (api, settings, options) => {
    const all = await api.isAllowed({ verb: '*', group: '*', resource: '*' }, options);
    const ask = async (permission: Permission) =>
      [permission, all || (await api.isAllowed(permission, options))] as const;
    return new Map(await Promise.all(table(settings).map(ask)));
  };

/** The Secrets that istiod may keep its CA in (istio.io, Plug in CA Certificates), those that are there by name. */
const authoritySecrets = ['cacerts', 'istio-ca-secret'] as const;
/** The ConfigMap that istiod puts into each namespace, for proxies to know whom to trust. */
export const rootConfigMap = 'istio-ca-root-cert';

/** How the API server itself is. */
export interface Server {
  /** `v1.35.4`; undefined where the server cannot be asked at all. */
  readonly version: string | undefined;
  readonly isReady: boolean;
  /** Why it cannot be asked, or is not ready. */
  readonly problem: string;
  /** API groups of servers behind it that do not answer. */
  readonly unknownGroups: readonly string[];
}

async function readServer(api: KubeApi, _: Settings, options: CallOptions): Promise<Server> {
  let version: string | undefined;
  try {
    version = shapes.serverVersion(await rawJson(api, { path: '/version' }, options))?.gitVersion ?? '';
    await api.raw({ path: '/readyz', accept: '*/*' }, options);
    const { unknownGroups } = await api.kinds(options);
    return { version, isReady: true, problem: '', unknownGroups };
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    // Whoever may not ask for its state has had an answer all the same.
    return { version, isReady: version !== undefined && error.isForbidden, problem: error.message, unknownGroups: [] };
  }
}

/** Everything that checks look at, by name, and how it is read. */
export const sources = {
  /** The first thing that is read: without it there is nothing else. */
  server: readServer,
  /** Milliseconds that the server's clock is ahead of ours. */
  clock: (api, _, options) => api.clockAhead(options),
  leases: list(shapes.lease, { group: 'coordination.k8s.io', kind: 'Lease', namespace: 'kube-node-lease' }),
  nodes: list(shapes.node, { ...core, kind: 'Node' }),
  namespaces: list(shapes.namespace, { ...core, kind: 'Namespace' }),
  pods: list(shapes.pod, { ...core, kind: 'Pod' }),
  services: list(shapes.service, { ...core, kind: 'Service' }),
  endpointSlices: list(shapes.endpointSlice, { group: 'discovery.k8s.io', kind: 'EndpointSlice' }),
  deployments: list(shapes.deployment, inIstioNamespace({ group: 'apps', kind: 'Deployment' })),
  daemonSets: list(shapes.daemonSet, { group: 'apps', kind: 'DaemonSet' }),
  definitions: list(shapes.definition, { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' }),
  mutatingWebhooks: list(shapes.webhookConfiguration, { ...admission, kind: 'MutatingWebhookConfiguration' }),
  validatingWebhooks: list(shapes.webhookConfiguration, { ...admission, kind: 'ValidatingWebhookConfiguration' }),
  clusterRoles: list(shapes.named, { ...rbac, kind: 'ClusterRole' }),
  clusterRoleBindings: list(shapes.clusterRoleBinding, { ...rbac, kind: 'ClusterRoleBinding' }),
  roots: list(shapes.configMap, { ...core, kind: 'ConfigMap', fieldSelector: `metadata.name=${rootConfigMap}` }),
  authorities: async (api, { istioNamespace: namespace }, options) => {
    const found = await Promise.all(
      authoritySecrets.map((name) => api.get({ ...core, kind: 'Secret', namespace, name }, options)),
    );
    return found.flatMap((secret) => shapes.secret(secret) ?? []);
  },
  mayLook: allowed(lookPermissions),
  mayInstall: allowed(installPermissions),
} satisfies Readonly<Record<string, Read<unknown>>>;

export type SourceName = keyof typeof sources;
export type SourceValue<K extends SourceName> = Awaited<ReturnType<(typeof sources)[K]>>;
