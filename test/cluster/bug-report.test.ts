import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { InterruptedError } from '../../src/base/errors.ts';
import { generateManifest } from '../../src/library/generate-manifest.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { type ConfiguredEnvoy, shop, startConfiguredEnvoy } from './envoy-configuration.ts';
import { type HttpAnswers, startHttpAnswers } from './http-answers.ts';
import { installCrds } from './install-crds.ts';
import type { PodServices } from './kubelet.ts';
import { runCommand } from './run-command.ts';
import { until } from './until.ts';

/** What nobody who is handed a report may find in it. */
const privateKey = '-----BEGIN PRIVATE KEY-----\nTUlJRXZRSUJBREFOQmdrcWhraUc5dzBCQVFFRg==\n-----END PRIVATE KEY-----\n';
const secrets = {
  secretData: 'secret-of-a-secret',
  variable: 'secret-of-a-variable',
  argument: 'secret-of-an-argument',
  configMap: 'secret-of-a-configmap',
  header: 'secret-of-an-envoyfilter',
  log: 'secret-of-a-log',
  previousLog: 'secret-of-the-log-before',
  bearer: 'secretOfABearer0123456789',
  debug: 'secret-of-istiod',
  key: 'TUlJRXZRSUJBREFOQmdrcWhraUc5dzBCQVFFRg',
};
const base64 = (text: string) => Buffer.from(text).toString('base64');

let cluster: Cluster;
let envoy: ConfiguredEnvoy;
let istiod: HttpAnswers;
let folder: string;
let cart: PodServices;
/** Of the set-up. */
let requestsBefore: number;

const proxy = (name: string): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', labels: { app: name, 'istio.io/rev': 'default' } },
  spec: {
    containers: [
      {
        name: 'app',
        image: 'app',
        env: [{ name: 'DB_PASSWORD', value: secrets.variable }],
        args: ['--token', secrets.argument],
      },
      { name: 'istio-proxy', image: 'istio/proxyv2:1.30.3', args: ['proxy', 'sidecar'] },
    ],
  },
});

