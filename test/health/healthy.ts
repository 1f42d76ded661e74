import { lookPermissions } from '../../src/health/needed-permissions.ts';
import type { Settings } from '../../src/health/settings.ts';
import type { SourceName, SourceValue } from '../../src/health/sources.ts';
import { selfSigned } from '../kube/certificate.ts';

export type Everything = { -readonly [K in SourceName]: SourceValue<K> };

export const now = Date.now();
export const settings: Settings = {
  istioNamespace: 'istio-system',
  istioVersion: '1.30.3',
  now,
  definitions: [{ name: 'virtualservices.networking.istio.io', versions: ['v1', 'v1beta1'] }],
};

export const base64 = (text: string): string => Buffer.from(text).toString('base64');
/** Roots of two meshes. */
export const root = selfSigned('cluster.local', 1000);
export const otherRoot = selfSigned('elsewhere', 1000);

const meta = (name: string, namespace?: string, labels: Readonly<Record<string, string>> = {}) => ({
  name,
  ...(namespace !== undefined && { namespace }),
  labels,
});
export const service = (namespace: string, name: string) => ({
  kind: 'Service',
  metadata: meta(name, namespace),
  spec: { ports: [{ port: 443 }, { port: 15012 }] },
});
export const endpoints = (namespace: string, name: string, ready = true) => ({
  metadata: meta(`${name}-1`, namespace, { 'kubernetes.io/service-name': name }),
  endpoints: [{ addresses: ['10.1.1.1'], conditions: { ready } }],
});
export const namespace = (name: string, labels: Readonly<Record<string, string>> = {}) => ({
  kind: 'Namespace',
  metadata: meta(name, undefined, labels),
});
export const rootOf = (namespace: string, certificate = root.cert) => ({
  kind: 'ConfigMap',
  metadata: meta('istio-ca-root-cert', namespace),
  data: { 'root-cert.pem': certificate },
});
export const injector = (name: string, labels: Readonly<Record<string, string>>, more: object = {}) => ({
  kind: 'MutatingWebhookConfiguration',
  metadata: meta(name, undefined, labels),
  webhooks: [
    {
      name: 'namespace.sidecar-injector.istio.io',
      failurePolicy: 'Fail',
      namespaceSelector: { matchLabels: { 'istio-injection': 'enabled' } },
      objectSelector: { matchExpressions: [{ key: 'sidecar.istio.io/inject', operator: 'NotIn', values: ['false'] }] },
      clientConfig: { caBundle: base64(root.cert), service: { namespace: 'istio-system', name: 'istiod' } },
      ...more,
    },
  ],
});
export const definition = (name: string, group: string, kind: string, more: object = {}, status: object = {}) => ({
  kind: 'CustomResourceDefinition',
  metadata: { ...meta(name), annotations: {} },
  spec: {
    group,
    names: { kind },
    versions: [
      { name: 'v1', served: true, storage: true },
      { name: 'v1beta1', served: true, storage: false },
    ],
    ...more,
  },
  status: {
    storedVersions: ['v1'],
    conditions: [
      { type: 'NamesAccepted', status: 'True' },
      { type: 'Established', status: 'True' },
    ],
    ...status,
  },
});
export const istiod = (version = '1.30.3', status: object = { availableReplicas: 1 }, labels: object = {}) => ({
  kind: 'Deployment',
  metadata: meta('istiod', 'istio-system', { app: 'istiod', ...labels }),
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'istiod' } },
    template: {
      spec: { serviceAccountName: 'istiod', containers: [{ name: 'discovery', image: `istio/pilot:${version}` }] },
    },
  },
  status,
});
export const pod = (
  namespace: string,
  name: string,
  labels: Readonly<Record<string, string>>,
  image: string | undefined,
  more: object = {},
  status: object = {},
) => ({
  kind: 'Pod',
  metadata: meta(name, namespace, labels),
  spec: {
    nodeName: 'node-1',
    containers: [
      { name: 'app', image: 'app:1' },
      ...(image === undefined ? [] : [{ name: image.includes('pilot') ? 'discovery' : 'istio-proxy', image }]),
    ],
    ...more,
  },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }], ...status },
});
export const node = (name: string, more: object = {}, info: object = {}) => ({
  kind: 'Node',
  metadata: meta(name),
  spec: more,
  status: {
    conditions: [{ type: 'Ready', status: 'True' }],
    nodeInfo: { kubeletVersion: 'v1.35.4', architecture: 'amd64', operatingSystem: 'linux', ...info },
  },
});

/** What a cluster without any problem holds. */
export const healthy = (): Everything => ({
  server: { version: 'v1.35.4', isReady: true, problem: '', unknownGroups: [] },
  clock: 500,
  leases: [{ metadata: meta('node-1'), spec: { renewTime: new Date(now - 5_000).toISOString() } }],
  nodes: [node('node-1')],
  namespaces: [namespace('istio-system'), namespace('shop', { 'istio-injection': 'enabled' })],
  pods: [
    pod('istio-system', 'istiod-1', { app: 'istiod' }, 'istio/pilot:1.30.3'),
    pod('shop', 'web-1', { app: 'web' }, 'istio/proxyv2:1.30.3-distroless'),
  ],
  services: [service('istio-system', 'istiod')],
  endpointSlices: [endpoints('istio-system', 'istiod')],
  deployments: [istiod()],
  daemonSets: [
    {
      kind: 'DaemonSet',
      metadata: meta('ztunnel', 'istio-system', { app: 'ztunnel' }),
      spec: { selector: { matchLabels: { app: 'ztunnel' } } },
      status: { desiredNumberScheduled: 1, numberReady: 1 },
    },
  ],
  definitions: [
    definition('virtualservices.networking.istio.io', 'networking.istio.io', 'VirtualService'),
    definition('gateways.gateway.networking.k8s.io', 'gateway.networking.k8s.io', 'Gateway'),
  ],
  mutatingWebhooks: [injector('istio-sidecar-injector', { 'istio.io/rev': 'default' })],
  validatingWebhooks: [],
  clusterRoles: [{ kind: 'ClusterRole', metadata: meta('istiod-clusterrole-istio-system') }],
  clusterRoleBindings: [
    {
      metadata: meta('istiod-clusterrole-istio-system'),
      roleRef: { kind: 'ClusterRole', name: 'istiod-clusterrole-istio-system' },
      subjects: [{ kind: 'ServiceAccount', name: 'istiod', namespace: 'istio-system' }],
    },
  ],
  roots: [rootOf('istio-system'), rootOf('shop')],
  authorities: [
    { kind: 'Secret', metadata: meta('istio-ca-secret', 'istio-system'), data: { 'ca-cert.pem': base64(root.cert) } },
  ],
  mayLook: new Map(lookPermissions().map((one) => [one, true])),
  mayInstall: new Map(),
});
