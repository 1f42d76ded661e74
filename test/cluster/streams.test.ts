import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KubeApi } from '../../src/kube/api.ts';
import { findPods, podName } from '../../src/kube/find-pods.ts';
import { type PodRequest, podRequest } from '../../src/kube/pod-http.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { type RunningEnvoy, startEnvoy } from './envoy.ts';
import { open } from './kube.ts';
import { type StandInKubelet, startKubelet } from './kubelet.ts';
import { nodeName, registerNode } from './node.ts';
import { startWeb, type Web } from './web.ts';

let server: ApiServer;
let kubelet: StandInKubelet;
let envoy: RunningEnvoy;
let web: Web;
let api: KubeApi;

const reviews = { namespace: 'default', name: 'reviews-1' };
const clusters = Array.from({ length: 300 }, (_, i) => ({
  name: `outbound|80||svc-${i}.default.svc.cluster.local`,
  connect_timeout: '1s',
}));

const pod = (name: string, labels: JsonObject = {}, assigned = true): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', labels },
  spec: { ...(assigned && { nodeName }), containers: [{ name: 'istio-proxy', image: 'proxyv2' }] },
});

beforeAll(async () => {
  [server, kubelet, envoy, web] = await Promise.all([
    startApiServer({ users: ['nobody', 'getter', 'reader'] }),
    startKubelet(),
    startEnvoy({ static_resources: { clusters } }),
    startWeb(),
  ]);
  await registerNode(server, kubelet.port);
  for (const object of [pod('reviews-1', { app: 'reviews' }), pod('waiting', {}, false), pod('gone')]) {
    await server.apply(object);
  }
  // `getter` may do what one of the two verbs allows that a WebSocket takes, `reader` both.
  for (const [user, verbs] of Object.entries({ getter: ['get'], reader: ['get', 'create'] }))
    await server.grant(user, [{ apiGroups: [''], resources: ['pods/portforward'], verbs }], 'default');
});
afterAll(async () => {
  await Promise.all([envoy, web, kubelet, server].map((one) => one?.stop()));
});
beforeEach(() => {
  api = open(server);
  kubelet.serve('default/reviews-1', {
    ports: { 15000: envoy.adminPort, 8080: web.port },
    exec: (command, container) => ({
      stdout: `${container}: ${JSON.stringify(command)}\n`,
      stderr: 'a warning\n',
      exitCode: command[0] === 'false' ? 3 : 0,
    }),
    logs: (container, query) => `${container} ${query}\n`,
  });
});
afterEach(() => api.close());

const ask = async (port: number, path: string, more: Partial<PodRequest> = {}) => {
  const answer = await podRequest(api, reviews, port, { path, ...more });
  return { status: answer.status, text: await answer.text() };
};

