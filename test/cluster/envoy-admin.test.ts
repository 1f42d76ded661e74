import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/resources/json.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { type ConfiguredEnvoy, shop, startConfiguredEnvoy } from './envoy-configuration.ts';
import { type Answering, type HttpAnswers, startHttpAnswers } from './http-answers.ts';
import { type StandInKubelet, startKubelet } from './kubelet.ts';
import { registerNode } from './node.ts';
import { runCommand } from './run-command.ts';

let server: ApiServer;
let kubelet: StandInKubelet;
let cart: ConfiguredEnvoy;
/** Stands for a ztunnel, for Prometheus and for proxies whose answers are broken. */
let answers: HttpAnswers;
let answering: Answering;

const pod = (namespace: string, name: string, labels: JsonObject, nodeName = 'node-1', args: string[] = []) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels, annotations: { 'prometheus.io/port': '15020', 'prometheus.io/path': '/all' } },
  spec: { nodeName, containers: [{ name: 'istio-proxy', image: 'proxyv2', args }] },
});

beforeAll(async () => {
  [server, kubelet, cart, answers] = await Promise.all([
    startApiServer(),
    startKubelet(),
    startConfiguredEnvoy(shop),
    startHttpAnswers((request, response) => answering(request, response)),
  ]);
  await registerNode(server, kubelet.port);
  const ztunnel = { app: 'ztunnel' };
  const args = ['proxy', 'sidecar', '--proxyLogLevel', 'info', '--proxyComponentLogLevel=misc:error'];
  for (const object of [
    ...['shop', 'istio-system'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    pod('shop', 'cart-1', { app: 'cart' }, 'node-1', args),
    pod('shop', 'cart-2', { app: 'cart' }),
    pod('istio-system', 'ztunnel-a', ztunnel),
    pod('istio-system', 'ztunnel-b', ztunnel, 'node-2'),
    pod('istio-system', 'prometheus-0', { 'app.kubernetes.io/name': 'prometheus' }),
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'ztunnel', namespace: 'istio-system' },
      spec: {
        selector: { matchLabels: ztunnel },
        template: { metadata: { labels: ztunnel }, spec: pod('', '', {}).spec },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'cart', namespace: 'shop' },
      spec: { selector: { app: 'cart' }, ports: [{ port: 80 }] },
    },
  ])
    await server.apply(object as JsonObject);
});
afterAll(async () => {
  await Promise.all([cart, answers, kubelet, server].map((one) => one?.stop()));
});
beforeEach(() => {
  answering = () => 'nothing';
  (answers.asked as string[]).length = 0;
  for (const name of ['shop/cart-1', 'shop/cart-2']) {
    kubelet.serve(name, { ports: { 15000: cart.adminPort, 15020: answers.port, 15001: answers.port } });
  }
  kubelet.serve('istio-system/ztunnel-a', { ports: { 15000: answers.port } });
  kubelet.serve('istio-system/prometheus-0', { ports: { 9090: answers.port } });
});

const run = (...args: string[]) => runCommand(server, args);

describe('proxy-config log', () => {
  const levels = async (...args: string[]) => JSON.parse((await run('pc', 'log', ...args, '-o', 'json')).stdout);

  it('shows levels, of all Pods that are meant', async () => {
    const { status, stdout } = await run('pc', 'log', 'svc/cart.shop');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^cart-1\.shop:\nactive loggers:\n {2}[\s\S]*\n {2}http: warning\n[\s\S]*\ncart-2\.shop:\n/);
    expect(Object.keys(await levels('-n', 'shop', '-l', 'app=cart'))).toEqual(['cart-1.shop', 'cart-2.shop']);
  });

  it('sets levels, all first, and sets them back as the Pod started', async () => {
    expect((await levels('cart-1.shop', '--level', 'http:debug,error,redis=trace'))['cart-1.shop']).toMatchObject({
      ...{ http: 'debug', redis: 'trace', admin: 'error', misc: 'error' },
    });
    expect((await levels('cart-1.shop'))['cart-1.shop'].http).toBe('debug');
    expect((await levels('cart-1.shop', '--reset'))['cart-1.shop']).toMatchObject({
      ...{ http: 'info', redis: 'info', misc: 'error' },
    });
    expect((await levels('cart-2.shop', '-r'))['cart-2.shop']).toMatchObject({ http: 'warning', misc: 'warning' });
  });

  it('sets nothing where a logger is unknown', async () => {
    const { status, stdout, stderr } = await run('pc', 'log', 'cart-2.shop', '--level', 'trace,htp:debug');
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
    expect(stderr).toContain('--level: Envoy has no logger "htp". Did you mean "http"?');
    expect((await levels('cart-2.shop'))['cart-2.shop'].admin).toBe('warning');
  });
});

