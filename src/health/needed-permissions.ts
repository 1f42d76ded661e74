import type { Permission } from '../kube/api.ts';
import type { Settings } from './settings.ts';

/** What commands that look into a mesh need, and which do. */
export const lookUses: readonly { readonly permission: Omit<Permission, 'namespace'>; readonly commands: string }[] = [
  { permission: { verb: 'list', group: '', resource: 'pods' }, commands: 'nearly every command that asks the cluster' },
  {
    permission: { verb: 'create', group: '', resource: 'pods/portforward' },
    commands: 'proxy-status, proxy-config and dashboard',
  },
  {
    permission: { verb: 'list', group: 'networking.istio.io', resource: 'virtualservices' },
    commands: 'analyze and describe',
  },
  {
    permission: { verb: 'list', group: 'security.istio.io', resource: 'authorizationpolicies' },
    commands: 'analyze and mtls',
  },
  { permission: { verb: 'list', group: '', resource: 'secrets' }, commands: 'analyze (the certificates of Gateways)' },
];

/** What the checks themselves have to be allowed. */
export const lookPermissions = (): readonly Permission[] => lookUses.map(({ permission }) => permission);

const clusterWide = [
  ['', 'namespaces'],
  ['rbac.authorization.k8s.io', 'clusterroles'],
  ['rbac.authorization.k8s.io', 'clusterrolebindings'],
  ['apiextensions.k8s.io', 'customresourcedefinitions'],
  ['admissionregistration.k8s.io', 'mutatingwebhookconfigurations'],
  ['admissionregistration.k8s.io', 'validatingwebhookconfigurations'],
] as const;
const inNamespace = [
  ['', 'serviceaccounts'],
  ['', 'services'],
  ['', 'configmaps'],
  ['apps', 'deployments'],
  ['apps', 'daemonsets'],
  ['autoscaling', 'horizontalpodautoscalers'],
  ['policy', 'poddisruptionbudgets'],
  ['rbac.authorization.k8s.io', 'roles'],
  ['rbac.authorization.k8s.io', 'rolebindings'],
] as const;

/** What an installation writes, which it does by server-side apply: `create` for what is not there yet, and `patch`. */
export const installPermissions = ({
  istioNamespace: namespace,
}: Pick<Settings, 'istioNamespace'>): readonly Permission[] =>
  ['create', 'patch'].flatMap((verb) => [
    ...clusterWide.map(([group, resource]) => ({ verb, group, resource })),
    ...inNamespace.map(([group, resource]) => ({ verb, group, resource, namespace })),
  ]);