describe('port-forward', () => {
  it('carries bytes both ways and ends', async () => {
    const stream = await api.portForward(reviews, 15000);
    stream.write('GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    expect(await text(stream)).toMatch(/^HTTP\/1.1 200 OK[\s\S]*LIVE\n/);
  });

  it('serves a user who has both permissions, and names both to one who has not', async () => {
    const reader = open(server, 'reader');
    expect((await podRequest(reader, reviews, 15000, { path: '/ready' })).status).toBe(200);
    reader.close();
    for (const user of ['nobody', 'getter']) {
      const other = open(server, user);
      const rule = ` lacks the permission. This rule in a Role in namespace default (or a ClusterRole) bound to the user grants it:
  - apiGroups: [""]
    resources: ["pods/portforward"]
    verbs: ["get", "create"]`;
      await expect(other.portForward(reviews, 15000)).rejects.toThrow(rule);
      other.close();
    }
  });

  it.each([
    [
      'a Pod that does not exist',
      'nothing',
      'cannot open a connection to port 15000 of Pod default/nothing: pods "nothing" not found',
    ],
    [
      'a Pod without a Node',
      'waiting',
      'Pod default/waiting: the server refuses it: pod waiting does not have a host assigned',
    ],
    ['a Pod that its kubelet does not know', 'gone', 'Pod default/gone: pod does not exist'],
  ])('says what is wrong with %s', async (_, name, message) => {
    await expect(api.portForward({ ...reviews, name }, 15000)).rejects.toThrow(message);
  });

  it('says that nothing listens on a port', async () => {
    const stream = await api.portForward(reviews, 15999);
    await expect(text(stream)).rejects.toMatchObject({
      message: 'nothing listens on port 15999 of Pod default/reviews-1',
      reason: 'ConnectionRefused',
    });
  });

  it('says that the connection broke', async () => {
    const stream = await api.portForward(reviews, 15000);
    setTimeout(() => kubelet.breakConnections(), 20);
    await expect(text(stream)).rejects.toThrow('the connection to port 15000 of Pod default/reviews-1 broke');
  });

  it('is ended by its signal, and by closing the cluster', async () => {
    const stopping = new AbortController();
    const stream = await api.portForward(reviews, 15000, { signal: stopping.signal });
    stopping.abort(new Error('enough'));
    await expect(text(stream)).rejects.toThrow('enough');
    const other = await api.portForward(reviews, 15000);
    api.close();
    await expect(text(other)).rejects.toThrow();
    expect(other.errored).toBeNull();
  });

  it('does not read faster than whoever takes it', async () => {
    const stream = await api.portForward(reviews, 8080);
    stream.write('GET /bytes/60000000 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    await sleep(500);
    // What waits in buffers on the way is far less than all.
    expect(web.sent()).toBeLessThan(30_000_000);
    let read = 0;
    for await (const bytes of stream) read += (bytes as Buffer).length;
    expect(read).toBeGreaterThan(60_000_000);
  });
});

describe('requests to a Pod', () => {
  it('reads what a real Envoy says', async () => {
    const { status, text } = await ask(15000, '/config_dump?resource=static_clusters');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ configs: expect.arrayContaining([expect.anything()]) });
    expect((text.match(/outbound\|80/g) ?? []).length).toBeGreaterThanOrEqual(300);
  });

  it('changes what a real Envoy logs', async () => {
    expect((await ask(15000, '/logging?upstream=debug', { method: 'POST' })).text).toMatch(/upstream: debug/);
    expect((await ask(15000, '/logging', { method: 'POST' })).text).toMatch(/upstream: debug/);
    expect((await ask(15000, '/logging')).status).toBe(405);
    expect((await ask(8080, '/echo', { method: 'POST', body: 'a body' })).text).toBe('a body');
  });

  it('uses a connection again', async () => {
    const before = kubelet.forwarded;
    for (let i = 0; i < 5; i++) expect((await ask(15000, '/ready')).text).toBe('LIVE\n');
    expect(kubelet.forwarded - before).toBe(1);
  });

  it('opens another one when the Pod has closed the one that was kept', async () => {
    await ask(8080, '/bytes/1');
    web.closeConnections();
    expect((await ask(8080, '/bytes/2')).text).toBe('xx');
    kubelet.breakConnections();
    expect((await ask(8080, '/bytes/2')).text).toBe('xx');
  });

  it('goes on with a proxy that was restarted', async () => {
    await ask(15000, '/ready');
    await envoy.stop();
    await expect(ask(15000, '/ready')).rejects.toThrow('nothing listens on port 15000 of Pod default/reviews-1');
    envoy = await startEnvoy({ static_resources: { clusters } }, envoy.adminPort);
    expect((await ask(15000, '/ready')).text).toBe('LIVE\n');
  });

  it('asks a hundred times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(15000, '/server_info')));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });

  it('streams 60 MB', async () => {
    const answer = await podRequest(api, reviews, 8080, { path: '/bytes/60000000' });
    let length = 0;
    for await (const bytes of answer.body) length += bytes.length;
    expect(length).toBe(60_000_000);
  });

  it.each([
    ['/cut-off', 'port 8080 of Pod default/reviews-1 broke its answer off in the middle'],
    ['/hang-up', 'port 8080 of Pod default/reviews-1 closed the connection without an answer'],
    ['/no-http', 'port 8080 of Pod default/reviews-1 does not speak HTTP'],
    ['/silent', 'port 8080 of Pod default/reviews-1 has said nothing for 0.3 s'],
    ['/stops', 'port 8080 of Pod default/reviews-1 has said nothing for 0.3 s'],
  ])('says what is wrong with %s', async (path, message) => {
    const answer = podRequest(api, reviews, 8080, { path }, { silence: 300 });
    await expect(answer.then((answer) => answer.text())).rejects.toThrow(message);
  });

  it('gives up at the deadline, and when it is told to', async () => {
    const deadline = performance.now() + 200;
    const late = podRequest(api, reviews, 8080, { path: '/silent' }, { deadline });
    await expect(late).rejects.toThrow('port 8080 of Pod default/reviews-1 has not answered in time');
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(new Error('enough')), 100);
    const stopped = podRequest(api, reviews, 8080, { path: '/silent' }, { signal: stopping.signal });
    await expect(stopped).rejects.toThrow('enough');
  });
});

