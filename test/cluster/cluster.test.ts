import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/resources/json.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { startRefusingWebhook } from './refusing-webhook.ts';
import { until } from './until.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ users: ['reader'] });
});
beforeEach(() => cluster.fate(() => 'ready'));
afterAll(() => cluster?.stop());

const deployment = (name: string, replicas = 2): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'default' },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'main', image: 'nowhere/app:1' }], terminationGracePeriodSeconds: 1 },
    },
  },
});
const read = async (path: string): Promise<JsonObject> => {
  const { status, body } = await cluster.request('GET', path);
  if (status !== 200 || !isObject(body)) throw new Error(`${path}: ${status}`);
  return body;
};
const podsOf = async (app: string): Promise<readonly JsonObject[]> =>
  (await read(`/api/v1/namespaces/default/pods?labelSelector=app%3D${app}`)).items as readonly JsonObject[];
const statusOf = async (name: string): Promise<JsonObject> =>
  (await read(`/apis/apps/v1/namespaces/default/deployments/${name}`)).status as JsonObject;
const untilStatus = (name: string, field: string, wanted: Json): Promise<Json> =>
  until(10, `${name} has ${field} ${wanted}`, async () => (await statusOf(name))[field] === wanted || undefined);

it('runs the Pods of a Deployment, and ends them with it', async () => {
  await cluster.apply(deployment('web'));
  await untilStatus('web', 'readyReplicas', 2);
  const [pod] = await podsOf('web');
  expect(pod).toMatchObject({
    spec: { nodeName: 'node-1', serviceAccountName: 'default' },
    status: { phase: 'Running' },
  });
  await cluster.request('DELETE', '/apis/apps/v1/namespaces/default/deployments/web');
  await until(10, 'the Pods are gone', async () => (await podsOf('web')).length === 0 || undefined);
});

it('runs a Pod of a DaemonSet', async () => {
  const { spec } = deployment('agent') as { spec: JsonObject };
  const { replicas: _, ...rest } = spec;
  await cluster.apply({ ...deployment('agent'), kind: 'DaemonSet', spec: rest });
  await until(10, 'it is ready', async () => {
    const { status } = await read('/apis/apps/v1/namespaces/default/daemonsets/agent');
    return (isObject(status) && status.numberReady === 1) || undefined;
  });
});

it('holds Pods as their fate says, until it says otherwise', async () => {
  cluster.fate(({ metadata }) =>
    `${(metadata as JsonObject).name}`.startsWith('held')
      ? { reason: 'ImagePullBackOff', message: 'Back-off pulling image "nowhere/app:1"' }
      : 'ready',
  );
  await cluster.apply(deployment('held', 1));
  await cluster.apply(deployment('free', 1));
  await untilStatus('free', 'readyReplicas', 1);
  const pod = await until(10, 'the Pod has a status', async () => {
    const [pod] = await podsOf('held');
    return (pod?.status as JsonObject | undefined)?.containerStatuses ? pod : undefined;
  });
  expect(pod.status).toMatchObject({
    phase: 'Pending',
    containerStatuses: [{ name: 'main', ready: false, state: { waiting: { reason: 'ImagePullBackOff' } } }],
  });
  expect(await statusOf('held')).toMatchObject({ unavailableReplicas: 1 });

  cluster.fate(() => 'ready');
  await untilStatus('held', 'readyReplicas', 1);
});

it('leaves a Pod without a node that fits on none', async () => {
  cluster.fate(() => 'pending');
  await cluster.apply(deployment('big', 1));
  await until(10, 'the Pod is unschedulable', async () => {
    const [pod] = await podsOf('big');
    const [condition] = ((pod?.status as JsonObject | undefined)?.conditions ?? []) as readonly JsonObject[];
    return condition?.reason === 'Unschedulable' || undefined;
  });
  expect((await podsOf('big'))[0]!.spec).not.toHaveProperty('nodeName');
});

it('deletes a Namespace with what is in it', async () => {
  await cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  await until(10, 'its ServiceAccount is there', async () => {
    const { status } = await cluster.request('GET', '/api/v1/namespaces/shop/serviceaccounts/default');
    return status === 200 || undefined;
  });
  const web = deployment('web', 1);
  await cluster.apply({ ...web, metadata: { name: 'web', namespace: 'shop' } });
  await until(10, 'the Pod runs', async () => {
    const { items } = await read('/api/v1/namespaces/shop/pods?fieldSelector=status.phase%3DRunning');
    return (Array.isArray(items) && items.length === 1) || undefined;
  });
  await cluster.request('DELETE', '/api/v1/namespaces/shop');
  await until(20, 'the Namespace is gone', async () => {
    const { status } = await cluster.request('GET', '/api/v1/namespaces/shop');
    return status === 404 || undefined;
  });
});

it('keeps what is stored when the API server is killed', async () => {
  await cluster.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kept' }, data: { x: '1' } });
  const { metadata } = await read('/api/v1/namespaces/default/configmaps/kept');
  await cluster.killApiServer();
  await expect(cluster.request('GET', '/version')).rejects.toThrow(/ECONNREFUSED|socket hang up/);
  await cluster.restartApiServer();
  expect(await read('/api/v1/namespaces/default/configmaps/kept')).toMatchObject({ metadata });
  await cluster.apply(deployment('later', 1));
  await untilStatus('later', 'readyReplicas', 1);
});

it('tells who asked for what', async () => {
  const before = cluster.requests().length;
  const path = '/api/v1/namespaces/default/configmaps';
  const seen = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'seen' } };
  await cluster.create(seen, 'dryRun=All');
  await cluster.create(seen);
  await cluster.as('reader').request('GET', path);
  const asked = cluster
    .requests()
    .slice(before)
    .filter(({ user, uri }) => user !== 'controllers' && uri.startsWith(path));
  const about = { group: '', resource: 'configmaps', namespace: 'default' };
  expect(asked).toMatchObject([
    { ...about, verb: 'create', user: 'admin', code: 201, isWrite: false },
    { ...about, verb: 'create', user: 'admin', code: 201, isWrite: true, name: 'seen' },
    { ...about, verb: 'list', user: 'reader', code: 403, isWrite: false },
  ]);
});

it('lets webhooks be served that the API server calls by their Service', async () => {
  const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['secrets'] };
  const hook = await startRefusingWebhook(cluster, { name: 'hook.example.com', rule, message: 'not this one' });
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } };
  try {
    const refusal = await until(10, 'the webhook is known', async () => {
      const answer = await cluster.create(secret, 'dryRun=All');
      return answer.status >= 400 && isObject(answer.body) ? answer.body.message : undefined;
    });
    expect(refusal).toBe('admission webhook "hook.example.com" denied the request: not this one');
    expect(hook.asked()).toBeGreaterThan(0);
  } finally {
    await hook.remove();
  }
});