describe('experimental envoy-stats', () => {
  it.each([
    [[], /^cluster_manager\.cds\.version_text: "1"$/m],
    [['--type', 'clusters'], /^outbound\|80\|\|cart\.shop\.svc\.cluster\.local::10\.0\.0\.1:8080::cx_active::0$/m],
    [['-o', 'yaml', '-t', 'cluster'], /^cluster_statuses:\n/],
    [['-o', 'prom'], /^# TYPE envoy_cluster_assignment_stale counter$/m],
  ])('%j', async (args, text) => {
    const { status, stdout } = await run('x', 'es', 'cart-1.shop', ...args);
    expect(status).toBe(0);
    expect(stdout).toMatch(text);
  });

  it('is also JSON, and tells which proxy where there are several', async () => {
    expect(JSON.parse((await run('x', 'es', 'cart-1.shop', '-o', 'json')).stdout).stats[0]).toHaveProperty('name');
    const several = JSON.parse((await run('x', 'es', '-n', 'shop', '-l', 'app=cart', '-o', 'json')).stdout);
    expect(Object.keys(several)).toEqual(['cart-1.shop', 'cart-2.shop']);
  });

  it('joins what the Pod counts', async () => {
    answering = () => 'requests_total 7\n';
    expect((await run('x', 'es', 'svc/cart.shop', '-o', 'prom-merged')).stdout).toBe(
      '# cart-1.shop\nrequests_total 7\n# cart-2.shop\nrequests_total 7\n',
    );
    expect(answers.asked).toEqual(['GET /all', 'GET /all']);
  });

  it('refuses what is not there', async () => {
    expect((await run('x', 'es', 'cart-1.shop', '-o', 'prom', '-t', 'clusters')).status).toBe(64);
    expect((await run('x', 'es')).stderr).toContain('name a pod, or pods by --selector');
  });
});

describe('ztunnel-config', () => {
  const workload = (name: string) => ({ uid: name, name, namespace: 'shop', node: 'node-1', protocol: 'HBONE' });
  const dump = {
    workloads: [workload('cart-1'), workload('web-1')],
    certificates: [{ identity: 'spiffe://cluster.local/ns/shop/sa/cart', state: 'Available', certChain: [] }],
    workloadState: {
      a: {
        state: 'Up',
        connections: { inbound: [{ src: '10.0.0.9:1', actualDst: '10.0.0.1:80' }] },
        info: workload('cart-1'),
      },
      b: {
        state: 'Up',
        connections: { outbound: [{ src: '10.0.0.2:1', actualDst: '10.0.0.1:80' }] },
        info: workload('web-1'),
      },
    },
  };
  const ztunnel: Answering = ({ method, url }) => {
    if (url!.startsWith('/config_dump')) return JSON.stringify(dump);
    const [, query = ''] = /^\/logging\??(.*)$/.exec(url!) ?? [];
    const level = new URLSearchParams(query).get('level') ?? 'info';
    return method === 'POST' ? `current log level is hickory_server::server=off,${level}\n` : undefined;
  };
  beforeEach(() => {
    answering = ztunnel;
  });

  it('asks any ztunnel for what all of them know', async () => {
    kubelet.serve('istio-system/ztunnel-b', { ports: { 15000: answers.port } });
    expect((await run('zc', 'workload')).stdout).toContain('cart-1');
    expect((await run('zc', 'all', '-o', 'json')).stdout).toBe(`${JSON.stringify(dump)}\n`);
  });

  it('asks the ztunnel that is named for its own', async () => {
    const which = await run('zc', 'certificate');
    expect(which).toMatchObject({ status: 64, stdout: '' });
    expect(which.stderr).toContain('each of 2 ztunnels has its own: name one, a pod that it serves, or its --node');
    for (const args of [['ztunnel-a'], ['--node', 'node-1'], ['cart-1.shop'], ['-l', 'app=ztunnel']]) {
      expect((await run('zc', 'certificate', ...args)).stdout).toContain('spiffe://cluster.local/ns/shop/sa/cart');
    }
    const nowhere = await run('zc', 'certificate', '--node', 'node-3');
    expect(nowhere).toMatchObject({ status: 1, stderr: 'Error: no ztunnel runs on node node-3\n' });
  });

  it('tells of one Pod where a Pod is named', async () => {
    expect((await run('zc', 'connections', 'cart-1.shop')).stdout).not.toContain('web-1');
    expect(JSON.parse((await run('zc', 'workload', 'cart-1.shop', '-o', 'json')).stdout)).toMatchObject([
      { name: 'cart-1' },
    ]);
  });

  it('shows and sets levels', async () => {
    const one = await run('zc', 'log', '--node', 'node-1', '--level', 'access:debug,warning');
    expect(one.stdout).toBe('ztunnel-a.istio-system:\nhickory_server::server=off,access=debug,warn\n');
    const all = await run('zc', 'log', '--reset');
    expect(all).toMatchObject({ status: 1, stdout: 'ztunnel-a.istio-system:\nhickory_server::server=off,info\n' });
    expect(all.stderr).toContain('ztunnel-b');
    expect(answers.asked).toEqual(['POST /logging?level=access%3Ddebug,warn', 'POST /logging?reset']);
    expect((await run('zc', 'log', 'cart-1.shop')).stderr).toBe('Error: cart-1.shop is no ztunnel\n');
  });

  it('says what a proxy of the other kind is', async () => {
    kubelet.serve('istio-system/ztunnel-a', { ports: { 15000: cart.adminPort } });
    expect((await run('zc', 'workload', 'ztunnel-a')).stderr).toContain('is a dump of Envoy: "proxy-config" reads it');
    expect((await run('pc', 'cluster', 'cart-1.shop', '--proxy-admin-port', '15001')).stderr).toContain(
      'a dump of ztunnel, which "ztunnel-config" reads',
    );
  });
});

describe('experimental metrics', () => {
  const values = (query: string): string => {
    if (query.includes('histogram_quantile(0.99')) return 'NaN';
    if (query.includes('histogram_quantile')) return query.includes('0.5') ? '25.9' : '1500';
    return query.includes('response_code') ? '0.25' : '12.5';
  };
  const prometheus: Answering = ({ url }) => {
    const query = new URL(url!, 'http://prometheus').searchParams.get('query')!;
    const result = query.includes('nobody') ? [] : [{ metric: {}, value: [0, values(query)] }];
    return JSON.stringify({ status: 'success', data: { resultType: 'vector', result } });
  };

  it('asks Prometheus', async () => {
    answering = prometheus;
    const { status, stdout } = await run('x', 'metrics', 'cart.shop', 'nobody', '-d', '2m');
    expect(status).toBe(0);
    expect(stdout.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['WORKLOAD', 'TOTAL RPS', 'ERROR RPS', 'P50 LATENCY', 'P90 LATENCY', 'P99 LATENCY'],
      ['cart.shop', '12.500', '0.250', '25ms', '1.5s', '-'],
      ['nobody', '0.000', '0.000', '0s', '0s', '0s'],
      [''],
    ]);
    expect(answers.asked).toHaveLength(10);
    const json = JSON.parse((await run('x', 'm', 'cart', '-n', 'shop', '-o', 'json')).stdout);
    expect(json).toEqual([
      {
        ...{ workload: 'cart', requestsPerSecond: 12.5, errorsPerSecond: 0.25 },
        latencyMilliseconds: { p50: 25, p90: 1500, p99: null },
      },
    ]);
  });

  it.each([
    ['{"status": "error", "error": "too many samples"}', 'too many samples'],
    ['<html>', '<html>'],
  ])('says what Prometheus says: %s', async (answer, message) => {
    answering = () => answer;
    const ended = await run('x', 'metrics', 'cart.shop');
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain(message);
  });

  it('says that there is none', async () => {
    expect((await run('x', 'metrics', 'cart.shop', '-i', 'shop')).stderr).toBe(
      'Error: no Prometheus in namespace shop: no Pod has the label app.kubernetes.io/name=prometheus\n',
    );
    expect((await run('x', 'metrics')).status).toBe(64);
  });
});

