import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeApi, WatchEvent } from '../../src/kube/api.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { isEstablished } from './install-crds.ts';
import { open } from './kube.ts';
import { until } from './until.ts';

let server: ApiServer;
let api: KubeApi;

beforeAll(async () => {
  server = await startApiServer({ users: ['reader', 'nobody'] });
  api = open(server);
});
afterAll(async () => {
  api?.close();
  await server?.stop();
});

const configMap = (name: string, data: JsonObject = {}, namespace = 'default'): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});
const configMaps = { group: '', kind: 'ConfigMap' };
const named = (name: string) => ({ ...configMaps, name, namespace: 'default' });
const dataOf = (object: JsonObject | undefined) => object?.data;
const nameOf = (object: JsonObject) => (object.metadata as JsonObject).name;
const manager = { fieldManager: 'meshwright' };

describe('discovery', () => {
  it('knows kinds in the version that the server prefers, and in others', async () => {
    const kinds = await api.kinds();
    expect(kinds.find({ group: 'apps', kind: 'Deployment' })).toMatchObject({ version: 'v1', resource: 'deployments' });
    expect(kinds.find({ group: '', kind: 'Namespace' })).toMatchObject({ isNamespaced: false });
    expect(kinds.find({ group: 'apps', kind: 'Deployment', version: 'v1beta1' })).toBeUndefined();
    expect(kinds.find({ group: 'networking.istio.io', kind: 'VirtualService' })).toBeUndefined();
    expect(kinds.unknownGroups).toEqual([]);
  });

  it('says which definition is missing', async () => {
    const call = api.list({ group: 'networking.istio.io', kind: 'VirtualService' });
    await expect(call).rejects.toThrow(
      'has no kind VirtualService in networking.istio.io: is its CustomResourceDefinition',
    );
  });
});

describe('list', () => {
  it('gives 3,000 objects in pages, each once and whole', async () => {
    const names = Array.from({ length: 3_000 }, (_, i) => `many-${String(i).padStart(4, '0')}`);
    await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'many' } });
    await Promise.all(names.map((name) => api.create(configMap(name, { key: name }, 'many'))));
    const { items } = await api.list({ ...configMaps, namespace: 'many' });
    expect(items.map(nameOf)).toEqual(names);
    expect(items[7]).toMatchObject({ ...configMap('many-0007', { key: 'many-0007' }, 'many') });
    expect(items.some(({ metadata }) => (metadata as JsonObject).managedFields !== undefined)).toBe(false);
  });

  it('takes selectors', async () => {
    const { items } = await api.list({ ...configMaps, fieldSelector: 'metadata.name=many-0042' });
    expect(items.map(nameOf)).toEqual(['many-0042']);
  });
});

describe('apply', () => {
  it('creates, changes what it owns, and takes away what it no longer says', async () => {
    expect(dataOf(await api.apply(configMap('a', { x: '1', y: '1' }), manager))).toEqual({ x: '1', y: '1' });
    expect(dataOf(await api.apply(configMap('a', { x: '2' }), manager))).toEqual({ x: '2' });
    expect(dataOf(await api.get(named('a')))).toEqual({ x: '2' });
  });

  it('stores nothing in a dry run', async () => {
    expect(dataOf(await api.apply(configMap('dry', { x: '1' }), { ...manager, dryRun: true }))).toEqual({ x: '1' });
    expect(await api.get(named('dry'))).toBeUndefined();
  });

  it('names the fields of a conflict and their manager, and takes them over when forced', async () => {
    await api.apply(configMap('b', { x: '1' }), { fieldManager: 'helm' });
    const call = api.apply(configMap('b', { x: '2' }), manager);
    await expect(call).rejects.toMatchObject({
      status: 409,
      message: expect.stringMatching(
        /^cannot apply ConfigMap default\/b: other field managers own.*\n {2}\.data\.x: .*"helm"/,
      ),
    });
    expect(dataOf(await api.apply(configMap('b', { x: '2' }), { ...manager, force: true }))).toEqual({ x: '2' });
  });

  it('says what the server does not take', async () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'default' } };
    const call = api.apply({ ...service, spec: { ports: [{ port: 70000 }] } }, manager);
    await expect(call).rejects.toThrow(
      /^cannot apply Service default\/s: the server refuses it:\n {2}spec\.ports\[0\]\.port: /,
    );
  });

  it('finds a kind that was installed a moment ago', async () => {
    const crd = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'cups.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { plural: 'cups', singular: 'cup', kind: 'Cup', listKind: 'CupList' },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
      },
    };
    await api.apply(crd, manager);
    const definitions = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' };
    await api.until(definitions, (all) => isEstablished(all.get('cups.example.com') ?? {}) || undefined);
    const cup = { apiVersion: 'example.com/v1', kind: 'Cup', metadata: { name: 'c', namespace: 'default' } };
    expect(await api.apply(cup, manager)).toMatchObject(cup);
  });
});

