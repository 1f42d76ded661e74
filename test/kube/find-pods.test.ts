import { describe, expect, it } from 'vitest';
import type { KubeApi, ObjectName, Selection } from '../../src/kube/api.ts';
import { findPods, type PodQuery, podName } from '../../src/kube/find-pods.ts';
import type { JsonObject } from '../../src/resources/json.ts';

/** A cluster that holds these objects, and gives all Pods of a namespace whatever the labels; what it was asked for is noted. */
function cluster(objects: readonly JsonObject[]) {
  const asked: string[] = [];
  const metadataOf = ({ metadata }: JsonObject) => metadata as { namespace: string; name: string };
  const api = {
    namespace: 'default',
    get: async ({ kind, namespace, name }: ObjectName) =>
      objects.find((object) => {
        const metadata = metadataOf(object);
        return object.kind === kind && metadata.namespace === namespace && metadata.name === name;
      }),
    list: async ({ namespace, labelSelector }: Selection) => {
      asked.push(`${namespace ?? '*'} ${labelSelector ?? '*'}`);
      const items = objects.filter(
        (object) => object.kind === 'Pod' && [undefined, metadataOf(object).namespace].includes(namespace),
      );
      return { items, resourceVersion: '1' };
    },
  };
  return { api: api as Partial<KubeApi> as KubeApi, asked };
}

const object = (kind: string, name: string, more: JsonObject = {}): JsonObject => ({
  kind,
  metadata: { namespace: 'shop', name },
  ...more,
});
const pod = (name: string, { status = {}, spec = { nodeName: 'n' }, ...metadata }: JsonObject = {}): JsonObject => ({
  kind: 'Pod',
  metadata: { namespace: 'shop', name, ...metadata },
  spec: spec as JsonObject,
  status: { phase: 'Running', ...(status as JsonObject) },
});
const ready = (lastTransitionTime: string): JsonObject => ({
  conditions: [{ type: 'Ready', status: 'True', lastTransitionTime }],
});

const found = async (objects: readonly JsonObject[], query: PodQuery) => {
  const { api, asked } = cluster(objects);
  const names = (await findPods(api, query)).map((pod) => podName(pod).name);
  return { names, asked };
};

