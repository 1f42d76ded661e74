import { expect, it } from 'vitest';
import { deployment, namespace, peerAuthentication, service } from '../support/mtls.ts';
import { gateway, virtualService } from '../support/routes.ts';
import { Sandbox } from '../support/run.ts';
import { runMain } from '../support/run-main.ts';

const policy = (name: string, spec: string): string =>
  `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: ${name}, namespace: shop}\nspec:\n  ${spec}`;

const mesh = [
  namespace('shop', 'istio-injection: enabled'),
  namespace('other', 'istio-injection: enabled'),
  namespace('bare'),
  deployment('web', 'shop'),
  deployment('cart', 'shop'),
  deployment('cli', 'other'),
  deployment('old', 'bare'),
  service('cart', 'shop'),
  service('old', 'bare'),
  gateway('gw', 'shop', '"*"'),
  virtualService(
    'cart',
    'shop',
    'hosts: [shop.example.com], gateways: [gw], http: [{match: [{uri: {prefix: /cart}}], rewrite: {uri: /items}, route: [{destination: {host: cart}}]}]',
  ),
  policy(
    'cart',
    `selector: {matchLabels: {app: cart}}
  rules:
  - from: [{source: {principals: [cluster.local/ns/shop/sa/default]}}]
    to: [{operation: {methods: [GET]}}]
  - to: [{operation: {paths: [/items/*]}}]`,
  ),
  policy('no-admin', 'action: DENY\n  rules:\n  - to: [{operation: {paths: [/admin*]}}]'),
].join('\n---\n');

const files = {
  'k8s/mesh.yaml': mesh,
  'strict/mesh.yaml': [mesh, peerAuthentication('default', 'shop', 'mtls: {mode: STRICT}')].join('\n---\n'),
  'broken/mesh.yaml': `${mesh}\n---\na: [`,
};

function run(...args: string[]) {
  const { folder } = new Sandbox(files);
  return runMain(['x', 'check-access', ...args], { cwd: folder });
}

const shown = async (...args: string[]) => (await run(...args)).stdout;

it('tells which rule allows a request, and over what it comes', async () => {
  expect(await run('http://cart/', '-f', 'k8s', '--client', 'shop/web')).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: `GET http://cart/ from shop/web: allowed
   At shop/cart:8080, cart.shop:80, over mTLS as cluster.local/ns/shop/sa/default: allowed
      rules[0] of AuthorizationPolicy shop/cart (k8s/mesh.yaml:81) allows it
`,
  });
});

it('tells of every rule that does not allow it which field does not match', async () => {
  expect(await shown('http://cart.shop/', '-f', 'k8s', '--client', 'other/cli', '-X', 'POST')).toBe(
    `POST http://cart.shop/ from other/cli: denied
   At shop/cart:8080, cart.shop:80, over mTLS as cluster.local/ns/other/sa/default: denied (403)
      no rule of the policies that allow matches (shop/cart)
      AuthorizationPolicy shop/cart (k8s/mesh.yaml:78) does not match:
         rules[0].from[0].source.principals: the client is cluster.local/ns/other/sa/default
         rules[1].to[0].operation.paths: / is not /items/*
`,
  );
});

it('tells which rule denies it', async () => {
  expect(await shown('http://cart/admin', '-f', 'k8s', '--client', 'shop/web')).toContain(`denied (403)
      rules[0] of AuthorizationPolicy shop/no-admin (k8s/mesh.yaml:91) denies it
`);
});

it('follows what comes from outside through the gateway, by its route, with the path that the route makes', async () => {
  expect(await shown('http://shop.example.com/cart/7', '-f', 'k8s')).toBe(
    `GET http://shop.example.com/cart/7 from istio-system/istio-ingressgateway: allowed
   At istio-system/istio-ingressgateway:80: allowed
      no policy allows or denies
   Route: spec.http[0] of VirtualService shop/cart (k8s/mesh.yaml:73)
   At shop/cart:8080, cart.shop:80, over mTLS as cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account: allowed
      rules[1] of AuthorizationPolicy shop/cart (k8s/mesh.yaml:83) allows it
`,
  );
  expect(await shown('http://shop.example.com/', '-f', 'k8s')).toBe(
    `GET http://shop.example.com/ from istio-system/istio-ingressgateway: not reached
   At istio-system/istio-ingressgateway:80: allowed
      no policy allows or denies
   Not found (404): no route takes it
`,
  );
});

