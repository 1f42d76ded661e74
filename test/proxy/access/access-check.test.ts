import { describe, expect, it } from 'vitest';
import { formatPath } from '../../../src/resources/json.ts';
import { access, authorizationPolicy, shownAccess } from '../../support/access.ts';
import { deployment, namespace, peerAuthentication, service, shopWorld } from '../../support/mtls.ts';

const web = 'cluster.local/ns/shop/sa/web';
const allow = (name: string, spec: string, inNamespace = 'shop') => authorizationPolicy(name, inNamespace, spec);
const everything = 'rules: [{}]';
const deny = `action: DENY, ${everything}`;

describe('mutual TLS comes first', () => {
  const strict = [...shopWorld, peerAuthentication('p', 'shop', 'mtls: {mode: STRICT}'), allow('d', deny)];

  it('what is closed or handed on meets no policy', () => {
    const closed = access(strict);
    expect([shownAccess(closed), closed.reason]).toEqual([
      'closed',
      'the mode of port 8080 is STRICT: plaintext is closed',
    ]);
    expect(closed.decidingField?.resource.origin).toBe('PeerAuthentication shop/p');
    expect(formatPath(closed.decidingField?.path ?? [])).toBe('spec.mtls.mode');
    expect(closed.policies).toEqual([]);
    expect(shownAccess(access([...shopWorld, allow('d', deny)], { opening: 'tls', port: 7000 }))).toBe('forwarded');
    expect(shownAccess(access(strict, { principal: web }))).toBe('deny shop/d 0');
  });

  it('a principal counts only where the proxy has seen it', () => {
    const world = [...shopWorld, allow('a', `rules: [{from: [{source: {principals: ["${web}"]}}]}]`)];
    expect(shownAccess(access(world, { principal: web }))).toBe('allow shop/a 0');
    expect(shownAccess(access(world, { principal: web, opening: 'plaintext' }))).toBe('deny');
  });

  it('where the protocol of a port is found out, the ALPN of mutual TLS says it', () => {
    const world = [...shopWorld, allow('a', 'rules: [{to: [{operation: {methods: [GET]}}]}]')];
    const request = { port: 7000, principal: web };
    expect(shownAccess(access(world, request))).toBe('allow shop/a 0');
    expect(shownAccess(access(world, { ...request, alpn: ['istio-h2'] }))).toBe('allow shop/a 0');
    expect(shownAccess(access(world, { ...request, alpn: ['istio'] }))).toBe('deny');
    expect(shownAccess(access(world, { port: 7000 }))).toBe('allow shop/a 0');
    expect(shownAccess(access(world, { ...request, port: 8080, alpn: ['istio'] }))).toBe('allow shop/a 0');
  });
});

describe('then policies', () => {
  const paths = (path: string) => `rules: [{to: [{operation: {paths: [${path}]}}]}]`;
  const at = (path: string, ...documents: string[]) =>
    access([...shopWorld, ...documents], { url: `http://cart${path}` });

  it.each<[string, string, readonly string[], string, string]>([
    ['nothing is said', '/', [], 'allow', 'no policy allows or denies'],
    ['an empty rule allows', '/', [allow('a', everything)], 'allow shop/a 0', 'rule 0 of shop/a allows it'],
    ['no rules allow nothing', '/', [allow('a', '')], 'deny', 'no rule of the policies that allow matches (shop/a)'],
    [
      'what is not allowed',
      '/',
      [allow('a', paths('/a'))],
      'deny',
      'no rule of the policies that allow matches (shop/a)',
    ],
    [
      'a denial goes first',
      '/a',
      [allow('a', everything), allow('d', `action: DENY, ${paths('/a')}`)],
      'deny shop/d 0',
      'rule 0 of shop/d denies it',
    ],
    [
      'a denial that misses',
      '/b',
      [allow('d', `action: DENY, ${paths('/a')}`)],
      'allow',
      'no rule that denies matches, and no policy allows',
    ],
    [
      'a denial without rules',
      '/',
      [allow('d', 'action: DENY')],
      'allow',
      'no rule that denies matches, and no policy allows',
    ],
    [
      'an audit decides nothing',
      '/',
      [allow('u', `action: AUDIT, ${everything}`)],
      'allow',
      'no policy allows or denies',
    ],
  ])('%s', (_, path, policies, shown, reason) => {
    const result = at(path, ...policies);
    expect([shownAccess(result), result.reason]).toEqual([shown, reason]);
  });

  it.each<[string, string, string]>([
    ['the root namespace', allow('d', deny, 'istio-system'), 'deny istio-system/d 0'],
    ['another namespace', allow('d', deny, 'other'), 'allow'],
    ['a selector', allow('d', `selector: {matchLabels: {app: cart}}, ${deny}`), 'deny shop/d 0'],
    ['another selector', allow('d', `selector: {matchLabels: {app: web}}, ${deny}`), 'allow'],
    [
      'a selector in the root namespace',
      allow('d', `selector: {matchLabels: {app: cart}}, ${deny}`, 'istio-system'),
      'deny istio-system/d 0',
    ],
    ['a reference', allow('d', `targetRefs: [{kind: Service, name: cart}], ${deny}`), 'allow'],
  ])('of %s', (_, policy, expected) => {
    expect(shownAccess(at('/', policy))).toBe(expected);
  });

  it('the mesh config says which namespace is the root', () => {
    const world = [...shopWorld, allow('d', deny, 'roots')];
    expect(shownAccess(access(world, {}, 'rootNamespace: roots'))).toBe('deny roots/d 0');
    expect(shownAccess(access(world))).toBe('allow');
  });

  it('a refused request meets none', () => {
    const result = access([...shopWorld, allow('d', deny)], { parts: { method: 'get' } });
    expect([shownAccess(result), result.policies]).toEqual(['rejected', []]);
  });
});

