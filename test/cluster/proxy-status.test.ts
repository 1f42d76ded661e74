import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusters, dumpOf, listeners } from '../proxy/dump.ts';
import {
  answer,
  clientConfig,
  discoveryResponse,
  startXds,
  type XdsServerUnderTest,
} from '../proxy/istiod/xds-server.ts';
import { selfSigned } from './certificate.ts';
import { type HttpAnswers, startHttpAnswers } from './http-answers.ts';
import { type IstiodCluster, pod, startIstiodCluster } from './istiod-pods.ts';
import { runCommand } from './run-command.ts';

const cds = 'type.googleapis.com/envoy.config.cluster.v3.Cluster';
const proxy = (name: string, error?: string) => ({
  ...{ cluster_id: 'east', proxy: name, proxy_type: 'sidecar', istio_version: '1.30.3' },
  resources: { [cds]: { sent: '1', acked: '1', sentTime: '2026-01-01T00:00:00Z', ...(error && { lastError: error }) } },
});
const notMine = 'Proxy not connected to this Pilot instance. It may be connected to another instance.\n';
const wanted = dumpOf(clusters([{ name: 'a' }, { name: 'b', type: 'EDS' }]), listeners([{ name: 'l' }])).text;
const running = (type: string) =>
  dumpOf(clusters([{ name: 'b', type }, { name: 'a' }]), listeners([{ name: 'l' }])).text;

let cluster: IstiodCluster;
let xds: XdsServerUnderTest;
let envoys: HttpAnswers[];

beforeAll(async () => {
  cluster = await startIstiodCluster();
  const { server, kubelet } = cluster;
  await server.apply({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: 'istio-system' },
  });
  const certificate = selfSigned(['istiod.istio-system.svc']);
  xds = await startXds((_, stream) => {
    answer(
      stream,
      discoveryResponse([
        clientConfig('far-1.shop', { CLUSTER_ID: 'east', ISTIO_VERSION: '1.30.3' }, [{ typeUrl: cds, status: 1 }]),
      ]),
    );
  }, certificate);
  const root = { 'root-cert.pem': certificate.certificate };
  await server.apply({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'istio-ca-root-cert', namespace: 'istio-system' },
    data: root,
  });
  await cluster.addIstiod('istiod-a', {
    '/debug/syncz': [proxy('web-1.shop'), proxy('edge-1.istio-system', 'no such\nfilter')],
    '/debug/config_dump': notMine,
  });
  await cluster.addIstiod(
    'istiod-b',
    {
      '/debug/syncz': [proxy('cart-1.shop'), ...Array.from({ length: 1000 }, (_, i) => proxy(`p-${i}.many`))],
      '/debug/config_dump': notMine,
      '/debug/config_dump?proxyID=cart-1.shop': wanted,
      '/debug/config_dump?proxyID=web-1.shop': wanted,
    },
    { revision: 'canary', ports: { 15012: xds.port } },
  );
  envoys = await Promise.all(['EDS', 'STATIC'].map((type) => startHttpAnswers(() => running(type))));
  await server.apply(pod('shop', 'cart-1', { app: 'cart' }));
  await server.apply(pod('shop', 'web-1', { app: 'web' }));
  await server.apply(pod('shop', 'zt-1', { app: 'ztunnel' }));
  kubelet.serve('shop/cart-1', { ports: { 15000: envoys[0]!.port } });
  kubelet.serve('shop/web-1', { ports: { 15000: envoys[1]!.port } });
  await cluster.allRun();
});
afterAll(async () => {
  await Promise.all([cluster?.stop(), xds?.stop(), ...(envoys ?? []).map((one) => one.stop())]);
});

const run = (...args: string[]) => runCommand(cluster.server, ['proxy-status', ...args]);
const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/));