describe('delete', () => {
  it('says whether there was one', async () => {
    await api.apply(configMap('gone'), manager);
    expect(await api.delete(named('gone'), { dryRun: true })).toBe(true);
    expect(await api.delete(named('gone'))).toBe(true);
    expect(await api.delete(named('gone'))).toBe(false);
  });

  it('leaves an object that was made anew', async () => {
    await api.apply(configMap('new'), manager);
    await expect(api.delete(named('new'), { uid: '00000000-0000-0000-0000-000000000000' })).rejects.toMatchObject({
      status: 409,
    });
    expect(await api.get(named('new'))).toBeDefined();
  });
});

describe('watch', () => {
  const selection = { ...configMaps, namespace: 'watched' };

  it('tells what is there and what changes', async () => {
    await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'watched' } });
    await api.apply(configMap('first', {}, 'watched'), manager);
    const seen: string[] = [];
    const changes = async () => {
      await api.apply(configMap('second', {}, 'watched'), manager);
      await api.apply(configMap('second', { x: '1' }, 'watched'), manager);
      await api.delete({ ...configMaps, name: 'first', namespace: 'watched' });
    };
    for await (const { type, object } of api.watch(selection)) {
      seen.push(`${type} ${nameOf(object)}`);
      if (seen.length === 1) void changes();
      if (seen.length === 4) break;
    }
    expect(seen).toEqual(['added first', 'added second', 'modified second', 'deleted first']);
  });

  it('goes on where it was when the connection breaks, as often as that happens', async () => {
    const own = open(server);
    const seen: WatchEvent[] = [];
    const watching = (async () => {
      for await (const event of own.watch(selection)) {
        seen.push(event);
        if (nameOf(event.object) === 'last') break;
      }
    })();
    await until(10, 'the watch has begun', async () => seen[0]);
    for (let i = 0; i < 10; i++) {
      await api.apply(configMap(`n${i}`, {}, 'watched'), manager);
      // All its connections break; it is not told.
      own.close();
      await sleep(50 * (i % 3));
    }
    await api.apply(configMap('last', {}, 'watched'), manager);
    await watching;
    const names = seen.filter(({ type }) => type === 'added').map(({ object }) => nameOf(object));
    expect(names).toEqual(['second', ...Array.from({ length: 10 }, (_, i) => `n${i}`), 'last']);
  });

  it('ends at its deadline, or when it is told', async () => {
    expect(await api.until(selection, () => undefined, { deadline: performance.now() + 200 })).toBeUndefined();
    const controller = new AbortController();
    const watching = (async () => {
      for await (const _ of api.watch(selection, { signal: controller.signal })) controller.abort();
    })();
    await expect(watching).resolves.toBeUndefined();
  });
});

describe('a user without permissions', () => {
  let reader: KubeApi;
  beforeAll(async () => {
    reader = open(server, 'reader');
    await server.grant('reader', [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] }]);
  });

  it('may do what was granted', async () => {
    expect(dataOf(await reader.get(named('a')))).toEqual({ x: '2' });
    expect(await reader.isAllowed({ verb: 'list', group: '', resource: 'configmaps' })).toBe(true);
    expect(await reader.isAllowed({ verb: 'get', group: '', resource: 'pods/log' })).toBe(false);
  });

  it('is told which rule is missing', async () => {
    await expect(reader.list({ group: 'apps', kind: 'Deployment' })).rejects.toMatchObject({
      isForbidden: true,
      message:
        'cannot list deployments.apps in all namespaces: user "reader" lacks the permission. ' +
        'This rule in a ClusterRole bound to the user grants it:\n' +
        '  - apiGroups: ["apps"]\n    resources: ["deployments"]\n    verbs: ["list"]',
    });
    await expect(reader.apply(configMap('a', { x: '3' }), manager)).rejects.toThrow(
      'a Role in namespace default (or a ClusterRole) bound to the user grants it:\n' +
        '  - apiGroups: [""]\n    resources: ["configmaps"]\n    verbs: ["patch"]',
    );
  });

  it('may act as another where that is allowed', async () => {
    const asReader = open(server, 'admin', { impersonate: { user: 'reader' } });
    await expect(asReader.list({ group: '', kind: 'Secret' })).rejects.toThrow('user "reader" lacks the permission');
    const asAdmins = open(server, 'admin', { impersonate: { user: 'x', groups: ['system:masters'], uid: '7' } });
    const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview', metadata: { name: 'x' } };
    const answer = await asAdmins.raw({
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      body: review,
    });
    expect(JSON.parse(answer).status.userInfo).toMatchObject({
      username: 'x',
      uid: '7',
      groups: ['system:masters', 'system:authenticated'],
    });
    await expect(open(server, 'reader', { impersonate: { user: 'admin' } }).raw({ path: '/api' })).rejects.toThrow(
      'cannot read /api: user "reader" lacks the permission',
    );
  });
});

it('does not get in with a wrong token', async () => {
  const stranger = open({
    ...server,
    kubeconfig: () => server.kubeconfig().replace(/"token":"\w+"/, '"token":"wrong-token"'),
  });
  await expect(stranger.kinds()).rejects.toMatchObject({
    status: 401,
    message: expect.stringMatching(
      /knows no such user: it does not accept the credentials of user "admin" of the kubeconfig: log in again/,
    ),
  });
  await expect(stranger.kinds()).rejects.not.toThrow('wrong-token');
});
