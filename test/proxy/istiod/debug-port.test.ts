import { expect, it, onTestFinished } from 'vitest';
import { askEach, askFirst } from '../../../src/proxy/istiod/connection.ts';
import { debugPort } from '../../../src/proxy/istiod/debug-port.ts';
import { findIstiods } from '../../../src/proxy/istiod/find-istiods.ts';
import { type Answering, startHttpAnswers } from '../../cluster/http-answers.ts';
import { fakeCluster, istiodPod } from './fake-cluster.ts';

/** istiods by name, each with what it answers; without an answer nothing listens there. */
async function start(istiods: Readonly<Record<string, Answering | undefined>>) {
  const ports: Record<string, number> = {};
  const asked: Record<string, readonly string[]> = {};
  for (const [name, answering] of Object.entries(istiods)) {
    if (answering === undefined) continue;
    const server = await startHttpAnswers(answering);
    onTestFinished(() => server.stop());
    ports[`${name}:15014`] = server.port;
    asked[name] = server.asked;
  }
  const api = fakeCluster(
    Object.keys(istiods).map((name) => istiodPod(name)),
    ports,
  );
  const found = await findIstiods(api, { istioNamespace: 'istio-system' });
  return { connections: found.map((istiod) => debugPort(api, istiod)), asked };
}

const withStatus =
  (status: number, text: string): Answering =>
  (_, response) => {
    response.statusCode = status;
    return text;
  };
const proxy = (name: string) => ({ proxy: name, cluster_id: 'east', proxy_type: 'sidecar', istio_version: '1.30.3' });
const elsewhere = withStatus(
  404,
  'Proxy not connected to this Pilot instance. It may be connected to another instance.\n',
);

const cutOff: Answering = (_, response) => {
  response.writeHead(200, { 'content-length': 99 }).write('[');
  setTimeout(() => response.destroy(), 20);
  return undefined;
};

it('asks all at once; one that does not answer keeps nothing back', async () => {
  const { connections } = await start({
    a: () => JSON.stringify([proxy('cart.shop')]),
    b: undefined,
    c: () => JSON.stringify([proxy('web.shop')]),
  });
  const { answers, failures } = await askEach(connections, (istiod) => istiod.proxies());
  expect(answers.map(({ istiod, answer }) => [istiod.name, answer.map(({ id }) => id)])).toEqual([
    ['a', ['cart.shop']],
    ['c', ['web.shop']],
  ]);
  expect(failures.map(({ istiod, error }) => [istiod.name, error.message])).toEqual([
    ['b', 'nothing listens on port 15014 of Pod istio-system/b'],
  ]);
});

it('fails where none answers', async () => {
  const { connections } = await start({ a: undefined, b: undefined });
  await expect(askEach(connections, (istiod) => istiod.proxies())).rejects.toThrow('Pod istio-system/a');
});

it('asks one after another until one has the proxy', async () => {
  const { connections, asked } = await start({ a: elsewhere, b: () => '{"configs": []}', c: () => '{}' });
  const found = await askFirst(connections, 'config_dump?proxyID=cart.shop');
  expect([found?.istiod.name, found?.answer]).toEqual(['b', '{"configs": []}']);
  expect(asked.a).toEqual(['GET /debug/config_dump?proxyID=cart.shop']);
  expect(asked.c).toEqual([]);
});

it('knows that none has it only where all have answered', async () => {
  const { connections } = await start({ a: elsewhere, b: elsewhere });
  expect(await askFirst(connections, 'config_dump?proxyID=x')).toBeUndefined();
  const { connections: some } = await start({ a: elsewhere, b: undefined });
  await expect(askFirst(some, 'config_dump?proxyID=x')).rejects.toThrow('Pod istio-system/b');
});

it.each<[string, Answering, string]>([
  [
    'closed endpoints',
    withStatus(404, '404 page not found\n'),
    'ENABLE_DEBUG_ON_HTTP=false), --xds-port 15012 asks by xDS',
  ],
  ['a failure', withStatus(500, 'no'), 'istiod a answers /debug/syncz with status 500: no'],
  ['what is no JSON', () => '<html>', 'the answer of istiod a is not JSON: <html>'],
  ['an answer cut off', cutOff, 'broke its answer off'],
])('says what is wrong with %s', async (_, answering, message) => {
  const { connections } = await start({ a: answering });
  await expect(connections[0]!.proxies()).rejects.toThrow(message);
});

it.each([
  ['1.30.3-unknown-unknown', '1.30.3', 'unknown', 'unknown'],
  [
    '1.31-alpha.2-016bc46f4a5e0ef3fa135b3c5380ab7765467c1a-dirty-Modified\n',
    '1.31-alpha.2',
    '016bc46f4a5e0ef3fa135b3c5380ab7765467c1a-dirty',
    'Modified',
  ],
  ['1.30.3', '1.30.3', '', ''],
  ['{"clientVersion": {"version": "1.29.0", "revision": "abc", "status": "Clean"}}', '1.29.0', 'abc', 'Clean'],
])('%s is version %s', async (said, version, commit, status) => {
  const { connections } = await start({ a: () => said });
  expect(await connections[0]!.build()).toEqual({ version, commit, status });
});
