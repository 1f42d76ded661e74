import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { rawJson } from '../../src/kube/raw-json.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { type Answer, refuse, send, startServer, withDiscovery } from './server.ts';

const configMaps = { group: '', kind: 'ConfigMap' };
const configMap = (name: string, resourceVersion = '1'): JsonObject => ({
  metadata: { name, namespace: 'shop', resourceVersion },
});
const list = (items: readonly JsonObject[], metadata: JsonObject = { resourceVersion: '9' }) => ({
  kind: 'ConfigMapList',
  metadata,
  items,
});
const path = { path: '/version' };

describe('is tried again', () => {
  it.each<[string, Answer]>([
    ['throttling', (_, response) => refuse(response, 429, 'TooManyRequests', 'slow down')],
    ['a server that is not ready', (_, response) => refuse(response, 503, 'ServiceUnavailable', 'starting')],
    ['an error inside the server', (_, response) => refuse(response, 500, 'InternalError', 'etcd: leader changed')],
    ['a page of a proxy', (_, response) => response.writeHead(502).end('<html>Bad Gateway</html>')],
    ['a connection that is reset', (request) => request.socket.destroy()],
    [
      'a body that is cut off',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{"gitVersion":');
        setImmediate(() => response.destroy());
      },
    ],
  ])('%s', async (_, fault) => {
    const server = await startServer((request, response, n) =>
      n <= 2 ? fault(request, response, n) : send(response, { gitVersion: 'v1.35.0' }),
    );
    expect(JSON.parse(await server.api().raw(path))).toEqual({ gitVersion: 'v1.35.0' });
    expect(server.got).toHaveLength(3);
  });

  it('more than a few times where the server was there a moment ago', async () => {
    const server = await startServer((request, response, n) =>
      n > 1 && n < 7 ? request.socket.destroy() : send(response, {}),
    );
    const api = server.api();
    await api.raw(path);
    expect(await api.raw(path)).toBe('{}');
    expect(server.got).toHaveLength(7);
  });

  it('after as long as the server asks for', async () => {
    const server = await startServer((_, response, n) =>
      n === 1 ? refuse(response, 429, 'TooManyRequests', 'slow down', {}, { 'retry-after': '1' }) : send(response, {}),
    );
    const started = performance.now();
    await server.api().raw(path);
    expect(performance.now() - started).toBeGreaterThan(990);
  });
});