describe('all proxies', () => {
  it('are told of by the istiod that has them', async () => {
    const { status, stdout, stderr } = await run();
    expect(status).toBe(0);
    const rows = lines(stdout);
    expect(rows).toHaveLength(1004);
    expect(rows.slice(0, 3)).toEqual([
      ['NAME', 'CLUSTER', 'ISTIOD', 'VERSION', 'SUBSCRIBED TYPES'],
      ['cart-1.shop', 'east', 'istiod-b', '1.30.3', '1 (CDS)'],
      ['edge-1.istio-system', 'east', 'istiod-a', '1.30.3', '1 (CDS)'],
    ]);
    expect(stderr).toBe('warning: edge-1.istio-system refuses CDS: no such\\nfilter\n');
  });

  it('may be those of a namespace, or of a revision', async () => {
    const { stdout } = await run('-n', 'shop', '-v', '1', '--revision', 'canary');
    expect(lines(stdout).map((row) => row[0])).toEqual(['NAME', 'cart-1.shop']);
    expect(stdout).toMatch(/cart-1\.shop +east +SYNCED \(\d+d\) +IGNORED/);
  });

  it('are resources for programs', async () => {
    const { stdout } = await runCommand(cluster.server, ['x', 'ps', '-n', 'shop', '-o', 'json']);
    const { resources } = JSON.parse(stdout) as { resources: { node: { id: string }; istiod: string }[] };
    expect(resources.map(({ node, istiod }) => [node.id, istiod])).toEqual([
      ['cart-1.shop', 'istiod-b'],
      ['web-1.shop', 'istiod-a'],
    ]);
  });

  it('are asked for by xDS over a forwarded port, with a token, and the certificate looked at where its name is said', async () => {
    const { status, stdout } = await run('--revision', 'canary', '--xds-port', '15012');
    expect([status, ...lines(stdout).slice(1)]).toEqual([0, ['far-1.shop', 'east', 'istiod-b', '1.30.3', '1 (CDS)']]);
    expect(xds.requests.at(-1)!.headers.authorization).toMatch(/^Bearer ey/);
    expect((await run('--revision', 'canary', '--authority', 'istiod.istio-system.svc')).status).toBe(0);
    const { stderr } = await run('--revision', 'canary', '--authority', 'other.istio-system.svc');
    expect(stderr).toContain('cannot ask istiod at istiod-b:15012: its certificate is for other names');
  });

  it('are asked for at an address', async () => {
    const address = `127.0.0.1:${xds.port}`;
    const { status, stdout } = await run('--xds-address', address, '--authority', 'istiod.istio-system.svc');
    expect([status, ...lines(stdout).slice(1)]).toEqual([0, ['far-1.shop', 'east', 'istiod-1', '1.30.3', '1 (CDS)']]);
    expect((await run('--xds-address', address, '--insecure')).status).toBe(0);
    expect((await run('--xds-address', address)).stderr).toContain('its certificate is for other names');
  });
});

describe('one proxy', () => {
  it('that has what istiod wants', async () => {
    expect(await run('cart-1.shop')).toEqual({
      ...{ status: 0, stderr: '' },
      stdout: 'Clusters Match\nListeners Match\nRoutes Match\n',
    });
    expect(envoys[0]!.asked.every((path) => path.startsWith('GET /config_dump?mask='))).toBe(true);
  });

  it('that has something else', async () => {
    const { status, stdout } = await run('pod/web-1', '-n', 'shop');
    expect([status, stdout]).toEqual([
      79,
      'Clusters Don\'t Match\ncluster b:\n  ~ type: "EDS" -> "STATIC"\n\n0 resources removed, 0 added, 1 changed, 1 the same.\nListeners Match\nRoutes Match\n',
    ]);
    const { stdout: json } = await run('web-1.shop', '-o', 'json');
    expect(JSON.parse(json)).toMatchObject({
      ...{ proxy: 'web-1.shop', istiod: 'istiod-b', matches: false, listeners: { matches: true } },
      clusters: { matches: false, changed: [{ name: 'b', changes: [{ path: 'type', old: 'EDS', new: 'STATIC' }] }] },
    });
  });

  it.each([
    [['zt-1.shop'], 'zt-1.shop is a ztunnel, which cannot be compared with istiod'],
    [['nosuch.shop'], 'there is no Pod shop/nosuch'],
    [['istiod-a.istio-system'], 'istiod-a.istio-system is connected to no istiod that was asked'],
    [['cart-1.shop', '--proxy-admin-port', '1'], 'nothing listens on port 1 of Pod shop/cart-1'],
    [['web-1.shop', '--revision', 'default'], 'web-1.shop is connected to no istiod that was asked'],
  ])('%j: a clear error', async (args, message) => {
    const { status, stdout, stderr } = await run(...args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
  });
});

describe('istiods that do not answer', () => {
  it('keep nothing back of what others say, but the exit code', async () => {
    cluster.kubelet.serve('istio-system/istiod-b', undefined);
    const { status, stdout, stderr } = await run();
    expect([status, lines(stdout).length]).toEqual([1, 3]);
    expect(stderr).toContain('warning: istiod istiod-b does not answer, so what it knows is missing:');
  });

  it('fail it where there is no other', async () => {
    const silent = await startHttpAnswers(() => undefined);
    cluster.kubelet.serve('istio-system/istiod-a', { ports: { 15014: silent.port } });
    const { status, stdout, stderr } = await run('--timeout', '1s');
    await silent.stop();
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('port 15014 of Pod istio-system/istiod-a has not answered in time');
  });
});
