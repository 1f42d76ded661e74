import { connect } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { KubeApi } from '../../src/kube/api.ts';
import { KubeError } from '../../src/kube/kube-error.ts';
import { type PodRequest, type PodRequestOptions, podRequest } from '../../src/kube/pod-http.ts';
import { startWeb } from '../cluster/web.ts';

const pod = { namespace: 'shop', name: 'cart-1' };

/** Asks a web server of this machine as if it were in a Pod. */
async function start() {
  const web = await startWeb();
  onTestFinished(() => web.stop());
  const opened = { count: 0 };
  const api: Partial<KubeApi> = {
    portForward: async (_, port) => {
      if (port !== 80) throw new KubeError(`nothing listens on port ${port}`, { reason: 'ConnectionRefused' });
      opened.count++;
      return connect(web.port, '127.0.0.1');
    },
  };
  const ask = async (path: string, more: Partial<PodRequest> = {}, options: PodRequestOptions = {}) => {
    const answer = await podRequest(api as KubeApi, pod, 80, { path, ...more }, options);
    return answer.text();
  };
  return { web, api: api as KubeApi, ask, opened };
}

it('uses one connection for requests that follow each other, and more for those at once', async () => {
  const { ask, opened } = await start();
  for (let i = 0; i < 4; i++) expect(await ask(`/${i}`)).toBe(`web /${i}`);
  expect(opened.count).toBe(1);
  expect(await Promise.all(['/a', '/b', '/c'].map((path) => ask(path)))).toEqual(['web /a', 'web /b', 'web /c']);
  expect(opened.count).toBe(3);
});

it('keeps a bounded number of connections', async () => {
  const { web, api, opened } = await start();
  const names = Array.from({ length: 40 }, (_, i) => `cart-${i}`);
  const ask = async (name: string) => (await podRequest(api, { ...pod, name }, 80, { path: '/a' })).text();
  for (const name of names) await ask(name);
  await vi.waitFor(async () => expect(await web.connections()).toBe(32));
  await ask('cart-39');
  expect(opened.count).toBe(40);
  await ask('cart-0');
  expect(opened.count).toBe(41);
});

it('sends a body', async () => {
  const { ask } = await start();
  expect(await ask('/echo', { method: 'POST', body: 'é', headers: { 'x-a': 'b' } })).toBe('é');
});

it('asks again over a new connection where the one that was kept has ended', async () => {
  const { ask, web, opened } = await start();
  await ask('/a');
  // In the same moment, so that the end is on its way when the request is sent.
  web.closeConnections();
  expect(await ask('/b')).toBe('web /b');
  expect(opened.count).toBe(2);
});

it('does not repeat what may have been done', async () => {
  const { ask, opened } = await start();
  await ask('/a');
  await expect(ask('/hang-up', { method: 'POST' })).rejects.toThrow('closed the connection without an answer');
  expect(opened.count).toBe(1);
});

it('gives an answer whatever its status, and lets go of one that is not wanted', async () => {
  const { api, opened } = await start();
  const answer = await podRequest(api, pod, 80, { path: '/bytes/60000000' });
  expect(answer).toMatchObject({ status: 200, headers: { 'content-length': '60000000' } });
  answer.discard();
  await expect(answer.text()).rejects.toThrow();
  for await (const _ of (await podRequest(api, pod, 80, { path: '/bytes/60000000' })).body) break;
  expect(opened.count).toBe(2);
});

it.each<[string, PodRequestOptions, string]>([
  ['/cut-off', {}, 'port 80 of Pod shop/cart-1 broke its answer off in the middle'],
  ['/hang-up', {}, 'port 80 of Pod shop/cart-1 closed the connection without an answer'],
  ['/no-http', {}, 'port 80 of Pod shop/cart-1 does not speak HTTP (Parse Error'],
  ['/silent', { silence: 100 }, 'port 80 of Pod shop/cart-1 has said nothing for 0.1 s'],
  ['/stops', { silence: 100 }, 'port 80 of Pod shop/cart-1 has said nothing for 0.1 s'],
  ['/silent', { signal: AbortSignal.timeout(100) }, 'timeout'],
  ['/silent', { signal: AbortSignal.abort(new Error('enough')) }, 'enough'],
])('%s with %j is told', async (path, options, message) => {
  const { ask } = await start();
  await expect(ask(path, {}, options)).rejects.toThrow(message);
});

it('waits as long as it takes to read', async () => {
  const { api } = await start();
  const answer = await podRequest(api, pod, 80, { path: '/bytes/200000' }, { silence: 50 });
  let length = 0;
  for await (const bytes of answer.body) {
    if (length === 0) await new Promise((resolve) => setTimeout(resolve, 150));
    length += bytes.length;
  }
  expect(length).toBe(200_000);
});

it('gives up at the deadline', async () => {
  const { ask } = await start();
  const deadline = performance.now() + 100;
  await expect(ask('/silent', {}, { deadline })).rejects.toThrow('has not answered in time');
});

it('tells why there is no connection', async () => {
  const { api } = await start();
  await expect(podRequest(api, pod, 81, { path: '/' })).rejects.toMatchObject({ reason: 'ConnectionRefused' });
});
