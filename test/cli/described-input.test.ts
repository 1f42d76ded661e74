import { describe, expect, it } from 'vitest';
import { any, clusters, dumpOf, listeners, section } from '../proxy/dump.ts';
import { deployment, destinationRule, namespace, service } from '../support/mtls.ts';
import { Sandbox } from '../support/run.ts';
import { runMain } from '../support/run-main.ts';

const pod = `apiVersion: v1
kind: Pod
metadata: {name: cart-1, namespace: shop, labels: {app: cart, version: v1}}
spec: {containers: [{name: app, image: app, ports: [{name: main, containerPort: 8080}]}, {name: istio-proxy, image: proxyv2}]}
status: {phase: Running}`;
const silentPod = pod.replace('cart-1', 'cart-2');
const rbac = any('envoy.extensions.filters.network.rbac.v3.RBAC', {
  rules: { policies: { 'ns[shop]-policy[gone]-rule[0]': {} } },
});
const dump = dumpOf(
  clusters([]),
  listeners([
    {
      name: 'virtualInbound',
      filter_chains: [{ filters: [{ name: 'envoy.filters.network.rbac', typed_config: rbac }] }],
    },
  ] as never),
  section('Routes', { dynamic_route_configs: [] }),
).text;
const ownDump = JSON.stringify({
  configs: [
    {
      '@type': 'type.googleapis.com/envoy.admin.v3.BootstrapConfigDump',
      bootstrap: { node: { id: 'sidecar~10.0.0.1~cart-1.shop~shop.svc.cluster.local' } },
    },
    ...JSON.parse(dump).configs,
  ],
});
const proxy = 'bug-report/proxies/shop/cart-1';
const files = {
  'bug-report/cluster/k8s-resources': [pod, silentPod, service('cart', 'shop')].join('\n---\n'),
  'bug-report/cluster/k8s-cluster-resources': namespace('shop', 'istio-injection: enabled'),
  'bug-report/cluster/crs': destinationRule(
    'cart',
    'shop',
    'host: cart, subsets: [{name: one, labels: {version: v1}}]',
  ),
  'bug-report/cluster/pods': `apiVersion: v1
kind: Pod
metadata: {name: istiod-1, namespace: istio-system, labels: {app: istiod, istio.io/rev: canary}}
spec: {containers: [{name: discovery, image: "istio/pilot:1.30.1-distroless"}]}
status: {phase: Running}`,
  'bug-report/versions':
    'CLI version:\n1.0\n\nControl plane:\nRevision canary: istio-system/istiod-1 1.30.1 (1.30.1-0123456789abcdef-Clean)\n\nProxies:\nRevision default: proxy 1.30.1 (2)\n',
  'bug-report/istio/istio-system/istiod-1/debug/syncz': JSON.stringify([
    { proxy: 'cart-1.shop', cluster_id: 'c', proxy_type: 'sidecar', istio_version: '1.30.1', resources: {} },
  ]),
  [`${proxy}/config_dump?include_eds`]: dump,
  [`${proxy}/stats/prometheus`]: 'envoy_requests 1\n',
  [`${proxy}/stats?format=text`]: 'requests: 1\n',
  [`${proxy}/stats?format=json`]: '{"stats": [{"name": "requests", "value": 1}]}',
  [`${proxy}/clusters`]: 'a::10.0.0.1:80::health_flags::healthy\n',
  'bug-report/proxies/shop/new-1/istio-proxy.log': '',
  'bug-report/proxies/shop/old-1/stats/prometheus': 'envoy_requests 2\n',
  'manifests/all.yaml': [
    namespace('shop', 'istio-injection: enabled'),
    deployment('web', 'shop'),
    service('cart', 'shop'),
    pod,
  ].join('\n---\n'),
  'broken/all.yaml': `${pod}\n---\na: [`,
  'dumps/one.json': ownDump,
  'other/file': 'x',
};

function inFiles() {
  const { folder } = new Sandbox(files);
  return (...args: string[]) => runMain(args, { cwd: folder });
}

