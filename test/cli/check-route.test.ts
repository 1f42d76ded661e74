import { expect, it } from 'vitest';
import { deployment, namespace, service } from '../support/mtls.ts';
import { gateway, virtualService } from '../support/routes.ts';
import { Sandbox } from '../support/run.ts';
import { runMain } from '../support/run-main.ts';

const routes = `hosts: [shop.example.com, cart], gateways: [gw, mesh], http: [
  {name: old, match: [{headers: {user: {exact: jane}}}], rewrite: {uri: /old/}, timeout: 2s, retries: {attempts: 3, perTryTimeout: 1s}, route: [{destination: {host: web}}]},
  {route: [{destination: {host: cart}, weight: 90}, {destination: {host: gone}, weight: 10}]}]`;
const mesh = [
  namespace('shop', 'istio-injection: enabled'),
  namespace('bare'),
  deployment('web', 'shop'),
  deployment('cart', 'shop'),
  deployment('old', 'bare'),
  service('web', 'shop'),
  service('cart', 'shop'),
  gateway('gw', 'shop', '"*"'),
  virtualService('cart', 'shop', routes),
].join('\n---\n');
const gateways = ['in', 'out']
  .map((name) => deployment(name, 'edge', 'istio: x', 'inject.istio.io/templates: gateway'))
  .join('\n---\n');
const files = {
  'k8s/mesh.yaml': mesh,
  'two/mesh.yaml': gateways,
  'broken/mesh.yaml': `${mesh}\n---\na: [`,
  'bug-report/cluster/crs': virtualService('cart', 'shop', 'hosts: [cart], http: [{name: x, redirect: {uri: /x}}]'),
  'bug-report/cluster/k8s-resources': [service('cart', 'shop'), podWithProxy()].join('\n---\n'),
};

function podWithProxy(): string {
  return 'apiVersion: v1\nkind: Pod\nmetadata: {name: web-1, namespace: shop}\nspec: {containers: [{name: istio-proxy, image: p}]}';
}

function run(...args: string[]) {
  const { folder } = new Sandbox(files);
  return runMain(['x', 'check-route', ...args], { cwd: folder });
}

it('tells which route the default gateway takes, where it is written and where it leads', async () => {
  expect(await run('http://shop.example.com/a?q', '-f', 'k8s', '-H', 'User: jane')).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: `GET http://shop.example.com/a?q from istio-system/istio-ingressgateway
   Virtual host: shop.example.com:80
   Route: old of VirtualService shop/cart (k8s/mesh.yaml:60)
      takes header user=jane
   To web.shop:80
   Path there: /old/a?q
   Timeout: 2s
   Retries: attempts 3, perTryTimeout 1s
`,
  });
});

it('tells which hosts the gateway has routes for, where that is not asked for', async () => {
  const args = ['http://shop.example.org/', '-f', 'k8s'];
  expect((await run(...args)).stdout).toContain(
    'Not found (404): no route is for this host, but for shop.example.com, cart',
  );
  const { outcome, knownHosts } = JSON.parse((await run(...args, '-o', 'json')).stdout);
  expect([outcome, knownHosts]).toEqual(['no-route', ['shop.example.com', 'cart.shop.svc.cluster.local']]);
});

it('tells which routes do not take it, and what is missing', async () => {
  const { stdout } = await run('http://cart/', '-f', 'k8s', '--client', 'shop/web');
  expect(stdout).toBe(`GET http://cart/ from shop/web
   Virtual host: cart.shop.svc.cluster.local:80
   Route: spec.http[1] of VirtualService shop/cart (k8s/mesh.yaml:61)
      takes every request
   To cart.shop:80, 90 %
   To gone.shop:80 (the proxy knows no such host), 10 %
   Passed over: a route before it
      old of VirtualService shop/cart (k8s/mesh.yaml:60): header user=jane
`);
});

it('writes the same as JSON, and of a bug report', async () => {
  const { stdout } = await run(
    'http://cart/',
    '--client',
    'shop/web-1',
    '--from',
    'bug-report',
    '-o',
    'json',
    '-X',
    'PUT',
  );
  expect(JSON.parse(stdout)).toMatchObject({
    request: { method: 'PUT', authority: 'cart', path: '/' },
    proxy: 'shop/web-1',
    outcome: 'redirect',
    status: 301,
    location: 'http://cart/x',
    route: { name: 'x', origin: 'VirtualService shop/cart', path: 'spec.http[0]' },
    destinations: [],
  });
});

it.each([
  [['http://cart/', '--client', 'shop/web', '--expect', 'cart.shop:80', '--expect', 'gone.shop'], 0, ''],
  [
    ['http://cart/', '--client', 'shop/web', '--expect', 'cart.shop'],
    79,
    'Not as expected: it goes to gone.shop:80, not only to cart.shop',
  ],
  [
    ['http://shop.example.com/', '-H', 'user: jane', '--expect', 'web.shop/v2'],
    79,
    'Not as expected: it goes to web.shop:80, not to web.shop/v2',
  ],
  [['http://other.example.com/', '--expect', 'web.shop'], 79, 'it is not forwarded: no-route'],
  [['http://shop.example.com:81/'], 0, 'Refused: the gateway does not listen there for HTTP'],
])('%j exits with %i', async (args, exitCode, text) => {
  const ended = await run(...args, '-f', 'k8s');
  expect(ended).toMatchObject({ exitCode, stderr: '' });
  expect(ended.stdout).toContain(text);
});

it.each([
  [['-f', 'k8s'], 64, 'give one URL'],
  [['cart', '-f', 'k8s'], 64, '"cart" is no URL of a request'],
  [
    ['http://cart/', '-f', 'k8s', '--client', 'shop/wbe'],
    64,
    'the input has no workload shop/wbe. Did you mean "shop/web"?',
  ],
  [['http://cart/', '-f', 'k8s', '--client', 'nothing'], 64, 'the input has no workload nothing. There is '],
  [['https://cart/', '-f', 'k8s', '--client', 'shop/web'], 64, 'a sidecar does not see into TLS'],
  [['http://cart/', '-f', 'k8s', '--client', 'bare/old'], 1, 'bare/old has no Envoy that routes what it sends'],
  [['http://cart/', '-f', 'k8s', '-H', 'nonsense'], 64, '--header takes name: value'],
  [['http://cart/', '-f', 'k8s', '--expect', 'a b'], 64, '--expect takes host'],
  [['http://cart/', '-f', 'two'], 64, 'there are several gateways, edge/in, edge/out'],
  [['http://cart/', '--from', 'two'], 65, 'two holds no resources of a cluster'],
  [['http://cart/', '--from', 'bug-report', '-f', 'k8s'], 64, 'nothing for --filename'],
])('%j fails', async (args, exitCode, message) => {
  const ended = await run(...args);
  expect(ended).toMatchObject({ exitCode, stdout: '' });
  expect(ended.stderr).toContain(message);
});

it('tells what it can where a document cannot be read', async () => {
  expect(await run('http://shop.example.com/', '-f', 'broken')).toMatchObject({
    exitCode: 65,
    stdout: expect.stringContaining('To cart.shop:80, 90 %'),
    stderr: expect.stringContaining('broken/mesh.yaml'),
  });
});