describe('external authorizers', () => {
  const provider = (name: string, kind = 'Http', host = 'cart.shop.svc.cluster.local') =>
    `{name: ${name}, envoyExtAuthz${kind}: {service: ${host}, port: 80}}`;
  const custom = (name: string, by: string, path = '/c') =>
    allow(name, `action: CUSTOM, provider: {name: ${by}}, rules: [{to: [{operation: {paths: [${path}]}}]}]`);
  const asked = (policies: readonly string[], config: string | undefined, path = '/c', port = 8080) =>
    access([...shopWorld, tcp, ...policies], { url: `http://cart${path}`, port }, config);
  const tcp = `apiVersion: v1
kind: Service
metadata: {name: cart-tcp, namespace: shop}
spec: {selector: {app: cart}, ports: [{name: tcp, port: 90, targetPort: 9090}]}`;
  const configOf = (...providers: string[]) => `extensionProviders: [${providers.join(', ')}]`;

  it('are asked about what their rules match, and the rest decides', () => {
    const config = configOf(provider('p'));
    const result = asked([custom('c', 'p'), allow('a', everything)], config);
    expect(result.asks).toMatchObject([{ provider: 'p', action: 'CUSTOM', rule: 0, policy: { name: 'c' } }]);
    expect(shownAccess(result)).toBe('allow shop/a 0');
    expect(asked([custom('c', 'p')], config, '/d').asks).toEqual([]);
    expect(shownAccess(asked([custom('c', 'p'), allow('d', deny)], config))).toBe('deny shop/d 0');
  });

  it('are asked about connections only over gRPC', () => {
    expect(asked([custom('c', 'p')], configOf(provider('p')), '/c', 9090).asks).toEqual([]);
    expect(asked([custom('c', 'p')], configOf(provider('p', 'Grpc')), '/c', 9090).asks).toHaveLength(1);
  });

  it.each<[string, string, string]>([
    ['is in no mesh config', configOf(), 'the mesh config has no such external authorizer'],
    ['is there twice', configOf(provider('p'), provider('p')), 'the mesh config has it more than once'],
    [
      'is not there',
      configOf(provider('p', 'Http', 'gone.shop.svc.cluster.local')),
      'its service gone.shop.svc.cluster.local is not there',
    ],
    [
      'is in another namespace',
      configOf(provider('p', 'Http', 'other/cart.shop.svc.cluster.local')),
      'its service other/cart.shop.svc.cluster.local is not there',
    ],
    [
      'has no port',
      'extensionProviders: [{name: p, envoyExtAuthzHttp: {service: cart.shop.svc.cluster.local}}]',
      'its port is none',
    ],
  ])('one that %s denies', (_, config, why) => {
    const result = asked([custom('c', 'p')], config);
    expect(shownAccess(result)).toBe('deny shop/c 0');
    expect(result.reason).toBe(`rule 0 of shop/c denies, as its provider p cannot be asked: ${why}`);
    expect(shownAccess(asked([custom('c', 'p')], config, '/d'))).toBe('allow');
  });

  it('by namespace', () => {
    const config = configOf(provider('p', 'Http', 'shop/cart.shop.svc.cluster.local'));
    expect(asked([custom('c', 'p')], config).asks).toHaveLength(1);
  });

  it('a workload takes one: with two, both deny', () => {
    const config = configOf(provider('p'), provider('q'));
    const two = [custom('c', 'p'), custom('e', 'q', '/e')];
    expect(shownAccess(asked(two, config))).toBe('deny shop/c 0');
    expect(shownAccess(asked(two, config, '/e'))).toBe('deny shop/e 0');
    expect(shownAccess(asked(two, config, '/d'))).toBe('allow');
  });
});