describe('describe', () => {
  it('reads a bug report: resources, and what proxies had', async () => {
    const run = inFiles();
    const { exitCode, stdout, stderr } = await run('x', 'describe', 'pod', 'cart-1.shop', '--from', 'bug-report');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain('   DestinationRule: cart.shop for "cart"\n      Matching subsets: one\n');
    expect(stdout).toContain('   Enforced by the proxy: ALLOW gone.shop\n');
    expect(stdout).toContain(
      'the proxy still goes by AuthorizationPolicy gone.shop, which is not there: it is out of date',
    );
  });

  it('says of which proxies the report holds nothing', async () => {
    const { exitCode, stdout } = await inFiles()(
      'x',
      'describe',
      'svc',
      'cart',
      '-n',
      'shop',
      '--from',
      'bug-report',
      '-o',
      'json',
    );
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).pods).toMatchObject([
      { pod: 'cart-1.shop', enforced: [{ policy: 'gone.shop' }] },
      { pod: 'cart-2.shop', warnings: ['the proxy was not asked what it has: bug-report holds no dump of it'] },
    ]);
  });

  it('reads manifests: Pods, and those that workloads would make; dumps by whose they are', async () => {
    const run = inFiles();
    const made = await run('x', 'describe', 'pod', 'web.shop', '-f', 'manifests');
    expect(made).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Pod: web\.shop\n/) });
    expect(made.stdout).toContain('Data plane: sidecar (namespace shop has the label istio-injection=enabled)');
    const there = await run('x', 'describe', 'pod', 'cart-1.shop', '-f', 'manifests', '--proxy-dumps', 'dumps');
    expect(there.stdout).toContain('Enforced by the proxy: ALLOW gone.shop');
    const none = await run('x', 'describe', 'pod', 'web.shop', '-f', 'manifests', '--proxy-dumps', 'dumps');
    expect(none.stdout).toContain('none of the dumps (--proxy-dumps) is of it');
  });

  it.each([
    [['pod', 'card-1.shop', '--from', 'bug-report'], 1, 'there is no Pod shop/card-1. Did you mean "cart-1"?'],
    [['pod', 'cart-1.shop', '--from', 'other'], 65, 'other holds no resources of a cluster'],
    [['pod', 'cart-1.shop', '--from', 'absent'], 65, 'there is no file or folder absent'],
    [['pod', 'cart-1.shop', '--from', 'bug-report', '-f', 'manifests'], 64, 'nothing for --filename'],
    [['pod', 'cart-1.shop', '--proxy-dumps', 'dumps'], 64, '--proxy-dumps goes with manifests in files'],
    [['pod', '--from', 'bug-report'], 64, 'name one Pod'],
    [['pod', 'cart-1.shop', '-f', 'manifests', '--proxy-dumps', 'other/file'], 65, 'other/file'],
  ])('%j fails', async (args, exitCode, message) => {
    const ended = await inFiles()('x', 'describe', ...args);
    expect(ended).toMatchObject({ exitCode, stdout: '' });
    expect(ended.stderr).toContain(message);
  });

  it('tells what it can where a document cannot be read', async () => {
    const ended = await inFiles()('x', 'describe', 'pod', 'cart-1.shop', '-f', 'broken');
    expect(ended).toMatchObject({
      exitCode: 65,
      stdout: expect.stringContaining('Pod: cart-1.shop'),
      stderr: expect.stringContaining('broken/all.yaml'),
    });
  });
});

describe('envoy-stats', () => {
  const stats = (...args: string[]) => inFiles()('x', 'envoy-stats', ...args, '--from', 'bug-report');
  it.each([
    [['cart-1.shop'], 'requests: 1\n'],
    [['cart-1', '-o', 'prom'], 'envoy_requests 1\n'],
    [['cart-1', '-t', 'clusters'], 'a::10.0.0.1:80::health_flags::healthy\n'],
  ])('%j prints what a report has', async (args, stdout) => {
    expect(await stats(...args)).toEqual({ exitCode: 0, stdout, stderr: '' });
  });

  it('prints JSON, and of all proxies', async () => {
    expect(JSON.parse((await stats('cart-1.shop', '-o', 'json')).stdout)).toEqual({
      stats: [{ name: 'requests', value: 1 }],
    });
    const all = await stats('-o', 'prom');
    expect(all.stdout).toContain('envoy_requests 1');
    expect(all.stdout).toContain('envoy_requests 2');
  });

  it.each([
    [['old-1.shop'], 1, 'bug-report holds no stats?format=text of old-1.shop: it has what --output prom prints'],
    [['new-1.shop'], 1, 'bug-report holds no clusters, clusters?format=json,'],
    [['cart-1.shop', '-o', 'prom-merged'], 64, 'the application’s own metrics'],
    [['-l', 'app=cart'], 64, 'nothing for --selector'],
  ])('%j fails', async (args, exitCode, message) => {
    const ended = await stats(...args);
    expect(ended).toMatchObject({ exitCode, stdout: '' });
    expect(ended.stderr).toContain(message);
  });
});

describe('version', () => {
  it('tells what a report was made of', async () => {
    const run = inFiles();
    const { stdout } = await run('version', '--from', 'bug-report', '--short=false');
    expect(stdout).toContain(
      'control plane version: 1.30.1 (revision canary, pod istiod-1, commit 0123456789abcdef, Clean)\n',
    );
    expect(stdout).toContain('data plane version: 1.30.1 (cart-1.shop, sidecar)\n');
    expect((await run('x', 'version', '--from', 'bug-report')).stdout).toContain(
      'data plane version: 1.30.1 (1 proxy)\n',
    );
  });

  it.each([
    [['--from', 'other'], 65, 'other holds no istiod'],
    [['--from', 'bug-report', '--remote=false'], 64, '--remote=false'],
    [['--from', 'bug-report', '--revision', 'canary'], 64, 'leave out --revision'],
  ])('%j fails', async (args, exitCode, message) => {
    const ended = await inFiles()('version', ...args);
    expect(ended).toMatchObject({ exitCode, stdout: '' });
    expect(ended.stderr).toContain(message);
  });
});