describe('broken answers', () => {
  const cluster = () => run('pc', 'cluster', 'cart-1.shop', '--proxy-admin-port', '15001');
  const dump = '{"configs": [{"@type": "type.googleapis.com/envoy.admin.v3.ClustersConfigDump", "static_clusters": [{';
  it.each<[string, (request: IncomingMessage, response: ServerResponse) => string | undefined, string]>([
    [
      'a text with status 200',
      () => 'Failed to convert\u001b[31m',
      'cart-1.shop:1:1: this is no config dump but a text',
    ],
    ['nothing', () => '', 'cart-1.shop is empty'],
    ['a dump that is cut off', () => dump, 'the text ends here, in the middle of a value: is it cut off?'],
    [
      'a status',
      (_, response) => {
        response.statusCode = 503;
        return 'no healthy upstream\n';
      },
      'cart-1.shop answers GET /config_dump?mask=dynamic_active_clusters,dynamic_warming_clusters,static_clusters with status 503: no healthy upstream',
    ],
    [
      'a connection that breaks',
      (_, response) => {
        response.writeHead(200, { 'content-length': 1000 }).write(dump, () => response.destroy());
        return undefined;
      },
      'port 15001 of Pod shop/cart-1 broke its answer off in the middle',
    ],
    [
      'no answer',
      (_, response) => {
        response.destroy();
        return undefined;
      },
      'port 15001 of Pod shop/cart-1 closed the connection without an answer',
    ],
  ])('%s', async (_, answer, message) => {
    answering = answer;
    const ended = await cluster();
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain(message);
    expect(ended.stderr).not.toContain('\u001b');
  });

  it('a proxy that restarts', async () => {
    await cart.stop();
    const down = await run('pc', 'cluster', 'cart-1.shop');
    expect(down).toMatchObject({ status: 1, stdout: '' });
    expect(down.stderr).toContain('nothing listens on port 15000 of Pod shop/cart-1');
    cart = await startConfiguredEnvoy(shop, { adminPort: cart.adminPort });
    expect((await run('pc', 'cluster', 'cart-1.shop')).status).toBe(0);
  });
});

it('asks a hundred proxies, a few at a time', async () => {
  let [now, most] = [0, 0];
  answering = (_, response) => {
    most = Math.max(most, ++now);
    setTimeout(() => {
      now--;
      response.end(
        '{"configs": [{"@type": "type.googleapis.com/envoy.admin.v3.ClustersConfigDump", "static_clusters": [{"cluster": {"name": "a"}}]}]}',
      );
    }, 20);
    return undefined;
  };
  const names = Array.from({ length: 100 }, (_, i) => `many-${String(i).padStart(2, '0')}`);
  await Promise.all(names.map((name) => server.apply(pod('shop', name, { app: 'many' }) as JsonObject)));
  for (const name of names) kubelet.serve(`shop/${name}`, { ports: { 15000: answers.port } });
  const { status, stdout } = await run('pc', 'cluster', '-n', 'shop', '-l', 'app=many');
  expect(status).toBe(0);
  expect(stdout.match(/^many-\d\d\.shop:$/gm)).toEqual(names.map((name) => `${name}.shop:`));
  expect(most).toBeGreaterThan(4);
  expect(most).toBeLessThanOrEqual(16);
});
