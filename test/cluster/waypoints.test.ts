import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../src/resources/json.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { type CommandLine, commandLine } from './command-line.ts';
import { installCrds } from './install-crds.ts';
import { namespace } from './namespace.ts';

let server: ApiServer;
let line: CommandLine;

beforeAll(async () => {
  server = await startApiServer({ users: ['shopkeeper'] });
  line = commandLine(server);
  for (const name of ['shop', 'web']) await server.create(namespace(name));
  await server.grant('shopkeeper', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }], 'shop');
});
afterAll(async () => {
  line?.remove();
  await server?.stop();
});

const anything = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
const definition = (kind: string, plural: string, scope: string): JsonObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: `${plural}.gateway.networking.k8s.io`,
    annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test' },
  },
  spec: {
    group: 'gateway.networking.k8s.io',
    scope,
    names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: { openAPIV3Schema: { type: 'object', properties: { spec: anything, status: anything } } },
      },
    ],
  },
});
const gatewayClass: JsonObject = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'GatewayClass',
  metadata: { name: 'istio-waypoint' },
  spec: { controllerName: 'istio.io/mesh-controller' },
};

const gateways = (name: string) => `/apis/gateway.networking.k8s.io/v1/namespaces/${name}/gateways`;

async function read(path: string): Promise<JsonObject | undefined> {
  const { status, body } = await server.request('GET', path);
  return status === 200 && isObject(body) ? body : undefined;
}

/** What istiod would report. */
async function report(name: string, status: string, reason: string, message = ''): Promise<void> {
  const conditions = [
    { type: 'Accepted', status: 'True', reason: 'Accepted', message: '', observedGeneration: 1 },
    { type: 'Programmed', status, reason, message, observedGeneration: 1 },
  ];
  const path = `${gateways('shop')}/${name}/status`;
  const type = { 'content-type': 'application/merge-patch+json' };
  const answer = await server.request('PATCH', path, { status: { conditions } }, type);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}

/** What was written while something ran. */
async function writes(run: () => Promise<unknown>): Promise<string[]> {
  const before = server.requests().length;
  await run();
  return server
    .requests()
    .slice(before)
    .filter(({ isWrite, user }) => isWrite && user === 'admin')
    .map(({ verb, resource, name }) => `${verb} ${resource} ${name}`);
}

it('says how to install the Gateway API where it is missing', async () => {
  for (const args of [['apply'], ['list', '-A'], ['delete', '--all']]) {
    const { status, stdout, stderr } = await line.run(['waypoint', ...args]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /the cluster has no Gateway API.*\n {2}kubectl apply --server-side -f https:.*standard-install\.yaml/,
    );
  }
});