describe('exec', () => {
  it('gives what the program writes, and its exit code', async () => {
    const result = await api.exec(reviews, { container: 'istio-proxy', command: ['ls', '-l', 'a b&c=d'] });
    expect(result).toEqual({ stdout: 'istio-proxy: ["ls","-l","a b&c=d"]\n', stderr: 'a warning\n', exitCode: 0 });
    expect(await api.exec(reviews, { container: 'istio-proxy', command: ['false'] })).toMatchObject({ exitCode: 3 });
  });

  it('says what is wrong', async () => {
    const command = { container: 'app', command: ['ls'] };
    await expect(api.exec(reviews, command)).rejects.toThrow(
      'cannot run ls in container app of Pod default/reviews-1: the server refuses it: container app is not valid for pod reviews-1',
    );
    kubelet.serve('default/reviews-1', {});
    await expect(api.exec(reviews, { ...command, container: 'istio-proxy' })).rejects.toThrow('container not found');
    kubelet.serve('default/reviews-1', { exec: () => sleep(10_000, {}) });
    const late = { deadline: performance.now() + 300 };
    await expect(api.exec(reviews, { ...command, container: 'istio-proxy' }, late)).rejects.toThrow(
      'it has not ended in time',
    );
  });
});

describe('logs', () => {
  const log = async (lines: AsyncIterable<Buffer>) => {
    let text = '';
    for await (const bytes of lines) text += bytes.toString();
    return text;
  };

  it('asks for the lines that are wanted', async () => {
    const selection = { container: 'istio-proxy', tailLines: 5, sinceSeconds: 60, timestamps: true, previous: true };
    expect(await log(api.logs(reviews, selection))).toBe(
      'istio-proxy previous=true&sinceSeconds=60&tailLines=5&timestamps=true\n',
    );
  });

  it('follows until it is told to stop', async () => {
    async function* lines() {
      for (let i = 0; ; i++) {
        yield `line ${i}\n`;
        await sleep(20);
      }
    }
    kubelet.serve('default/reviews-1', { logs: lines });
    const stopping = new AbortController();
    const seen: string[] = [];
    const follow = async () => {
      for await (const bytes of api.logs(reviews, { follow: true }, { signal: stopping.signal })) {
        seen.push(bytes.toString());
        if (seen.length > 3) stopping.abort(new Error('enough'));
      }
    };
    await expect(follow()).rejects.toThrow('enough');
    expect(seen.join('')).toMatch(/^line 0\nline 1\n/);
  });
});

describe('finding Pods', () => {
  it('finds them by name, by what they belong to, and by labels', async () => {
    await server.applyYaml(`apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: default }
spec: { selector: { app: reviews }, ports: [{ port: 80 }] }`);
    for (const query of [{ name: 'reviews-1.default' }, { name: 'svc/reviews' }, { selector: 'app=reviews' }]) {
      expect((await findPods(api, query)).map(podName)).toEqual([reviews]);
    }
    await expect(findPods(api, { name: 'reviews' })).rejects.toThrow(
      'there is no Pod default/reviews: there is reviews-1',
    );
  });
});

describe('a Node that is down', () => {
  it('is named', async () => {
    await kubelet.stop();
    const why = 'the kubelet of its Node does not answer (dial tcp 127.0.0.1:';
    await expect(api.portForward(reviews, 15000)).rejects.toThrow(why);
    await expect(api.exec(reviews, { container: 'istio-proxy', command: ['ls'] })).rejects.toThrow(why);
    await expect(api.logs(reviews)[Symbol.asyncIterator]().next()).rejects.toThrow(why);
    kubelet = await startKubelet();
  });
});