describe('Pods are found', () => {
  it.each<[PodQuery]>([
    [{ name: 'cart-1.shop' }],
    [{ name: 'pod/cart-1.shop' }],
    [{ name: 'Po/cart-1', namespace: 'shop' }],
    [{ name: 'cart-1.shop', namespace: 'other' }],
  ])('by name: %j', async (query) => {
    expect(await found([pod('cart-1')], query)).toEqual({ names: ['cart-1'], asked: [] });
  });

  it.each<[string, JsonObject, string]>([
    [
      'deploy/cart.shop',
      object('Deployment', 'cart', { spec: { selector: { matchLabels: { b: '2', a: '1' } } } }),
      'a=1,b=2',
    ],
    [
      'deployments.apps/cart.shop',
      object('Deployment', 'cart', {
        spec: {
          selector: {
            matchLabels: { a: '1' },
            matchExpressions: [
              { key: 'b', operator: 'In', values: ['x', 'y'] },
              { key: 'c', operator: 'NotIn', values: ['z'] },
              { key: 'd', operator: 'Exists' },
              { key: 'e', operator: 'DoesNotExist' },
            ],
          },
        },
      }),
      'a=1,b in (x,y),c notin (z),d,!e',
    ],
    ['svc/cart.shop', object('Service', 'cart', { spec: { selector: { app: 'cart' } } }), 'app=cart'],
    ['sts/cart.shop', object('StatefulSet', 'cart', { spec: { selector: { matchLabels: { a: '1' } } } }), 'a=1'],
    ['daemonset/cart.shop', object('DaemonSet', 'cart', { spec: { selector: { matchLabels: { a: '1' } } } }), 'a=1'],
    ['rs/cart.shop', object('ReplicaSet', 'cart', { spec: { selector: { matchLabels: { a: '1' } } } }), 'a=1'],
    ['rc/cart.shop', object('ReplicationController', 'cart', { spec: { selector: { a: '1' } } }), 'a=1'],
    ['job/cart.shop', object('Job', 'cart', { spec: { selector: { matchLabels: { a: '1' } } } }), 'a=1'],
    ['gateway/cart.shop', object('Gateway', 'cart'), 'gateway.networking.k8s.io/gateway-name=cart'],
  ])('by what they belong to: %s', async (name, owner, selector) => {
    expect(await found([pod('cart-1'), owner], { name })).toEqual({ names: ['cart-1'], asked: [`shop ${selector}`] });
  });

  it.each<[PodQuery, string]>([
    [{ selector: 'app=cart' }, '* app=cart'],
    [{ selector: 'app=cart', namespace: 'shop' }, 'shop app=cart'],
    [{ namespace: 'shop' }, 'shop *'],
  ])('by labels: %j', async (query, asked) => {
    expect(await found([pod('cart-1')], query)).toEqual({ names: ['cart-1'], asked: [asked] });
  });

  it('with those that serve before the others', async () => {
    const pods = [
      pod('ended', { status: { phase: 'Succeeded' } }),
      pod('unassigned', { spec: {}, status: { phase: 'Pending' } }),
      pod('pending', { status: { phase: 'Pending' } }),
      pod('leaving', { status: ready('2024-01-01T00:00:00Z'), deletionTimestamp: '2024-01-01T00:00:00Z' }),
      pod('newer', { creationTimestamp: '2024-01-02T00:00:00Z' }),
      pod('older', { creationTimestamp: '2024-01-01T00:00:00Z' }),
      pod('restarting', { status: { containerStatuses: [{ restartCount: 1 }, { restartCount: 7 }] } }),
      pod('just-ready', { status: ready('2024-01-02T00:00:00Z') }),
      pod('ready', { status: ready('2024-01-01T00:00:00Z') }),
    ];
    expect((await found(pods, { selector: 'app' })).names).toEqual([
      ...['ready', 'just-ready', 'restarting', 'older', 'newer'],
      ...['pending', 'ended', 'leaving', 'unassigned'],
    ]);
  });
});

describe('what is not found is told', () => {
  const objects = [
    pod('cart-7d9f-x2x'),
    object('Service', 'outside', { spec: {} }),
    object('Deployment', 'idle', {
      metadata: { namespace: 'other', name: 'idle' },
      spec: { selector: { matchLabels: { a: 'b' } } },
    }),
  ];
  it.each<[PodQuery, string, number]>([
    [{ name: 'cart.shop' }, 'there is no Pod shop/cart: there is cart-7d9f-x2x', 1],
    [{ name: 'cart-7d9f-x2y.shop' }, 'there is no Pod shop/cart-7d9f-x2y. Did you mean "cart-7d9f-x2x"?', 1],
    [{ name: 'zzz.shop' }, 'there is no Pod shop/zzz', 1],
    [{ name: 'deploy/cart' }, 'there is no Deployment default/cart', 1],
    [{ name: 'svc/outside.shop' }, 'Service shop/outside selects no Pods: it has no selector', 1],
    [{ name: 'deploy/idle.other' }, 'no Pods belong to Deployment other/idle (a=b)', 1],
    [{ selector: 'a=b', namespace: 'other' }, 'no Pods match a=b in namespace other', 1],
    [{ namespace: 'other' }, 'no Pods are in namespace other', 1],
    [{ name: 'deplyment/cart' }, 'Did you mean "deployment"?', 64],
    [{ name: 'cronjob/cart' }, 'no Pods belong to a cronjob: name a pod, deployment, service,', 64],
    [{ name: 'deploy/' }, '"deploy/" is no [type/]name[.namespace]', 64],
    [{ name: 'cart.' }, '"cart." is no [type/]name[.namespace]', 64],
  ])('%j', async (query, message, exitCode) => {
    const error: unknown = await found(objects, query).catch((error: unknown) => error);
    expect(error).toMatchObject({ message: expect.stringContaining(message), exitCode });
  });
});
