import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandNamed } from '../../src/cli/command-table.ts';
import { categories } from '../../src/health/check.ts';
import { checks } from '../../src/health/checks.ts';
import { lookPermissions } from '../../src/health/needed-permissions.ts';
import { checksOf, type Readings, runChecks } from '../../src/health/run-checks.ts';
import { KubeError } from '../../src/kube/kube-error.ts';
import { selfSigned } from '../kube/certificate.ts';
import {
  base64,
  definition,
  type Everything,
  endpoints,
  healthy,
  injector,
  istiod,
  namespace,
  node,
  now,
  otherRoot,
  pod,
  root,
  rootOf,
  settings,
} from './healthy.ts';

const readingsOf = (state: Everything): Readings =>
  Object.fromEntries(Object.entries(state).map(([name, value]) => [name, { value }]));

function problemsOf(id: string, change: (state: Everything) => void): string[] {
  const state = healthy();
  change(state);
  const [outcome] = runChecks(
    checks.filter((one) => one.id === id),
    readingsOf(state),
    settings,
  );
  return outcome!.problems.map(({ level, subject, message }) => `${level} ${subject}: ${message}`);
}

const gateways = 'gateways.gateway.networking.k8s.io';
const gatewayApi = 'gateway.networking.k8s.io';
const virtualServices = 'virtualservices.networking.istio.io';
const waiting = (name: string, reason: string, message: string) => ({
  conditions: [{ type: 'Ready', status: 'False' }],
  containerStatuses: [{ name, ready: false, restartCount: 0, state: { waiting: { reason, message } } }],
});
const bundle = (caBundle: string) => ({
  clientConfig: { caBundle, service: { namespace: 'istio-system', name: 'istiod' } },
});
const rev = { 'istio.io/rev': 'default' };
/** A Pod with the annotation that injection writes; its label is what it has asked for. */
const injectedBy = (revision: string, version: string, labels: Readonly<Record<string, string>> = {}) => {
  const { metadata, ...rest } = pod('shop', 'web', labels, `proxyv2:${version}`);
  return { ...rest, metadata: { ...metadata, annotations: { 'istio.io/rev': revision } } };
};