beforeAll(async () => {
  [cluster, envoy, istiod] = await Promise.all([
    startCluster({ users: ['guest', 'reader'] }),
    startConfiguredEnvoy(shop),
    startHttpAnswers(({ url = '' }, response) => {
      if (url === '/version') return '1.30.3-0123456789abcdef-Clean';
      if (/^\/(?:debug\/|metrics|config_dump)/.test(url)) return `{"path":"${url}","password":"${secrets.debug}"}`;
      response.writeHead(404);
      return 'no such path';
    }),
  ]);
  const objects = (await generateManifest({ profile: 'default' })).objects;
  const isDefinition = ({ kind }: JsonObject) => kind === 'CustomResourceDefinition';
  await installCrds(cluster, objects.filter(isDefinition));
  for (const name of ['istio-system', 'shop', 'other'])
    await cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  for (const object of objects) if (!isDefinition(object)) await cluster.apply(object);
  for (const object of [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'db', namespace: 'shop' },
      stringData: { any: secrets.secretData, 'tls.key': privateKey },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'app', namespace: 'shop' },
      data: { 'app.properties': `db.password=${secrets.configMap}\n`, 'key.pem': privateKey },
    },
    proxy('cart'),
    proxy('web'),
    { ...proxy('ztunnel-1'), metadata: { name: 'ztunnel-1', namespace: 'istio-system', labels: { app: 'ztunnel' } } },
    {
      ...proxy('istio-cni-node-1'),
      metadata: { name: 'istio-cni-node-1', namespace: 'kube-system', labels: { 'k8s-app': 'istio-cni-node' } },
    },
  ] as JsonObject[])
    await cluster.apply(object);
  await cluster.applyYaml(`apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: header, namespace: shop }
spec:
  configPatches:
  - applyTo: HTTP_FILTER
    patch: { operation: MERGE, value: { headers: [{ header: { key: authorization, value: "${secrets.header}" } }] } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec: { hosts: [cart], gateways: [absent], http: [{ route: [{ destination: { host: cart } }] }] }`);
  await cluster.grant('reader', [{ apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list'] }], 'shop');
  const istiodPod = await until(30, 'all Pods run', async () => {
    const { body } = await cluster.request('GET', '/api/v1/pods');
    const pods = (body as unknown as { items: { metadata: { name: string }; status: { phase: string } }[] }).items;
    if (pods.length < 5 || pods.some(({ status }) => status.phase !== 'Running')) return undefined;
    return pods.find(({ metadata }) => metadata.name.startsWith('istiod-'))?.metadata.name;
  });
  const exec = (command: readonly string[]) =>
    command[0] === 'netstat'
      ? { stdout: 'tcp 0 0 10.0.0.1:15001 LISTEN\n' }
      : { stdout: '/var/lib/istio/core.envoy.1\n' };
  const logs = (_: string, query: URLSearchParams) =>
    query.get('previous') === 'true'
      ? `2026-11-23T00:00:00Z\terror\tbefore, password=${secrets.previousLog}\n`
      : `2026-11-23T01:00:00Z\twarn\tAuthorization: Bearer ${secrets.bearer}\n2026-11-23T01:00:01Z\tinfo\ttoken=${secrets.log}\n${privateKey}last line\n`;
  cart = { ports: { 15000: envoy.adminPort }, exec, logs };
  cluster.kubelet.serve('shop/web', {});
  cluster.kubelet.serve('istio-system/ztunnel-1', { ports: { 15000: istiod.port }, logs });
  cluster.kubelet.serve('kube-system/istio-cni-node-1', { ports: { 15014: istiod.port }, logs });
  cluster.kubelet.serve(`istio-system/${istiodPod}`, { ports: { 15014: istiod.port }, logs });
  requestsBefore = cluster.requests().length;
});
afterAll(() => Promise.all([cluster, envoy, istiod].map((one) => one?.stop())));
beforeEach(() => {
  cluster.kubelet.serve('shop/cart', cart);
  folder = mkdtempSync(join(tmpdir(), 'meshwright-report-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

const run = (args: readonly string[] = [], options: object = {}) =>
  runCommand(cluster, ['bug-report', '--timeout', '1m', ...args], { cwd: folder, ...options });

/** The files of the archive, unpacked by tar(1). */
function unpacked(): Map<string, string> {
  const { status, stderr } = spawnSync('tar', ['-xzf', 'bug-report.tar.gz'], { cwd: folder, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const root = join(folder, 'bug-report');
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return new Map(
    names.map((one) => {
      const path = join(one.parentPath, one.name);
      return [path.slice(root.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

describe('bug-report', () => {
  it('collects a mesh, without its secrets', async () => {
    const { status, stdout, stderr } = await run();
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stdout).toMatch(/^bug-report\.tar\.gz: \d+ files of the cluster and \d+ Pods, /);
    expect(stderr).toContain('nothing listens on port 15000 of Pod shop/web');
    const files = unpacked();
    const names = [...files.keys()];
    for (const name of [
      'versions',
      'cluster/crs',
      'cluster/events',
      'cluster/nodes',
      'cluster/secrets',
      'cluster/k8s-resources',
      'cluster/k8s-cluster-resources',
      'proxies/shop/cart/config_dump?include_eds',
      'proxies/shop/cart/stats/prometheus',
      'proxies/shop/cart/stats?format=json',
      'proxies/shop/cart/stats?format=text',
      'proxies/shop/cart/istio-proxy.log',
      'proxies/shop/cart/netstat',
      'proxies/shop/cart/cores/list',
      'proxies/istio-system/ztunnel-1/config_dump',
      'cni/istio-cni-node-1/cni.log',
      'analyze/allNamespaces/allNamespaces',
      'check/check.txt',
      'manifest.json',
    ])
      expect(names).toContain(name);
    expect(
      names.filter((name) => /^istio\/istio-system\/istiod-.*\/(?:debug\/|metrics|discovery\.log)/.test(name)).length,
    ).toBeGreaterThan(20);
    for (const [name, text] of files) {
      for (const [what, secret] of Object.entries(secrets)) {
        expect(text.includes(secret) ? [name, what] : []).toEqual([]);
        expect(text.includes(base64(secret).replace(/=+$/, '')) ? [name, what] : []).toEqual([]);
      }
    }
    expect(files.get('cluster/secrets')).toMatch(/^NAMESPACE +NAME +TYPE +DATA +AGE\n/);
    expect(files.get('cluster/secrets')).toMatch(/shop +db +Opaque +2/);
    expect(files.get('cluster/crs')).toContain('kind: VirtualService');
    expect(files.get('proxies/shop/cart/istio-proxy.log')).toContain('last line');
    expect(files.get('analyze/allNamespaces/allNamespaces')).toContain('IST0101');
    expect(JSON.parse(files.get('proxies/shop/cart/config_dump?include_eds')!).configs).not.toHaveLength(0);
    expect(files.get('versions')).toContain('1.30.3-0123456789abcdef-Clean');
    const manifest = JSON.parse(files.get('manifest.json')!);
    expect(manifest).toMatchObject({ complete: false, secretsRedacted: true });
    expect(
      manifest.missing
        .filter(({ path }: { path: string }) => !path.startsWith('proxies/shop/web/'))
        .map(({ path }: { path: string }) => path),
    ).toEqual(expect.not.arrayContaining([expect.stringMatching(/^cluster\//)]));
    expect(readdirSync(folder).sort()).toEqual(['bug-report', 'bug-report.tar.gz']);
  });

  it('is read by what reads proxies, alike to the proxies', async () => {
    expect((await run(['--skip-analyze'])).status).toBe(0);
    const ask = (...args: string[]) => runCommand(cluster, args, { cwd: folder });
    const from = ['--from', 'bug-report.tar.gz', 'cart.shop'];
    for (const reader of ['cluster', 'listener', 'route', 'secret', 'endpoint']) {
      const live = await ask('proxy-config', reader, 'cart.shop');
      const archived = await ask('proxy-config', reader, ...from);
      expect({ reader, stdout: archived.stdout }).toEqual({ reader, stdout: live.stdout });
      expect(archived.stdout.split('\n').length).toBeGreaterThan(2);
    }
    const mtls = await ask('mtls', '--from', 'bug-report.tar.gz');
    // This Envoy takes no traffic for its Pod, which is a finding.
    expect({ status: mtls.status, stderr: mtls.stderr }).toEqual({ status: 79, stderr: '' });
    expect(mtls.stdout).toContain('cart');
  });

  it('writes nothing in a dry run', async () => {
    const { status, stdout } = await run(['--dry-run', '--include', 'shop//cart', '--skip-analyze']);
    expect(status).toBe(0);
    expect(stdout).toContain('proxies/shop/cart/config_dump?include_eds  (/config_dump?include_eds of Pod shop/cart)');
    expect(stdout).not.toContain('proxies/shop/web');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps to sizes', async () => {
    const { status, stdout } = await run([
      '--max-size',
      '3Mi',
      '--max-file-size',
      '20Ki',
      '--skip-analyze',
      '-o',
      'json',
    ]);
    expect(status).toBe(0);
    const { files, missing } = JSON.parse(stdout) as {
      files: { path: string; bytes: number; missing?: string }[];
      missing: { reason: string }[];
    };
    expect(Math.max(...files.map(({ bytes }) => bytes))).toBeLessThanOrEqual(20 * 1024);
    expect(files.find(({ path }) => path.startsWith('proxies/shop/cart/config_dump'))).toMatchObject({
      missing: 'end',
    });
    expect(missing.length).toBeGreaterThan(0);
  });

  it('goes on after an interruption', async () => {
    const controller = new AbortController();
    const slow = {
      ports: { 15000: envoy.adminPort },
      logs: async function* () {
        yield 'first\n';
        controller.abort(new InterruptedError());
        await new Promise((resolve) => setTimeout(resolve, 30_000).unref());
      },
    };
    cluster.kubelet.serve('shop/cart', slow);
    const args = ['--dir', 'work', '--skip-analyze', '--rq-concurrency', '1', '--include', 'shop//cart', '-o', 'json'];
    const first = await run(args, { interruption: controller.signal });
    expect(first).toMatchObject({ status: 1, stdout: '' });
    expect(first.stderr).toContain('work holds what is there by now');
    expect(existsSync(join(folder, 'bug-report.tar.gz'))).toBe(false);
    const other = await run([...args, '--tail', '5']);
    expect(other).toMatchObject({ status: 64, stdout: '' });
    const before = cluster.requests().length;
    cluster.kubelet.serve('shop/cart', { ports: { 15000: envoy.adminPort }, logs: () => 'second\n' });
    const second = await run(args);
    expect(second.status).toBe(0);
    const asked = cluster
      .requests()
      .slice(before)
      .map(({ resource }) => resource);
    expect(asked).not.toContain('configmaps');
    expect(unpacked().get('proxies/shop/cart/istio-proxy.log')).toBe('second\n');
    expect(existsSync(join(folder, 'work'))).toBe(false);
  });

  it('archives what is there when time is over', async () => {
    const stuck = {
      ports: {},
      logs: async function* () {
        await new Promise((resolve) => setTimeout(resolve, 60_000).unref());
        yield '';
      },
    };
    cluster.kubelet.serve('shop/cart', stuck);
    const { status, stdout } = await run(['--skip-analyze', '--timeout', '4s']);
    expect(status).toBe(0);
    expect(stdout).toContain('It is not complete: --timeout 4s is over.');
    const manifest = JSON.parse(unpacked().get('manifest.json')!);
    expect(manifest.stopped).toBe('--timeout 4s is over');
    expect(manifest.missing).toContainEqual(
      expect.objectContaining({ path: 'proxies/shop/cart/istio-proxy.log', reason: '--timeout 4s is over' }),
    );
  });

  it('archives what is there when it is interrupted and has no folder to stay in', async () => {
    const controller = new AbortController();
    const logs = async function* () {
      controller.abort(new InterruptedError());
      await new Promise((resolve) => setTimeout(resolve, 60_000).unref());
      yield '';
    };
    cluster.kubelet.serve('shop/cart', { logs });
    const { status, stdout } = await run(['--skip-analyze', '--rq-concurrency', '1'], {
      interruption: controller.signal,
    });
    expect(status).toBe(1);
    expect(stdout).toContain('It is not complete: interrupted.');
    expect([...unpacked().keys()]).toContain('cluster/crs');
  });

  it('takes what the user may read, and says what not', async () => {
    const { status, stderr } = await run(['--include', 'shop'], { user: 'reader' });
    expect(status).toBe(0);
    expect(stderr).toContain('user "reader" lacks the permission');
    const files = unpacked();
    expect(files.has('proxies/shop/web/pod.yaml')).toBe(true);
    expect(files.has('cluster/secrets')).toBe(false);
  });

  it('fails where the user may read nothing', async () => {
    const { status, stdout, stderr } = await run([], { user: 'guest' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('nothing could be collected');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('has the contents of Secrets where they are asked for by name', async () => {
    const { status } = await run(['--full-secrets', '--skip-analyze', '--skip-proxy-debug', '--include', 'shop']);
    expect(status).toBe(0);
    expect(unpacked().get('cluster/secrets')).toContain(base64(secrets.secretData));
  });

  it('writes nothing into the cluster', () => {
    const users = new Set(['admin', 'reader', 'guest']);
    const streams = new Set(['pods/exec', 'pods/portforward']);
    const written = cluster
      .requests()
      .slice(requestsBefore)
      .filter(({ user, isWrite, resource = '' }) => users.has(user) && isWrite && !streams.has(resource));
    expect(written).toEqual([]);
  });
});