describe('what carries the traffic', () => {
  it('without a proxy no policy holds', () => {
    const world = [...shopWorld, allow('d', deny, 'bare'), allow('d', deny)];
    const result = access(world, {}, '', 'bare/old');
    expect(result).toMatchObject({ verdict: 'allow', policies: [] });
    expect(result.reason).toBe('no policy holds there: nothing asks for a sidecar or for ambient');
    expect(access(world, { opening: 'tls' }, '', 'bare/old').verdict).toBe('forwarded');
    const excluded = deployment('cart', 'shop', '', 'traffic.sidecar.istio.io/excludeInboundPorts: "8080"');
    expect(access([...shopWorld, excluded, allow('d', deny)]).reason).toBe(
      'no policy holds there: annotations keep port 8080 from the sidecar',
    );
  });

  it('ztunnel sees connections only', () => {
    const world = [
      namespace('mesh', 'istio.io/dataplane-mode: ambient'),
      deployment('cart', 'mesh'),
      service('cart', 'mesh'),
    ];
    const from = (policy: string, request = {}) => access([...world, policy], request, '', 'mesh/cart');
    const get = '{to: [{operation: {methods: [GET]}}]}';
    expect(shownAccess(from(allow('a', `rules: [${get}]`, 'mesh')))).toBe('deny');
    expect(shownAccess(from(allow('d', `action: DENY, rules: [${get}]`, 'mesh')))).toBe('deny mesh/d 0');
    const byPrincipal = allow('a', `rules: [{from: [{source: {principals: ["${web}"]}}]}]`, 'mesh');
    expect(shownAccess(from(byPrincipal, { principal: web }))).toBe('allow mesh/a 0');
    expect(from(byPrincipal).assumptions).toEqual(['what a waypoint would do is not looked at, only ztunnel']);
    const sni = allow('d', 'action: DENY, rules: [{when: [{key: connection.sni, values: [x]}]}]', 'mesh');
    expect(shownAccess(from(sni))).toBe('deny mesh/d 0');
    const strict = peerAuthentication('p', 'mesh', 'mtls: {mode: STRICT}');
    expect(shownAccess(from(strict))).toBe('closed');
    expect(shownAccess(from(strict, { principal: web }))).toBe('allow');
  });

  it('a gateway believes as many proxies as it is told to, and no mode closes it', () => {
    const gateway = (annotations = '') =>
      deployment('gw', 'shop', 'istio: gw', `inject.istio.io/templates: gateway${annotations}`);
    const policy = allow('a', 'rules: [{from: [{source: {remoteIpBlocks: [1.0.0.0/8]}}]}]');
    const strict = peerAuthentication('p', 'shop', 'mtls: {mode: STRICT}');
    const request = {
      sourceIp: '9.9.9.9',
      parts: { headers: [['x-forwarded-for', '1.1.1.1, 2.2.2.2']] as [string, string][] },
    };
    const verdict = (document: string, config = '') =>
      shownAccess(access([...shopWorld, strict, document, policy], request, config, 'shop/gw'));
    const told = (proxies: number) => `defaultConfig: {gatewayTopology: {numTrustedProxies: ${proxies}}}`;
    expect([0, 1, 2].map((proxies) => verdict(gateway(), told(proxies)))).toEqual(['deny', 'deny', 'allow shop/a 0']);
    const own = `, proxy.istio.io/config: '${told(2).slice('defaultConfig: '.length)}'`;
    expect(verdict(gateway(own), told(1))).toBe('allow shop/a 0');
  });

  it('a gateway writes down whom it got a request from', () => {
    const gateway = deployment('gw', 'shop', '', 'inject.istio.io/templates: gateway');
    const policy = allow(
      'a',
      'rules: [{when: [{key: "request.headers[x-forwarded-for]", values: ["1.1.1.1,9.9.9.9"]}]}]',
    );
    const request = { sourceIp: '9.9.9.9', parts: { headers: [['x-forwarded-for', '1.1.1.1']] as [string, string][] } };
    expect(shownAccess(access([...shopWorld, gateway, policy], request, '', 'shop/gw'))).toBe('allow shop/a 0');
    expect(shownAccess(access([...shopWorld, policy], request))).toBe('deny');
  });

  it('the address of a Pod', () => {
    const pod = `apiVersion: v1
kind: Pod
metadata: {name: p, namespace: shop, labels: {app: p}}
spec: {containers: [{name: c, image: c}]}
status: {podIP: 10.0.0.7}`;
    const policy = allow('a', 'rules: [{when: [{key: destination.ip, values: [10.0.0.7]}]}]');
    expect(shownAccess(access([...shopWorld, pod, policy], {}, '', 'shop/p'))).toBe('allow shop/a 0');
    const elsewhere = access([...shopWorld, policy]);
    expect([shownAccess(elsewhere), elsewhere.assumptions]).toEqual([
      'deny',
      ['the workload’s address is not known, and taken to be in no block'],
    ]);
  });
});