it('tells that a client without a proxy has no name, and is not let in where mutual TLS is asked for', async () => {
  expect(await shown('http://cart.shop/', '-f', 'k8s', '--client', 'bare/old')).toContain(
    `   At shop/cart:8080, over plaintext: denied (403)\n`,
  );
  expect(await shown('http://cart.shop/', '-f', 'strict', '--client', 'bare/old')).toBe(
    `GET http://cart.shop/ from bare/old: denied
   At shop/cart:8080, over plaintext: connection closed
      the client has no proxy; the server’s mode is STRICT
`,
  );
});

it('tells that nobody asks policies where no proxy is', async () => {
  expect(await shown('http://old.bare/', '-f', 'k8s', '--client', 'shop/web')).toContain(
    `At bare/old:8080, old.bare:80, over plaintext: allowed
      no proxy is there to ask policies
`,
  );
});

it.each([
  ['allow', ['http://cart/', '--client', 'shop/web'], 0, ''],
  ['deny', ['http://cart/', '--client', 'shop/web'], 79, 'it is allowed'],
  ['deny', ['http://cart/admin', '--client', 'shop/web'], 0, ''],
  ['allow', ['http://cart/admin', '--client', 'shop/web'], 79, 'it is denied'],
  ['deny', ['http://shop.example.com/'], 79, 'it comes to nobody who would allow or deny it'],
  [
    'deny',
    ['http://elsewhere/', '--client', 'shop/web'],
    79,
    'it is not the same at all workloads, or one is not told',
  ],
])('--expect %s of %j exits with %d %s', async (expected, args, exitCode, words) => {
  const result = await run(...args, '-f', 'k8s', '--expect', expected);
  expect(result.exitCode).toBe(exitCode);
  if (words === '') expect(result.stdout).not.toContain('Not as expected');
  else expect(result.stdout).toContain(`   Not as expected: ${words}\n`);
});

it('writes all of it as JSON', async () => {
  const record = JSON.parse(await shown('http://cart/admin', '-f', 'k8s', '--client', 'shop/web', '-o', 'json'));
  expect(record).toMatchObject({
    client: 'shop/web',
    verdict: 'deny',
    stops: [
      {
        workload: 'shop/cart',
        port: 8080,
        destination: 'cart.shop:80',
        transport: 'mTLS',
        principal: 'cluster.local/ns/shop/sa/default',
        verdict: 'deny',
        decidedBy: { action: 'DENY', rule: 0, origin: 'AuthorizationPolicy shop/no-admin', line: 91 },
        policies: [
          { origin: 'AuthorizationPolicy shop/no-admin', rules: [{ index: 0, matches: true }] },
          { origin: 'AuthorizationPolicy shop/cart' },
        ],
      },
    ],
  });
});

it('reads claims of a token, and addresses of clients', async () => {
  const own = [
    mesh,
    policy('tokens', 'action: DENY\n  rules:\n  - from: [{source: {notRequestPrincipals: ["https://i.example/*"]}}]'),
    policy('addresses', 'action: DENY\n  rules:\n  - from: [{source: {remoteIpBlocks: [203.0.113.0/24]}}]'),
    'apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nmetadata: {name: i, namespace: shop}\nspec: {jwtRules: [{issuer: "https://i.example"}]}',
  ].join('\n---\n');
  const { folder } = new Sandbox({ 'mesh.yaml': own });
  const verdictOf = async (...args: string[]) => {
    const { stdout } = await runMain(['x', 'check-access', '-f', 'mesh.yaml', ...args], { cwd: folder });
    return stdout.split('\n', 1)[0]!.split(': ').at(-1);
  };
  const claims = ['--claims', '{"iss": "https://i.example", "sub": "ann"}'];
  expect(await verdictOf('http://cart/', '--client', 'shop/web')).toBe('denied');
  expect(await verdictOf('http://cart/', '--client', 'shop/web', ...claims)).toBe('allowed');
  const outside = ['http://shop.example.com/cart/1', ...claims, '--client-ip'];
  expect(await verdictOf(...outside, '203.0.114.1')).toBe('allowed');
  expect(await verdictOf(...outside, '203.0.113.1')).toBe('denied');
});

