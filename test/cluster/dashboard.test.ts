import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { JsonObject } from '../../src/resources/json.ts';
import { root } from '../support/run.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { type StandInKubelet, startKubelet } from './kubelet.ts';
import { nodeName, registerNode } from './node.ts';
import { until } from './until.ts';
import { startWeb, type Web } from './web.ts';

let server: ApiServer;
let kubelet: StandInKubelet;
let webs: readonly Web[];
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meshwright-dashboard-'));
  [server, kubelet, ...webs] = await Promise.all([startApiServer(), startKubelet(), startWeb('one'), startWeb('two')]);
  writeFileSync(join(folder, 'config'), server.kubeconfig());
  // Stands in for a user's browser; it writes down what it is to open.
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\necho "$@" >> "${join(folder, 'opened')}"\n`);
  chmodSync(join(folder, 'xdg-open'), 0o755);
  await registerNode(server, kubelet.port);
  await server.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([...(webs ?? []), kubelet, server].map((one) => one?.stop()));
});

/** A Pod that runs, and whose port is served by a web server of this machine; gone after the test. */
async function runPod(name: string, labels: JsonObject, ports: Record<number, number>, annotations: JsonObject = {}) {
  const path = `/api/v1/namespaces/istio-system/pods/${name}`;
  await server.apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'istio-system', labels, annotations },
    spec: { nodeName, terminationGracePeriodSeconds: 0, containers: [{ name: 'c', image: 'i' }] },
  });
  const ready = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };
  const type = { 'content-type': 'application/merge-patch+json' };
  await server.request('PATCH', `${path}/status`, { status: ready }, type);
  kubelet.serve(`istio-system/${name}`, { ports });
  const remove = async () => {
    kubelet.serve(`istio-system/${name}`, undefined);
    await server.request('DELETE', `${path}?gracePeriodSeconds=0`);
  };
  onTestFinished(remove);
  return remove;
}

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  stderr(): string;
  /** Ctrl-C; gives the exit code. */
  interrupt(): Promise<number>;
}

/** Starts a dashboard and waits for its address. */
async function dashboard(...args: readonly string[]): Promise<Running> {
  const child = start(args);
  let [stdout, stderr] = ['', ''];
  child.stdout!.on('data', (part) => (stdout += part));
  child.stderr!.on('data', (part) => (stderr += part));
  const url = await until(10, 'the address is printed', async () => {
    if (child.exitCode !== null) throw new Error(stderr);
    return /http:\/\/[^\s"]+/.exec(stdout)?.[0];
  });
  return {
    child,
    url,
    stderr: () => stderr,
    interrupt: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      return (await ended)[0];
    },
  };
}

function start(args: readonly string[]): ChildProcess {
  const env = { PATH: `${folder}:${process.env.PATH}`, KUBECONFIG: join(folder, 'config') };
  const child = spawn(process.execPath, [join(root, 'bin/meshwright.js'), 'dashboard', ...args], {
    env,
    stdio: 'pipe',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** How a dashboard ends that does not start. */
async function failure(...args: readonly string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const child = start(args);
  let [stdout, stderr] = ['', ''];
  child.stdout!.on('data', (part) => (stdout += part));
  child.stderr!.on('data', (part) => (stderr += part));
  const [status] = await once(child, 'close');
  return { status, stdout, stderr };
}

/** Over a connection of its own. */
const get = async (url: string): Promise<string> => (await fetch(url, { headers: { connection: 'close' } })).text();

it('shows an add-on in a browser, until Ctrl-C', async () => {
  await runPod('kiali-1', { app: 'kiali' }, { 20001: webs[0]!.port });
  const running = await dashboard('kiali');
  expect(running.url).toBe('http://localhost:20001/kiali');
  expect(await get(running.url)).toBe('one /kiali');
  const opened = join(folder, 'opened');
  await until(5, 'a browser is opened', async () => existsSync(opened) || undefined);
  expect(readFileSync(opened, 'utf8')).toBe('http://localhost:20001/kiali\n');
  rmSync(opened);
  expect(await running.interrupt()).toBe(0);
  expect(running.stderr()).toBe('');
  await expect(get(running.url)).rejects.toThrow();
});

it('takes another port where the usual one is taken, but not in place of one that is asked for', async () => {
  await runPod('grafana-1', { 'app.kubernetes.io/name': 'grafana' }, { 3000: webs[0]!.port });
  const other = createServer().listen(3000, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const running = await dashboard('grafana', '--browser=false', '-o', 'json');
  expect(running.url).not.toContain(':3000');
  expect(await get(`${running.url}/x`)).toBe('one /x');
  expect(running.stderr()).toContain('note: port 3000 of this machine is taken');
  expect(existsSync(join(folder, 'opened'))).toBe(false);
  const { port } = other.address() as AddressInfo;
  expect(await failure('grafana', '--port', String(port))).toEqual({
    status: 1,
    stdout: '',
    stderr: 'Error: cannot listen on localhost, port 3000: another program listens there already\n',
  });
});

it('goes on with the Pod that comes after the one that was there', async () => {
  const labels = { 'app.kubernetes.io/name': 'prometheus' };
  const removeFirst = await runPod('prometheus-1', labels, { 9090: webs[0]!.port });
  const { url, stderr } = await dashboard('prometheus', '--browser=false');
  expect(await get(`${url}/graph`)).toBe('one /graph');
  await removeFirst();
  await runPod('prometheus-2', labels, { 9090: webs[1]!.port });
  expect(await get(`${url}/graph`)).toBe('two /graph');
  expect(stderr()).toContain('note: the pod was replaced: connections go to istio-system/prometheus-2');
});

it('tells of a connection that fails, and goes on', async () => {
  await runPod('jaeger-1', { app: 'jaeger' }, {});
  const { url, stderr } = await dashboard('jaeger', '--browser=false');
  for (let i = 0; i < 3; i++) await expect(get(url)).rejects.toThrow();
  expect(stderr()).toBe('warning: nothing listens on port 16686 of Pod istio-system/jaeger-1\n');
  kubelet.serve('istio-system/jaeger-1', { ports: { 16686: webs[0]!.port } });
  expect(await get(url)).toBe('one /');
});

describe('of proxies and istiods', () => {
  it.each([
    [['proxy', 'cart-1.istio-system', '--ui-port', '15001'], { 15001: 0 }, {}, ''],
    [['envoy', '-n', 'istio-system', '-l', 'app=cart'], { 15000: 0 }, {}, ''],
    [['controlz', '--ctrlz_port', '9877'], { 9877: 0 }, { app: 'istiod' }, ''],
    [['istiod-debug', '-r', 'canary'], { 15099: 0 }, { app: 'istiod', 'istio.io/rev': 'canary' }, '/debug'],
    [['istiod-debug', 'cart-1'], { 15099: 0 }, {}, '/debug'],
    [['controlz', '-l', 'team=a', '--address', '127.0.0.1'], { 9876: 0 }, { app: 'istiod', team: 'a' }, ''],
  ])('%j', async (args, ports, labels, path) => {
    const served = Object.fromEntries(Object.keys(ports).map((port) => [port, webs[0]!.port]));
    await runPod('cart-1', { app: 'cart', ...labels }, served, { 'prometheus.io/port': '15099' });
    const { url } = await dashboard(...args, '--browser=false');
    expect(new URL(url).pathname).toBe(path || '/');
    expect(await get(url)).toBe(`one ${path || '/'}`);
  });
});

it.each<[readonly string[], string]>([
  [
    ['zipkin'],
    'no Zipkin runs in namespace istio-system or default (pods with app=zipkin): -n names another namespace',
  ],
  [['proxy', 'nothing.shop'], 'there is no Pod shop/nothing'],
  [['istiod-debug'], 'no istiod runs in namespace istio-system'],
])('%j is told why not', async (args, message) => {
  const ended = await failure(...args);
  expect(ended).toMatchObject({ status: 1, stdout: '' });
  expect(ended.stderr).toContain(message);
});