/** What is wrong, and what the check must say of it. */
const cases: [id: string, what: string, change: (state: Everything) => void, expected: RegExp[]][] = [
  [
    'MWH101',
    'no answer',
    (s) => (s.server = { ...s.server, version: undefined, isReady: false, problem: 'cannot reach it' }),
    [/^Error : cannot reach it$/],
  ],
  [
    'MWH101',
    'etcd is down',
    (s) => (s.server = { ...s.server, version: 'v1.35.4', isReady: false, problem: 'etcd failed' }),
    [/^Error : it is not ready: etcd failed/],
  ],
  [
    'MWH101',
    'a dead group',
    (s) => (s.server = { ...s.server, unknownGroups: ['metrics.k8s.io'] }),
    [/^Warning APIService metrics\.k8s\.io/],
  ],
  [
    'MWH102',
    'an old server',
    (s) => (s.server = { ...s.server, version: 'v1.31.9-eks' }),
    [/^Error .*v1\.31\.9-eks.*1\.32 or newer/],
  ],
  [
    'MWH102',
    'an old node',
    (s) => (s.nodes = [node('old', {}, { kubeletVersion: 'v1.30.0' })]),
    [/^Warning .*1 node.*\(old\)/],
  ],
  ['MWH103', 'our clock is late', (s) => (s.clock = 90_000), [/^Warning : the API server's clock is 90 s ahead/]],
  [
    'MWH103',
    "a node's clock is early",
    (s) => (s.leases = [{ metadata: { name: 'n2' }, spec: { renewTime: new Date(now + 300_500).toISOString() } }]),
    [/^Error Node n2: its clock is 300 s ahead/],
  ],
  ['MWH001', 'an istiod', () => {}, [/^Info : a control plane is installed already: revision default/]],
  [
    'MWH001',
    'a webhook that is left',
    (s) => (s.deployments = []),
    [
      /^Error MutatingWebhookConfiguration istio-sidecar-injector: is left over/,
      /^Info .*istiod-clusterrole-istio-system, istiod-clusterrole-istio-system/,
    ],
  ],
  ['MWH002', 'a cordoned node', (s) => (s.nodes = [node('n', { unschedulable: true })]), [/^Error : no node is ready/]],
  [
    'MWH002',
    'a Windows node',
    (s) => (s.nodes = [node('a'), node('w', {}, { operatingSystem: 'windows' })]),
    [/^Warning : nodes w are not Linux/],
  ],
  [
    'MWH003',
    'k3s',
    (s) => (s.nodes = [node('n', {}, { kubeletVersion: 'v1.35.4+k3s1' })]),
    [/^Info : the cluster looks like k3s/],
  ],
  [
    'MWH003',
    'GKE',
    (s) => (s.nodes = [node('n', { providerID: 'gce://project/zone/n' })]),
    [/^Info : the cluster looks like GKE/],
  ],
  [
    'MWH003',
    'Cilium',
    (s) => (s.daemonSets = [{ kind: 'DaemonSet', metadata: { name: 'cilium' } }]),
    [/^Info : Cilium is the network/],
  ],
  [
    'MWH004',
    'restricted namespaces',
    (s) =>
      (s.namespaces = [
        namespace('istio-system', { 'pod-security.kubernetes.io/enforce': 'baseline' }),
        namespace('shop', { 'pod-security.kubernetes.io/enforce': 'restricted', 'istio-injection': 'enabled' }),
        namespace('other', { 'pod-security.kubernetes.io/enforce': 'restricted' }),
      ]),
    [/^Warning Namespace istio-system: .*ztunnel/, /^Warning Namespace shop: .*init container/],
  ],
  [
    'MWH201',
    'no port-forward',
    (s) => (s.mayLook = new Map(lookPermissions().map((one) => [one, one.verb !== 'create']))),
    [/^Warning : you may not create pods\/portforward/],
  ],
  [
    'MWH202',
    'may not write',
    (s) =>
      (s.mayInstall = new Map([
        [{ verb: 'patch', group: 'apps', resource: 'deployments', namespace: 'istio-system' }, false],
      ])),
    [/^Error : you may not patch deployments\.apps in namespace istio-system$/],
  ],
  [
    'MWH203',
    'no binding',
    (s) => (s.clusterRoleBindings = []),
    [/^Error Deployment istio-system\/istiod: its ServiceAccount istiod is bound to no ClusterRole/],
  ],
  [
    'MWH203',
    'no role',
    (s) => (s.clusterRoles = []),
    [
      /^Error ClusterRoleBinding istiod-clusterrole-istio-system: binds istiod to ClusterRole istiod-cl.*, which does not exist/,
    ],
  ],
  ['MWH301', 'no definition at all', (s) => (s.definitions = []), [/^Error : none of Istio’s/]],
  [
    'MWH301',
    'a version is missing',
    (s) =>
      (s.definitions = [
        definition(virtualServices, 'networking.istio.io', 'VirtualService', {
          versions: [
            { name: 'v1', served: true },
            { name: 'v1beta1', served: false },
          ],
        }),
      ]),
    [/^Warning CustomResourceDefinition virtualservices.*does not serve v1beta1/],
  ],
  [
    'MWH302',
    'names are taken',
    (s) =>
      (s.definitions = [
        definition(
          virtualServices,
          'networking.istio.io',
          'VirtualService',
          {},
          { conditions: [{ type: 'NamesAccepted', status: 'False', message: '"vs" is taken' }] },
        ),
      ]),
    [/^Error .*is not accepted: "vs" is taken/],
  ],
  [
    'MWH303',
    'stored in a version that is gone',
    (s) =>
      (s.definitions = [
        definition(
          virtualServices,
          'networking.istio.io',
          'VirtualService',
          {},
          { storedVersions: ['v1alpha2', 'v1beta1', 'v1'] },
        ),
      ]),
    [/^Error .*v1alpha2, which is no longer defined/, /^Info .*still be stored in version v1beta1/],
  ],
  [
    'MWH304',
    'a dead converter',
    (s) =>
      (s.definitions = [
        definition(gateways, gatewayApi, 'Gateway', {
          conversion: { strategy: 'Webhook', webhook: { clientConfig: { service: { namespace: 'a', name: 'b' } } } },
        }),
      ]),
    [/^Error .*is converted by Service a\/b/],
  ],
  ['MWH305', 'no Gateway API', (s) => (s.definitions = []), [/^Info : the Gateway API is not installed/]],
  [
    'MWH305',
    'an old one',
    (s) =>
      (s.definitions = [
        definition(gateways, gatewayApi, 'Gateway', { versions: [{ name: 'v1alpha2', served: true }] }),
      ]),
    [/^Error .*serves v1alpha2, and Istio needs v1beta1/],
  ],
  [
    'MWH305',
    'one that will be old',
    (s) =>
      (s.definitions = [
        definition(gateways, gatewayApi, 'Gateway', { versions: [{ name: 'v1beta1', served: true }] }),
      ]),
    [/^Warning .*coming releases of Istio will need v1/],
  ],
  ['MWH401', 'none', (s) => (s.deployments = []), [/^Error : namespace istio-system has no istiod/]],
  [
    'MWH402',
    'releases far apart',
    (s) => (s.deployments = [istiod(), istiod('1.27.0', {}, { 'istio.io/rev': 'old' })]),
    [/^Warning : control planes of 1\.30\.3 and 1\.27\.0/],
  ],
  [
    'MWH402',
    'newer than we know',
    (s) => (s.deployments = [istiod('1.31.0')]),
    [/^Info Deployment istio-system\/istiod: is of version 1\.31\.0, newer/],
  ],
  [
    'MWH402',
    'half an upgrade',
    (s) => (s.pods = [...s.pods, pod('istio-system', 'istiod-2', { app: 'istiod' }, 'istio/pilot:1.29.1')]),
    [/^Warning .*its Pods run versions 1\.30\.3 and 1\.29\.1/],
  ],
  [
    'MWH403',
    'an image that is not there',
    (s) => {
      s.deployments = [
        istiod('1.30.3', {
          availableReplicas: 0,
          conditions: [{ type: 'Available', status: 'False', message: 'no minimum availability' }],
        }),
      ];
      s.pods = [
        pod(
          'istio-system',
          'istiod-1',
          { app: 'istiod' },
          'istio/pilot:1.30.3',
          {},
          waiting('discovery', 'ImagePullBackOff', 'no such image'),
        ),
      ];
    },
    [
      /^Error Pod istio-system\/istiod-1: container discovery: ImagePullBackOff: no such image/,
      /^Error Deployment .*none of 1 replica is available: no minimum availability/,
    ],
  ],
  [
    'MWH403',
    'scaled to zero',
    (s) => (s.deployments = [{ ...istiod(), spec: { ...istiod().spec, replicas: 0 } }]),
    [/^Error .*is scaled to zero/],
  ],
  ['MWH404', 'no Service', (s) => (s.services = []), [/^Error Service istio-system\/istiod: does not exist/]],
  [
    'MWH404',
    'no endpoint',
    (s) => (s.endpointSlices = [endpoints('istio-system', 'istiod', false)]),
    [/^Error Service istio-system\/istiod: has no ready endpoint/],
  ],
  [
    'MWH405',
    'a node without',
    (s) => {
      s.daemonSets = [{ ...s.daemonSets[0]!, status: { desiredNumberScheduled: 2, numberReady: 1 } }];
      s.pods = [
        pod(
          'istio-system',
          'zt',
          { app: 'ztunnel' },
          undefined,
          {},
          waiting('istio-proxy', 'CrashLoopBackOff', 'again'),
        ),
      ];
    },
    [
      /^Error DaemonSet istio-system\/ztunnel: is ready on 1 of 2 nodes \(node-1: container istio-proxy: CrashLoopBackOff: again\)/,
    ],
  ],
  [
    'MWH501',
    'no bundle',
    (s) => (s.mutatingWebhooks = [injector('w', rev, bundle(''))]),
    [/^Error MutatingWebhookConfiguration w: has no CA bundle/],
  ],
  [
    'MWH501',
    'no certificate',
    (s) => (s.mutatingWebhooks = [injector('w', rev, bundle(base64('nonsense')))]),
    [/^Error .*holds no certificate/],
  ],
  [
    'MWH501',
    'an expired one',
    (s) => (s.mutatingWebhooks = [injector('w', rev, bundle(base64(selfSigned('x', -3).cert)))]),
    [/^Error .*does not hold: it was good until/],
  ],
  [
    'MWH502',
    "another mesh's",
    (s) => (s.mutatingWebhooks = [injector('w', rev, bundle(base64(otherRoot.cert)))]),
    [/^Warning .*trusts another CA/],
  ],
  [
    'MWH503',
    'no Service',
    (s) => (s.services = []),
    [/^Error .*calls Service istio-system\/istiod, which does not exist: what it selects is refused/],
  ],
  ['MWH503', 'no endpoint', (s) => (s.endpointSlices = []), [/^Error .*behind which nothing is ready/]],
  [
    'MWH503',
    'no port, and ignored',
    (s) =>
      (s.mutatingWebhooks = [
        injector('w', rev, {
          failurePolicy: 'Ignore',
          clientConfig: { service: { namespace: 'istio-system', name: 'istiod', port: 9 } },
        }),
      ]),
    [/^Warning .*calls port 9 of Service istio-system\/istiod, which it has not: .*unseen/],
  ],
  [
    'MWH504',
    'ignored failures',
    (s) => (s.mutatingWebhooks = [injector('w', rev, { failurePolicy: 'Ignore' })]),
    [/^Warning .*lets Pods start without a sidecar/],
  ],
  [
    'MWH505',
    'two defaults',
    (s) => (s.mutatingWebhooks = [injector('a', rev), injector('b', rev)]),
    [/^Error : webhook configurations a and b both inject Pods in namespace shop/],
  ],
  [
    'MWH601',
    'an expired root',
    (s) => (s.roots = [rootOf('istio-system', selfSigned('r', -3).cert)]),
    [/^Error .*the root certificate ended on/],
  ],
  [
    'MWH601',
    'one that ends soon',
    (s) => (s.roots = [rootOf('istio-system', selfSigned('r', 10).cert)]),
    [/^Warning .*ends on .*, in [89] days/],
  ],
  ['MWH601', 'none', (s) => (s.roots = [rootOf('istio-system', '')]), [/^Error .*holds no certificate/]],
  [
    'MWH602',
    "another root's",
    (s) =>
      (s.authorities = [
        {
          kind: 'Secret',
          metadata: { name: 'cacerts' },
          data: { 'ca-cert.pem': base64(otherRoot.cert), 'root-cert.pem': base64(otherRoot.cert) },
        },
      ]),
    [/^Error Secret cacerts: its root is not the one that proxies get/],
  ],
  [
    'MWH602',
    'a chain that does not hold together',
    (s) =>
      (s.authorities = [
        {
          kind: 'Secret',
          metadata: { name: 'cacerts' },
          data: { 'ca-cert.pem': base64(unsigned()), 'root-cert.pem': base64(root.cert) },
        },
      ]),
    [/^Error .*no chain of signatures leads/],
  ],
  [
    'MWH603',
    'another root in a namespace',
    (s) => (s.roots = [rootOf('istio-system'), rootOf('shop', otherRoot.cert)]),
    [/^Error : namespace shop trust another root/],
  ],
  [
    'MWH603',
    'none in a namespace',
    (s) => (s.roots = [rootOf('istio-system')]),
    [/^Info : namespace shop have no ConfigMap/],
  ],
  [
    'MWH701',
    'a revision that is not there',
    (s) => (s.namespaces = [namespace('shop', { 'istio.io/rev': 'old' })]),
    [/^Error Namespace shop: .*istio\.io\/rev=old, and no webhook serves it \(there are default\)/],
  ],
  [
    'MWH701',
    'no default',
    (s) => (s.mutatingWebhooks = []),
    [/^Error Namespace shop: .*istio-injection=enabled.*no revision injects/],
  ],
  [
    'MWH702',
    'labels that contradict each other',
    (s) =>
      (s.namespaces = [
        namespace('a', { 'istio-injection': 'enabled', 'istio.io/rev': 'x', 'istio.io/dataplane-mode': 'ambient' }),
        namespace('b', { 'istio-injection': 'true' }),
      ]),
    [
      /^Warning Namespace a: has both/,
      /^Warning Namespace a: is in ambient mode/,
      /^Warning Namespace b: has istio-injection=true, which means nothing/,
    ],
  ],
  [
    'MWH703',
    'an old Pod',
    (s) => (s.pods = [...s.pods, pod('shop', 'old', {}, undefined)]),
    [/^Warning Namespace shop: has Pods that should have a sidecar and have none: old/],
  ],
  [
    'MWH801',
    'an older proxy',
    (s) => (s.pods = [pod('shop', 'web', {}, 'proxyv2:1.29.4')]),
    [/^Warning : 1 proxy of version 1\.29\.4 under istiod 1\.30\.3: shop\/web$/],
  ],
  [
    'MWH801',
    'a newer proxy',
    (s) => (s.pods = [pod('shop', 'web', {}, 'proxyv2:1.31.0')]),
    [/^Error : 1 proxy of version 1\.31\.0.*must not be newer/],
  ],
  [
    'MWH801',
    'a far older one',
    (s) => (s.pods = [pod('shop', 'web', {}, 'proxyv2:1.27.0')]),
    [/^Error .*only two releases/],
  ],
  [
    'MWH801',
    'the proxy of another revision',
    (s) => {
      s.deployments = [istiod(), istiod('1.29.1', {}, { 'istio.io/rev': 'old' })];
      s.pods = [injectedBy('old', '1.29.1'), injectedBy('old', '1.29.0', { 'istio.io/rev': 'stable' })];
    },
    [/^Info : 1 proxy of version 1\.29\.0 under istiod 1\.29\.1: shop\/web$/],
  ],
  ['MWH801', 'another patch', (s) => (s.pods = [pod('shop', 'web', {}, 'proxyv2:1.30.1')]), [/^Info /]],
  [
    'MWH802',
    'a revision that is gone',
    (s) => (s.pods = [pod('shop', 'web', { 'istio.io/rev': 'old' }, 'proxyv2:1.30.3')]),
    [/^Error : Pods of revision old, which is not installed: shop\/web/],
  ],
  [
    'MWH802',
    'the revision that injected, whatever was asked for',
    (s) => (s.pods = [injectedBy('old', '1.30.3', rev)]),
    [/^Error : Pods of revision old, which is not installed: shop\/web/],
  ],
  [
    'MWH803',
    'a sidecar that crashes',
    (s) =>
      (s.pods = [pod('shop', 'web', {}, 'proxyv2:1.30.3', {}, waiting('istio-proxy', 'CrashLoopBackOff', 'again'))]),
    [/^Warning Pod shop\/web: its sidecar is not ready: container istio-proxy: CrashLoopBackOff/],
  ],
];

/** A CA certificate that no one but itself has signed, under another name than the root. */
const unsigned = (): string => selfSigned('intermediate', 100).cert;

describe('checks', () => {
  it.each(cases)('%s: %s', (id, _, change, expected) => {
    const found = problemsOf(id, change);
    expect(found).toHaveLength(expected.length);
    for (const [i, pattern] of expected.entries()) expect(found[i]).toMatch(pattern);
  });

  it('have a case of what is wrong, each of them', () => {
    expect(checks.map(({ id }) => id).filter((id) => !cases.some(([one]) => one === id))).toEqual([]);
  });

  it('find nothing in a cluster that is well', () => {
    const chosen = checksOf('installed');
    expect(chosen.length).toBeGreaterThan(20);
    const found = runChecks(chosen, readingsOf(healthy()), settings).filter(({ status }) => status !== 'ok');
    expect(found).toEqual([]);
  });

  it('have ids in the order of their categories, each once', () => {
    const ids = checks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const category of Object.keys(categories)) {
      const digits = new Set(checks.filter((one) => one.category === category).map(({ id }) => id[3]));
      expect(digits.size, category).toBe(1);
    }
  });

  it('say what is unknown, and which rule would help', () => {
    const permission = { verb: 'list', group: '', resource: 'pods' };
    const problem = new KubeError(
      'cannot list pods: user "jane" lacks the permission. This rule in a ClusterRole bound …:\n  - x',
      { status: 403, permission },
    );
    const readings = { ...readingsOf(healthy()), pods: { problem } };
    const unknown = runChecks(checksOf('installed'), readings, settings).filter(({ status }) => status === 'unknown');
    expect(unknown.map(({ check }) => check.id)).toEqual(
      checksOf('installed')
        .filter(({ reads }) => reads.includes('pods'))
        .map(({ id }) => id),
    );
    expect(unknown[0]!.unread).toEqual([
      {
        reason: 'cannot list pods: user "jane" lacks the permission',
        rule: 'apiGroups: [""], resources: ["pods"], verbs: ["list"]',
      },
    ]);
  });
});

describe('docs/checks', () => {
  const folder = join(import.meta.dirname, '../../docs/checks');

  it('has a page for every check, and no other', () => {
    expect(readdirSync(folder).sort()).toEqual(checks.map(({ id }) => `${id}.md`).sort());
  });

  it.each(checks)('$id says what it means', ({ id, title, category }) => {
    const page = readFileSync(join(folder, `${id}.md`), 'utf8');
    expect(page.startsWith(`# ${id} ${title}\n\nCategory: ${categories[category]}\n`)).toBe(true);
    for (const section of ['What it means', 'Example', 'How to fix']) expect(page).toContain(`\n## ${section}\n`);
    for (const [, words] of page.matchAll(/^meshwright (.*)$/gm)) {
      const [first = '', second = ''] = words!.split(' ');
      expect(commandNamed(`${first} ${second}`) ?? commandNamed(first), words).toBeDefined();
    }
  });
});