describe('gives up', () => {
  it('at the deadline, with the reason', async () => {
    const server = await startServer((_, response) => refuse(response, 429, 'TooManyRequests', 'slow down'));
    await expect(server.api({ timeout: 700 }).raw(path)).rejects.toMatchObject({
      status: 429,
      message: expect.stringMatching(
        /^cannot read \/version: the server is too busy \(429 slow down\): try again later \(tried \d times in 0\.\d s\)$/,
      ),
    });
    expect(server.got.length).toBeGreaterThan(1);
  });

  it('after three errors inside the server', async () => {
    const server = await startServer((_, response) => refuse(response, 500, 'InternalError', 'it broke'));
    await expect(server.api().raw(path)).rejects.toThrow('the server failed (500: it broke) (tried 3 times');
  });

  it('when there is no answer in time', async () => {
    const server = await startServer(() => {});
    await expect(server.api({ requestTimeout: 100 }).raw(path)).rejects.toMatchObject({
      reason: 'NO_ANSWER',
      isUnreachable: true,
    });
  });

  it('when an answer stops in its middle for too long', async () => {
    const server = await startServer(
      (_, response) => void response.writeHead(200, { 'content-length': 100 }).write('{'),
    );
    await expect(server.api({ requestTimeout: 100, timeout: 300 }).raw(path)).rejects.toThrow(
      'there was no answer within 0.1 s',
    );
  });

  it('when it is told to', async () => {
    const server = await startServer(() => {});
    const signal = AbortSignal.timeout(50);
    await expect(server.api().raw(path, { signal })).rejects.toThrow('aborted due to timeout');
  });

  it('at what is not JSON', async () => {
    const server = await startServer(withDiscovery((_, response) => response.end('<html>log in</html>')));
    await expect(server.api().list(configMaps)).rejects.toThrow(
      'cannot list configmaps in all namespaces: the answer is not JSON',
    );
  });

  it('at what is no object with a name, and at a line of a watch that is no event', async () => {
    const nameless = await startServer(withDiscovery((_, response) => send(response, list([{ metadata: null }]))));
    await expect(nameless.api().list(configMaps)).rejects.toThrow('the answer holds what is no object with a name');
    const other = await startServer(withDiscovery((_, response) => send(response, { kind: 'ConfigMapList' })));
    await expect(other.api().get({ ...configMaps, name: 'a', namespace: 'shop' })).rejects.toThrow(
      'the answer is no object with a name',
    );
    for (const line of ['null', '{"type":"ADDED"}', '<html>']) {
      const babbling = await startServer(
        withDiscovery((_, response, n) => (n === 1 ? send(response, list([])) : response.end(`${line}\n`))),
      );
      await expect(babbling.api().until(configMaps, () => undefined)).rejects.toThrow('the answer is not JSON');
    }
  });

  it('at a path whose answer should be JSON', async () => {
    const server = await startServer((_, response) => response.end('<html>log in</html>'));
    await expect(rawJson(server.api(), path)).rejects.toThrow('cannot make sense of /version: the answer is not JSON');
  });

  it('rather than create something twice', async () => {
    const server = await startServer(withDiscovery((request) => request.socket.destroy()));
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
    await expect(server.api().create(object)).rejects.toMatchObject({ reason: 'ECONNRESET' });
    expect(server.got.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});

describe('a list', () => {
  it('begins anew when the server has forgotten how it began', async () => {
    const server = await startServer(
      withDiscovery((request, response, n) => {
        if (n === 1 || n === 3) send(response, list([configMap('a')], { continue: `token${n}` }));
        else if (n === 2) refuse(response, 410, 'Expired', 'the token is too old');
        else send(response, list([configMap(request.url!.includes('continue=token3') ? 'b' : 'wrong')]));
      }),
    );
    const { items } = await server.api().list(configMaps);
    expect(items).toMatchObject([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' } },
    ]);
  });

  it('has at most eight requests under way, over connections that are kept', async () => {
    let open = 0;
    let most = 0;
    const server = await startServer(async (_, response) => {
      most = Math.max(most, ++open);
      // The first ones wait for each other, however busy the machine is; then there is time for a ninth.
      do await sleep(2);
      while (most < 8);
      open--;
      send(response, {});
    });
    const api = server.api();
    await Promise.all(Array.from({ length: 100 }, () => api.raw(path)));
    expect(most).toBe(8);
    expect(server.connections).toBeLessThanOrEqual(8);
  });
});

describe('a watch', () => {
  const line = (type: string, object: JsonObject) => `${JSON.stringify({ type, object })}\n`;

  it('goes on through what breaks, is cut off, or is forgotten', async () => {
    const server = await startServer(
      withDiscovery((request, response, n) => {
        const isWatch = request.url!.includes('watch=1');
        const from = /resourceVersion=(\d+)/.exec(request.url!)?.[1];
        if (n === 1) return send(response, list([configMap('a'), configMap('b')]));
        if (n === 2 && isWatch && from === '9') {
          response.write(
            line('ADDED', configMap('c', '10')) + line('BOOKMARK', { metadata: { resourceVersion: '12' } }),
          );
          // The end of this line never comes.
          response.write('{"type":"ADDED","object":{"metadata":{"na');
          return void setTimeout(() => response.destroy(), 20);
        }
        if (n === 3 && isWatch && from === '12') return response.end(line('MODIFIED', configMap('a', '13')));
        if (n === 4 && isWatch && from === '13') return response.end(line('ERROR', { code: 410, reason: 'Expired' }));
        if (n === 5 && !isWatch)
          return send(response, list([configMap('a', '14'), configMap('c', '10')], { resourceVersion: '20' }));
        if (n === 6 && isWatch && from === '20') return response.end(line('DELETED', configMap('c', '21')));
        return refuse(response, 400, 'BadRequest', `not expected: ${request.url}`);
      }),
    );
    const seen: string[] = [];
    for await (const { type, object } of server.api().watch(configMaps)) {
      seen.push(`${type} ${(object.metadata as JsonObject).name}`);
      if (seen.length === 7) break;
    }
    expect(seen).toEqual(['added a', 'added b', 'added c', 'modified a', 'modified a', 'deleted b', 'deleted c']);
  });

  it('fails when it is refused', async () => {
    const server = await startServer(
      withDiscovery((_, response, n) =>
        n === 1
          ? send(response, list([]))
          : refuse(
              response,
              403,
              'Forbidden',
              'configmaps is forbidden: User "jane" cannot watch resource "configmaps" in API group "" at the cluster scope',
            ),
      ),
    );
    await expect(server.api().until(configMaps, () => undefined)).rejects.toThrow('verbs: ["watch"]');
  });

  it('fails when the server says so in the middle, in one line that nothing on a terminal acts on', async () => {
    const server = await startServer(
      withDiscovery((_, response, n) =>
        n === 1
          ? send(response, list([]))
          : response.end(line('ERROR', { code: 500, message: 'etcd is\n\u001b]0;away\u0007' })),
      ),
    );
    await expect(server.api().until(configMaps, () => undefined)).rejects.toThrow(
      /^cannot watch configmaps in all namespaces: etcd is \]0;away$/,
    );
  });
});

describe('a refusal', () => {
  it.each<[string, number, string, JsonObject, string]>([
    [
      'a quota',
      403,
      'pods "a" is forbidden: exceeded quota: q',
      {},
      'the server refuses it: pods "a" is forbidden: exceeded quota: q',
    ],
    [
      'a webhook',
      400,
      'admission webhook "w" denied the request: no',
      {},
      'the server refuses it: admission webhook "w" denied the request: no',
    ],
    [
      'a missing path',
      404,
      'the server could not find the requested resource',
      {},
      'the server could not find the requested resource',
    ],
    ['what a terminal would act on', 400, 'a\u001b[2Jb\nc', {}, 'the server refuses it: a [2Jb c'],
  ])('by %s is told in plain words', async (_, code, message, details, told) => {
    const server = await startServer((_, response) => refuse(response, code, 'X', message, details));
    await expect(server.api().raw(path)).rejects.toThrow(`cannot read /version: ${told}`);
  });

  it('by a proxy on the way has its text, and not its markup', async () => {
    const page = '<html><style>p { color: red }</style><p>Access <b>denied</b> by proxy</p></html>';
    const server = await startServer((_, response) => response.writeHead(407).end(page));
    await expect(server.api().raw(path)).rejects.toThrow('Access denied by proxy');
  });

  it('by a page that is all markup does not take forever', async () => {
    const page = `denied ${'<style '.repeat(200_000)}`;
    const server = await startServer((_, response) => response.writeHead(407).end(page));
    await expect(server.api().raw(path)).rejects.toThrow('the server refuses it: denied <style');
  });
});

it('asks old servers group by group, and does without those that do not answer', async () => {
  const groups = [
    { name: 'apps', versions: [{ version: 'v1beta1' }, { version: 'v1' }], preferredVersion: { version: 'v1' } },
    { name: 'metrics.k8s.io', versions: [{ version: 'v1' }], preferredVersion: { version: 'v1' } },
  ];
  const deployments = [
    { name: 'deployments', kind: 'Deployment', namespaced: true, verbs: ['list'] },
    { name: 'deployments/scale', kind: 'Scale', namespaced: true, verbs: ['get'] },
  ];
  const answers: Record<string, JsonObject> = {
    '/api': { kind: 'APIVersions', versions: ['v1'] },
    '/apis': { kind: 'APIGroupList', groups },
    '/api/v1': { kind: 'APIResourceList', resources: [{ name: 'nodes', kind: 'Node', namespaced: false, verbs: [] }] },
    '/apis/apps/v1': { kind: 'APIResourceList', resources: deployments },
    '/apis/apps/v1beta1': { kind: 'APIResourceList', resources: deployments },
  };
  const server = await startServer((request, response) => {
    const answer = answers[request.url!];
    if (answer === undefined) refuse(response, 404, 'NotFound', 'no such group');
    else send(response, answer);
  });
  const kinds = await server.api().kinds();
  expect(kinds.find({ group: 'apps', kind: 'Deployment' })).toMatchObject({ version: 'v1', isNamespaced: true });
  expect(kinds.find({ group: 'apps', kind: 'Deployment', version: 'v1beta1' })).toMatchObject({ version: 'v1beta1' });
  expect(kinds.find({ group: '', kind: 'Node' })).toMatchObject({ isNamespaced: false });
  expect(kinds.find({ group: 'apps', kind: 'Scale' })).toBeUndefined();
  expect(kinds.unknownGroups).toEqual(['metrics.k8s.io']);
});
