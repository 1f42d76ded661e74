import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/resources/json.ts';
import { selfSigned } from './certificate.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { type CommandLine, commandLine } from './command-line.ts';
import { until } from './until.ts';

let cluster: Cluster;
let line: CommandLine;
let istiod: Server;
const reviews: JsonObject[] = [];
const name = 'istiod.istio-system.svc';
const own = selfSigned([name]);

/** Answers as istiod would: adds a container, and what it takes from the request; refuses what asks for it. */
function answer(
  request: JsonObject & { object: { metadata: { labels: JsonObject; annotations?: JsonObject } } },
): JsonObject {
  if (request.object.metadata.labels.app === 'refused')
    return { allowed: true, status: { message: 'no such template' } };
  if (request.object.metadata.labels.app === 'left') return { allowed: true };
  const patch = [
    { op: 'add', path: '/metadata/namespace', value: request.namespace },
    { op: 'add', path: '/metadata/annotations', value: { 'sidecar.istio.io/status': '{}' } },
    { op: 'add', path: '/spec/containers/1', value: { name: 'istio-proxy', image: 'example.com/proxy' } },
    { op: 'replace', path: '/spec/containers/0/image', value: 'example.com/changed' },
  ];
  return { allowed: true, patchType: 'JSONPatch', patch: Buffer.from(JSON.stringify(patch)).toString('base64') };
}

beforeAll(async () => {
  cluster = await startCluster({ istiod: false });
  line = commandLine(cluster);
  istiod = createServer({ cert: own.certificate, key: own.key }, async (request, response) => {
    const review = (await json(request)) as JsonObject;
    reviews.push({ path: request.url!, ...review });
    const { uid } = review.request as JsonObject;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...review, response: { uid, ...answer(review.request as never) } }));
  });
  await once(istiod.listen(0, '127.0.0.1'), 'listening');
  const { port } = istiod.address() as AddressInfo;
  await cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } });
  await until(10, 'its ServiceAccount is there', async () => {
    const { status } = await cluster.request('GET', '/api/v1/namespaces/istio-system/serviceaccounts/default');
    return status === 200 || undefined;
  });
  await cluster.create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'istiod-1', namespace: 'istio-system', labels: { app: 'istiod' } },
    spec: { containers: [{ name: 'discovery', image: 'x', ports: [{ name: 'webhook', containerPort: 15017 }] }] },
  });
  await cluster.create({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'istiod', namespace: 'istio-system' },
    spec: { selector: { app: 'istiod' }, ports: [{ port: 443, targetPort: 'webhook' }] },
  });
  cluster.kubelet.serve('istio-system/istiod-1', { ports: { 15017: port } });
  await until(10, 'istiod is ready', async () => {
    const { body } = await cluster.request('GET', '/api/v1/namespaces/istio-system/pods/istiod-1');
    return (body as { status?: JsonObject }).status?.phase === 'Running' || undefined;
  });
  await webhook({ service: { name: 'istiod', namespace: 'istio-system', path: '/inject/cluster/east', port: 443 } });
  line.write('shop.yaml', `${deployment('cart')}---\n${deployment('left')}`);
});
afterAll(async () => {
  line?.remove();
  istiod?.close();
  await cluster?.stop();
});

const webhook = (clientConfig: JsonObject, caBundle = own.certificate) =>
  cluster.apply({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'istio-sidecar-injector', labels: { 'istio.io/rev': 'default' } },
    webhooks: [
      {
        name: 'namespace.sidecar-injector.istio.io',
        clientConfig: { ...clientConfig, caBundle: Buffer.from(caBundle).toString('base64') },
        namespaceSelector: { matchLabels: { 'istio-injection': 'enabled' } },
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
      },
    ],
  });
const deployment = (app: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${app} } # ${app}
spec:
  template:
    metadata:
      labels: { app: ${app} }
    spec:
      containers:
        - name: app
          image: example.com/app # its image
`;
const inject = (...args: string[]) => line.run(['kube-inject', '-f', 'shop.yaml', '-n', 'shop', ...args]);

describe('kube-inject where istiod keeps its settings to itself', () => {
  it('has istiod inject, over a connection to its Pod', async () => {
    const { status, stdout, stderr } = await inject('-k');
    expect([status, stderr]).toEqual([
      0,
      'note: istiod itself is asked to inject: its ConfigMaps are not in namespace istio-system\n',
    ]);
    expect(stdout).toContain('metadata: { name: cart } # cart\n');
    expect(stdout).toContain('image: example.com/changed # its image\n');
    expect(stdout.split('name: istio-proxy').length).toBe(2);
    expect(stdout).not.toMatch(/namespace:|ownerReferences|generateName/);
    expect(stdout).toContain(`---\n${deployment('left')}`);
    const review = reviews.find(({ request }) => JSON.stringify(request).includes('cart'));
    expect(review).toMatchObject({
      path: '/inject/cluster/east',
      apiVersion: 'admission.k8s.io/v1',
      request: {
        namespace: 'shop',
        object: {
          kind: 'Pod',
          metadata: {
            generateName: 'cart-',
            ownerReferences: [{ kind: 'Deployment', name: 'cart', controller: true }],
          },
        },
      },
    });
  });

  it('writes nothing where istiod refuses a workload', async () => {
    line.write('refused.yaml', `${deployment('cart')}---\n${deployment('refused')}`);
    const { status, stdout, stderr } = await line.run(['kube-inject', '-f', 'refused.yaml', '-k']);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Deployment refused: ');
    expect(stderr).toContain('istiod refuses it: no such template');
  });

  it('trusts nobody else', async () => {
    await webhook(
      { service: { name: 'istiod', namespace: 'istio-system', path: '/inject' } },
      selfSigned([name]).certificate,
    );
    const wrong = await inject('-k');
    expect([wrong.status, wrong.stdout]).toEqual([1, '']);
    expect(wrong.stderr).toContain('cannot call webhook https://istiod.istio-system.svc/inject:');
    expect((await inject('--insecure')).status).toBe(0);
    await webhook({ service: { name: 'istiod', namespace: 'istio-system', path: '/inject' } });
    const other = await inject('--authority', 'istiod.example.com');
    expect([other.status, other.stderr.includes('cannot call webhook')]).toEqual([1, true]);
  });

  it('calls a host that is named, and a URL', async () => {
    const { port } = istiod.address() as AddressInfo;
    await webhook({ service: { name: 'istiod', namespace: 'istio-system', path: '/inject', port } });
    expect((await inject('--xds-address', '127.0.0.1:15012')).stdout).toContain('istio-proxy');
    await webhook({ url: `https://127.0.0.1:${port}/inject` });
    expect((await inject('-k', '--authority', name)).stdout).toContain('istio-proxy');
  });
});