describe('waypoints', () => {
  beforeAll(async () => {
    await installCrds(server, [
      definition('Gateway', 'gateways', 'Namespaced'),
      definition('GatewayClass', 'gatewayclasses', 'Cluster'),
    ]);
    await server.apply(gatewayClass);
  });
  afterEach(async () => {
    for (const name of ['shop', 'web']) {
      await server.request('DELETE', gateways(name));
      await server.apply(namespace(name));
    }
  });

  it('are applied, and not written again', async () => {
    const apply = ['waypoint', 'apply', '-n', 'shop', '--for', 'all', '-r', 'canary'];
    expect((await line.run(apply)).stdout).toBe('waypoint shop/waypoint created\n');
    expect(await read(`${gateways('shop')}/waypoint`)).toMatchObject({
      metadata: { labels: { 'istio.io/rev': 'canary', 'istio.io/waypoint-for': 'all' } },
      spec: { gatewayClassName: 'istio-waypoint', listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }] },
    });
    const again = await writes(async () => {
      expect((await line.run(apply)).stdout).toBe('waypoint shop/waypoint unchanged\n');
    });
    expect(again).toEqual([]);
    expect((await line.run(['waypoint', 'apply', '-n', 'shop'])).stdout).toBe('waypoint shop/waypoint changed\n');
    expect(await read(`${gateways('shop')}/waypoint`)).not.toHaveProperty('metadata.labels');
  });

  it('are waited for, and their namespace goes through them once they are ready', async () => {
    await server.apply(namespace('shop', { 'istio.io/dataplane-mode': 'ambient' }));
    const applied = line.run(['waypoint', 'apply', '-n', 'shop', '--enroll-namespace', '--wait', '-o', 'json']);
    await expect.poll(() => read(`${gateways('shop')}/waypoint`), { timeout: 10_000 }).toBeDefined();
    await report('waypoint', 'False', 'Pending');
    expect((await read('/api/v1/namespaces/shop'))!.metadata).not.toHaveProperty(['labels', 'istio.io/use-waypoint']);
    await report('waypoint', 'True', 'Programmed');
    const { status, stdout, stderr } = await applied;
    expect([status, stderr]).toEqual([0, 'waiting for waypoint shop/waypoint, at most 90 s\n']);
    expect(JSON.parse(stdout)).toEqual({
      namespace: 'shop',
      name: 'waypoint',
      change: 'created',
      ready: true,
      enrolled: true,
    });
    expect(await read('/api/v1/namespaces/shop')).toMatchObject({
      metadata: { labels: { 'istio.io/use-waypoint': 'waypoint' } },
    });
  });

  it('that get ready too late are told with the reason', async () => {
    await server.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'late-1', namespace: 'shop', labels: { 'gateway.networking.k8s.io/gateway-name': 'late' } },
      spec: { containers: [{ name: 'istio-proxy', image: 'nowhere/proxy' }] },
    });
    const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image' };
    const statuses = [
      { name: 'istio-proxy', state: { waiting }, ready: false, image: '', imageID: '', restartCount: 0 },
    ];
    const podStatus = '/api/v1/namespaces/shop/pods/late-1/status';
    const type = { 'content-type': 'application/merge-patch+json' };
    await server.request('PATCH', podStatus, { status: { containerStatuses: statuses } }, type);
    const apply = ['waypoint', 'apply', '-n', 'shop', '--name', 'late', '--wait', '--waypoint-timeout'];
    const pending = await line.run([...apply, '1s']);
    expect(pending).toMatchObject({ status: 1, stdout: '' });
    expect(pending.stderr).toContain('Error: waypoint shop/late is applied, but not ready after 1 s:\n');
    expect(pending.stderr).toContain('  no control plane has taken it up: is istiod of revision default running?\n');
    await report('late', 'False', 'AddressNotAssigned', 'no Pod is ready');
    const late = await line.run([...apply, '500ms']);
    expect(late.stderr).toContain('  Programmed is False (AddressNotAssigned): no Pod is ready\n');
    expect(late.stderr).toContain(
      '  Pod shop/late-1, container istio-proxy: ImagePullBackOff: Back-off pulling image\n',
    );

    const status = await line.run(['waypoint', 'status', '-n', 'shop', '--waypoint-timeout', '500ms']);
    expect(status.status).toBe(1);
    expect(status.stdout).toBe(
      'NAME  STATUS  TYPE        REASON              MESSAGE\nlate  False   Programmed  AddressNotAssigned  no Pod is ready\n',
    );
    expect(status.stderr).toContain('error: waypoint shop/late is not ready after 0.5 s:');
    await server.request('DELETE', '/api/v1/namespaces/shop/pods/late-1?gracePeriodSeconds=0');
  });

  it('do not take each other’s place unless told to', async () => {
    await server.apply(namespace('shop', { 'istio.io/use-waypoint': 'old' }));
    const apply = ['waypoint', 'apply', '-n', 'shop', '--enroll-namespace'];
    const written = await writes(async () => {
      const { status, stderr } = await line.run(apply);
      expect(status).toBe(1);
      expect(stderr).toContain('namespace shop uses istio.io/use-waypoint=old: --overwrite has it use waypoint');
    });
    expect(written).toEqual([]);
    const { stdout, stderr } = await line.run([...apply, '--overwrite']);
    expect(stdout).toContain('namespace shop has istio.io/use-waypoint=waypoint\n');
    expect(stderr).toContain('kubectl label namespace shop istio.io/dataplane-mode=ambient');
  });

  it('are told from other Gateways', async () => {
    const other = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'edge', namespace: 'shop' },
      spec: { gatewayClassName: 'istio' },
    };
    await server.apply(other);
    await line.run(['waypoint', 'apply', '-n', 'shop']);
    const taken = await line.run(['waypoint', 'apply', '-n', 'shop', '--name', 'edge']);
    expect(taken.stderr).toContain(
      'Gateway shop/edge is there, and is no waypoint (class istio): choose another --name',
    );
    const mixed = await line.run(['waypoint', 'delete', 'waypoint', 'edge', '-n', 'shop']);
    expect(mixed).toMatchObject({ status: 1, stdout: '' });
    expect(mixed.stderr).toContain('Gateway shop/edge is no waypoint (class istio). Nothing was deleted');
    expect((await line.run(['waypoint', 'delete', '--all', '-n', 'shop'])).stdout).toBe(
      'waypoint shop/waypoint deleted\n',
    );
    expect(await read(`${gateways('shop')}/edge`)).toBeDefined();
  });

  it('of which others have set fields are changed only by --overwrite', async () => {
    await server.apply({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'waypoint', namespace: 'shop', labels: { 'istio.io/waypoint-for': 'workload' } },
      spec: { gatewayClassName: 'istio-waypoint' },
    });
    const apply = ['waypoint', 'apply', '-n', 'shop', '--for', 'service'];
    const { status, stderr } = await line.run(apply);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /other field managers own some of its fields:[\s\S]*waypoint-for[\s\S]*--overwrite takes them over/,
    );
    expect((await line.run([...apply, '--overwrite'])).stdout).toBe('waypoint shop/waypoint changed\n');
  });

  it('are listed, deleted by name and by revision', async () => {
    await line.run(['waypoint', 'apply', '-n', 'shop']);
    await line.run(['waypoint', 'apply', '-n', 'web', '--name', 'pods', '--for', 'workload', '-r', 'canary']);
    await report('waypoint', 'True', 'Programmed');
    expect((await line.run(['waypoint', 'list', '-A'])).stdout).toBe(
      [
        'NAMESPACE  NAME      REVISION  TRAFFIC TYPE  PROGRAMMED',
        'shop       waypoint  default   service       True',
        'web        pods      canary    workload      False\n',
      ].join('\n'),
    );
    expect(JSON.parse((await line.run(['waypoint', 'list', '-n', 'web', '-o', 'json'])).stdout)).toEqual([
      { namespace: 'web', name: 'pods', revision: 'canary', trafficType: 'workload', programmed: 'False' },
    ]);
    expect((await line.run(['waypoint', 'list', '-n', 'shop', '--name', 'x'])).stdout).toBe(
      'There are no waypoints.\n',
    );

    await server.apply(namespace('shop', { 'istio.io/use-waypoint': 'waypoint' }));
    const gone = await line.run(['waypoint', 'delete', 'waypoint', 'nosuch', '-n', 'shop']);
    expect(gone).toEqual({
      status: 0,
      stdout: 'waypoint shop/waypoint deleted\n',
      stderr:
        'note: there is no waypoint shop/nosuch\nwarning: what they named with istio.io/use-waypoint is gone: Namespace shop\n',
    });
    const byRevision = await line.run(['waypoint', 'delete', '--revision', 'canary', '-n', 'web', '-o', 'json']);
    expect(JSON.parse(byRevision.stdout)).toEqual({ namespace: 'web', deleted: ['pods'], absent: [] });
  });

  it('are there for who may only work in a namespace', async () => {
    const user = { user: 'shopkeeper' };
    expect((await line.run(['waypoint', 'apply', '-n', 'shop'], user)).status).toBe(0);
    expect((await line.run(['waypoint', 'list', '-n', 'shop'], user)).stdout).toContain('waypoint');
    const { status, stderr } = await line.run(['waypoint', 'list', '-A'], user);
    expect([status, stderr.includes('resources: ["gateways"]')]).toEqual([1, true]);
  });

  it('warn where nothing will make them', async () => {
    await server.request('DELETE', '/apis/gateway.networking.k8s.io/v1/gatewayclasses/istio-waypoint');
    const { status, stderr } = await line.run(['waypoint', 'apply', '-n', 'shop']);
    expect([status, stderr.includes('there is no GatewayClass istio-waypoint')]).toEqual([0, true]);
    await server.apply(gatewayClass);
    const nowhere = await line.run(['waypoint', 'apply', '-n', 'nowhere']);
    expect(nowhere).toEqual({ status: 1, stdout: '', stderr: 'Error: there is no namespace nowhere\n' });
  });
});
