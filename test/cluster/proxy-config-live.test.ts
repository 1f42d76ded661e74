import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/resources/json.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { type ConfiguredEnvoy, cluster, shop, startConfiguredEnvoy } from './envoy-configuration.ts';
import { type StandInKubelet, startKubelet } from './kubelet.ts';
import { type ClusterNode, nodeName, registerNode, runNode } from './node.ts';
import type { PodFate } from './pod-fate.ts';
import { runCommand } from './run-command.ts';
import { until } from './until.ts';
import { startWeb, type Web } from './web.ts';

let server: ApiServer;
let kubelet: StandInKubelet;
let node: ClusterNode;
let cart: ConfiguredEnvoy;
let web: ConfiguredEnvoy;
let broken: Web;
let folder: string;

interface PodList {
  readonly items: readonly {
    readonly status: { readonly containerStatuses?: readonly { readonly ready: boolean }[] };
  }[];
}

const pod = (name: string, { app = name, container = 'istio-proxy', args = [] as string[] } = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', labels: { app } },
  spec: { nodeName, containers: [{ name: container, image: 'proxyv2', args }] },
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meshwright-dumps-'));
  [server, kubelet, cart, web, broken] = await Promise.all([
    startApiServer(),
    startKubelet(),
    startConfiguredEnvoy(shop),
    startConfiguredEnvoy({ ...shop, clusters: [cluster('outbound|80||cart.shop.svc.cluster.local')] }),
    startWeb(),
  ]);
  await registerNode(server, kubelet.port);
  node = runNode(server);
  await server.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  const args = ['proxy', 'sidecar', '--proxyLogLevel=warning', '--proxyComponentLogLevel=misc:error'];
  for (const one of [
    ...[pod('cart-1', { app: 'cart', args }), pod('web-1', { app: 'web', args }), pod('web-2', { app: 'web' })],
    pod('plain', { container: 'app' }),
  ]) {
    await server.apply(one);
  }
  await server.applyYaml(`apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }`);
  await allRun();
  kubelet.serve('shop/cart-1', { ports: { 15000: cart.adminPort, 8080: broken.port } });
  kubelet.serve('shop/web-1', { ports: { 15000: web.adminPort } });
  kubelet.serve('shop/web-2', { ports: { 15000: web.adminPort } });
  kubelet.serve('shop/plain', {});
  writeFileSync(join(folder, 'dump.json'), await cart.ask('config_dump?include_eds'));
  writeFileSync(join(folder, 'clusters.json'), await cart.ask('clusters?format=json'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  node?.stop();
  await Promise.all([cart, web, broken, kubelet, server].map((one) => one?.stop()));
});

const allRun = () =>
  until(30, 'Pods run', async () => {
    const { body } = await server.request('GET', '/api/v1/pods');
    const isReady = ({ status }: PodList['items'][number]) => status.containerStatuses?.every(({ ready }) => ready);
    return (body as unknown as PodList).items.every(isReady) || undefined;
  });

const run = (...args: string[]) => runCommand(server, args, { cwd: folder });

describe('a running proxy and its dump are told of alike', () => {
  const readers = 'cluster,listener,route,eds,bootstrap,secret,ecds,all'
    .split(',')
    .map((name) => `proxy-config ${name}`);
  it.each(
    [...readers, 'authz check', 'proxy-config endpoint'].flatMap((name) =>
      ['short', 'json', 'yaml'].map((format) => [name, format]),
    ),
  )('%s -o %s', async (name, format) => {
    const words = [...name.split(' '), '-o', format];
    const live = await run(...words, 'cart-1.shop');
    const file = await run(...words, '-f', name === 'proxy-config endpoint' ? 'clusters.json' : 'dump.json');
    expect(file.stdout).not.toBe('');
    expect(live.status).toBe(0);
    expect(live.stderr).toBe(file.stderr.replaceAll('dump.json', 'cart-1.shop'));
    if (isUnordered(name, format)) expect(sortedLines(live.stdout)).toEqual(sortedLines(file.stdout));
    else expect(live.stdout).toBe(file.stdout);
    expect(file.stdout.split('\n').length).toBeGreaterThan(1);
  });
});

/** Envoy writes maps, and its clusters' hosts, in an order that differs from answer to answer. */
const isUnordered = (name: string, format: string): boolean =>
  format !== 'short' && ['proxy-config all', 'proxy-config endpoint'].includes(name);
const sortedLines = (text: string): string[] => text.replace(/,$/gm, '').split('\n').sort();

describe('which proxies', () => {
  it.each([['web-1.shop'], ['pod/web-1.shop'], ['svc/web.shop'], ['web-1', '-n', 'shop']])('%j', async (...args) => {
    const { status, stdout } = await run('pc', 'cluster', ...args);
    expect(status).toBe(0);
    expect(stdout).toContain('cart.shop.svc.cluster.local');
    expect(stdout).not.toContain('web.shop.svc.cluster.local');
  });

  it('are several by a selector', async () => {
    const { stdout } = await run('pc', 'route', '-n', 'shop', '-l', 'app in (cart, web)', '--name', '8080');
    const table =
      'NAME     VHOST NAME     DOMAINS     MATCH     VIRTUAL SERVICE\n8080     cart           cart        /*\n';
    expect(stdout).toBe(['cart-1', 'web-1', 'web-2'].map((name) => `${name}.shop:\n${table}`).join('\n'));
    const json = await run('pc', 'cluster', '-n', 'shop', '-l', 'app', '--fqdn', 'agent', '-o', 'json');
    expect(json.status).toBe(1);
    expect(JSON.parse(json.stdout)).toEqual(
      Object.fromEntries(
        ['cart-1', 'web-1', 'web-2'].map((name) => [`${name}.shop`, [expect.objectContaining({ name: 'agent' })]]),
      ),
    );
    expect(json.stderr).toBe(
      'error: nothing listens on port 15000 of Pod shop/plain: the Pod has no container istio-proxy, only app\n',
    );
    const yaml = await run('pc', 'cluster', '-n', 'shop', '-l', 'app=web', '--fqdn', 'web', '-o', 'yaml');
    expect(yaml.stdout).toBe('web-1.shop: []\nweb-2.shop: []\n');
  });
});

describe('what goes wrong', () => {
  it.each([
    [
      'a Pod without a proxy',
      ['cluster', 'plain.shop'],
      'nothing listens on port 15000 of Pod shop/plain: the Pod has no container istio-proxy, only app',
    ],
    [
      'another port',
      ['cluster', 'cart-1.shop', '--proxy-admin-port', '15001'],
      'nothing listens on port 15001 of Pod shop/cart-1: --proxy-admin-port names another',
    ],
    ['a Pod that is not there', ['secret', 'cart-2.shop'], 'there is no Pod shop/cart-2'],
    ['no Pods', ['secret', '-l', 'app=none', '-n', 'shop'], 'no Pods match app=none in namespace shop'],
    [
      'a server that is no proxy',
      ['all', 'cart-1.shop', '--proxy-admin-port', '8080'],
      'cart-1.shop:1:1: this is no config dump but a text',
    ],
  ])('%s', async (_, args, message) => {
    const ended = await run('pc', ...args);
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain(message);
  });
});

describe('a Pod that is in trouble', () => {
  afterAll(async () => {
    node.fate(() => 'ready');
    await allRun();
    kubelet.serve('shop/web-2', { ports: { 15000: web.adminPort } });
  });
  it.each<[PodFate, string]>([
    [{ reason: 'ImagePullBackOff' }, 'the Pod is Pending'],
    [{ phase: 'Failed', reason: 'Evicted' }, 'the Pod is Failed (Evicted)'],
    [{ phase: 'Running', reason: 'CrashLoopBackOff', restarts: 3 }, 'istio-proxy waits: CrashLoopBackOff'],
    [{ restarts: 2 }, 'istio-proxy is not ready, and was started again 2 times'],
  ])('%j', async (fate, message) => {
    kubelet.serve('shop/web-2', {});
    node.fate(({ metadata }) => ((metadata as JsonObject).name === 'web-2' ? fate : 'ready'));
    await until(30, message, async () => {
      const { stderr } = await run('pc', 'cluster', 'web-2.shop');
      return stderr.includes(`nothing listens on port 15000 of Pod shop/web-2: ${message}\n`) || undefined;
    });
  });
});

describe('diff', () => {
  it.each([
    [['cart-1.shop', 'dump.json'], 0],
    [['cart-1.shop', 'cart-1.shop'], 0],
    [['cart-1.shop', '--after', '10ms'], 0],
    [['cart-1.shop', 'web-1.shop'], 79],
    [['dump.json', 'svc/web.shop'], 79],
  ])('%j', async (args, status) => {
    const ended = await run('pc', 'diff', ...args);
    expect(ended.status).toBe(status);
    const differences = ['Only in', '- cluster outbound|81|v1|web.shop.svc.cluster.local'];
    for (const words of differences) expect(ended.stdout.includes(words)).toBe(status === 79);
  });
});

it('rootca-compare asks running proxies', async () => {
  expect((await run('pc', 'rc', 'cart-1.shop', 'dump.json')).stdout).toBe(
    'cart-1.shop and dump.json trust the same root certificate: they can talk to each other\n',
  );
  const differing = await run('pc', 'rc', 'cart-1.shop', 'web-1.shop');
  expect(differing).toMatchObject({ status: 1, stdout: '' });
  expect(differing.stderr).toContain('cart-1.shop and web-1.shop trust no root certificate in common');
  expect(JSON.parse((await run('pc', 'rc', 'cart-1.shop', 'web-1.shop', '-o', 'json')).stdout)).toEqual({
    proxies: ['cart-1.shop', 'web-1.shop'],
    trustTheSame: false,
  });
});