it('reads a bug report', async () => {
  const pod = (name: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}-1, namespace: shop, labels: {app: ${name}, security.istio.io/tlsMode: istio}}\nspec: {containers: [{name: app, ports: [{name: main, containerPort: 8080}]}, {name: istio-proxy, image: p}]}`;
  const { folder } = new Sandbox({
    'bug-report/cluster/crs': policy('no-admin', 'action: DENY\n  rules:\n  - to: [{operation: {paths: [/admin*]}}]'),
    'bug-report/cluster/k8s-resources': [service('cart', 'shop'), pod('cart'), pod('web')].join('\n---\n'),
  });
  const args = ['x', 'check-access', 'http://cart/admin', '--client', 'shop/web-1', '--from', 'bug-report'];
  const { exitCode, stdout, stderr } = await runMain(args, { cwd: folder });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain('rules[0] of AuthorizationPolicy shop/no-admin (bug-report:cluster/crs:7) denies it');
});

it('prints no token that the request brings', async () => {
  const token = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('{"iss":"x","sub":"ann"}').toString('base64url')}.c2lnbmF0dXJl`;
  const own = `${mesh}\n---\n${policy('t', 'rules:\n  - when: [{key: "request.headers[x-token]", values: [none]}]')}`;
  const { folder } = new Sandbox({ 'mesh.yaml': own });
  const args = ['http://cart.shop/', '--client', 'other/cli', '-f', 'mesh.yaml', '-X', 'PUT'];
  const headers = ['-H', `authorization: Bearer ${token}`, '-H', `x-token: ${token}`, '-H', 'cookie: session=12345'];
  for (const format of ['text', 'json']) {
    const { stdout } = await runMain(['x', 'check-access', ...args, ...headers, '-o', format], { cwd: folder });
    expect(stdout).toContain('when[0].values');
    expect(stdout).not.toContain('eyJ');
    expect(stdout).not.toContain('12345');
  }
});

it('names the rule for tokens that refuses one', async () => {
  const tokens =
    'apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nmetadata: {name: i, namespace: shop}\nspec:\n  jwtRules: [{issuer: "https://i.example"}]';
  const { folder } = new Sandbox({ 'mesh.yaml': `${mesh}\n---\n${tokens}` });
  const args = ['http://cart/', '--client', 'shop/web', '-f', 'mesh.yaml', '-H', 'authorization: Bearer x'];
  const { stdout } = await runMain(['x', 'check-access', ...args], { cwd: folder });
  expect(stdout).toContain(`denied (401)
      the token is not of three parts in base64url, with two dots between them
      as spec.jwtRules[0] of RequestAuthentication shop/i (mesh.yaml:97) says
`);
});

it.each([
  [['http://cart/', '--client', 'shop/nobody'], /--client: the input has no workload shop\/nobody/],
  [['https://cart/', '--client', 'shop/web'], /does not see into TLS of its application/],
  [['http://cart/', '--client-ip', 'here'], /--client-ip takes an address, as 203\.0\.113\.7, not "here"/],
  [['http://cart/', '--claims', '[1]'], /--claims takes a JSON object/],
  [['http://cart/', '--claims', '{'], /--claims takes a JSON object/],
  [['http://cart/', '-H', 'x'], /--header takes name: value/],
  [[], /give one URL/],
])('refuses %j', async (args, message) => {
  const { exitCode, stdout, stderr } = await run(...args, '-f', 'k8s');
  expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
  expect(stderr).toMatch(message);
});

it('tells what it can where a document cannot be read', async () => {
  const { exitCode, stdout, stderr } = await run('http://cart/', '--client', 'shop/web', '-f', 'broken');
  expect({ exitCode, stdout }).toEqual({ exitCode: 65, stdout: expect.stringContaining('allowed') });
  expect(stderr).toMatch(/broken\/mesh\.yaml:/);
});
