import { describe, expect, it } from 'vitest';
import { destinationRule, namespace, sidecar } from '../../support/mtls.ts';
import { gateway, httpRoute, listeners, route, shownRoute, virtualService, webService } from '../../support/routes.ts';

const url = 'http://cart/';
/** A VirtualService of `shop/cart` whose first route, `a`, has the match and leads to v1, and whose second, `b`, leads to v2. */
const matching = (match: string) =>
  virtualService(
    'cart',
    'shop',
    `hosts: [cart], http: [{name: a, match: [${match}], route: [{destination: {host: cart, subset: v1}}]}, {name: b, route: [{destination: {host: cart, subset: v2}}]}]`,
  );
const [first, second] = ['a: cart.shop:80/v1', 'b: cart.shop:80/v2'];
const leads = (to: string, more = '') => `{route: [{destination: {host: ${to}}}]${more}}`;

describe('matches of a VirtualService', () => {
  it.each<[string, string, string, Parameters<typeof route>[3]?]>([
    ['{uri: {prefix: /a}}', '/abc', first],
    ['{uri: {prefix: /a}}', '/A', second],
    ['{uri: {prefix: /a}, ignoreUriCase: true}', '/Ab', first],
    ['{uri: {exact: /a}}', '/a?x', first],
    ['{uri: {exact: /a}}', '/a/', second],
    ['{uri: {regex: "/a.*"}}', '/ab', first],
    ['{uri: {regex: "/a"}}', '/ab', second],
    ['{uri: {regex: "(?i)/a"}}', '/A', first],
    ['{method: {exact: PUT}}', '/', first, { method: 'PUT' }],
    ['{method: {regex: "P.*"}}', '/', second],
    ['{scheme: {exact: http}}', '/', first],
    ['{authority: {exact: cart}}', '/', first],
    ['{authority: {prefix: other}}', '/', second],
    ['{headers: {x-a: {exact: "1"}}}', '/', first, { headers: [['X-A', '1']] }],
    [
      '{headers: {x-a: {exact: "2"}}}',
      '/',
      first,
      {
        headers: [
          ['x-a', '1'],
          ['x-a', '2'],
        ],
      },
    ],
    [
      '{headers: {x-a: {exact: "1,2"}}}',
      '/',
      second,
      {
        headers: [
          ['x-a', '1'],
          ['x-a', '2'],
        ],
      },
    ],
    ['{headers: {x-a: {}}}', '/', first, { headers: [['x-a', '']] }],
    ['{headers: {x-a: {regex: "*"}}}', '/', second],
    ['{withoutHeaders: {x-a: {exact: "1"}}}', '/', first],
    ['{withoutHeaders: {x-a: {exact: "1"}}}', '/', second, { headers: [['x-a', '1']] }],
    ['{withoutHeaders: {x-a: {}}}', '/', second, { headers: [['x-a', '2']] }],
    ['{queryParams: {q: {exact: "1"}}}', '/?p&q=1&q=2', first],
    ['{queryParams: {q: {exact: "2"}}}', '/?q=1&q=2', second],
    ['{queryParams: {q: {}}}', '/?q', first],
    ['{queryParams: {q: {exact: "a b"}}}', '/?q=a%20b', second],
    [
      '{headers: {"@request.auth.claims.group": {exact: dev}}}',
      '/',
      first,
      { headers: [['@request.auth.claims.group', 'dev']] },
    ],
    ['{port: 80}', '/', first],
    ['{port: 81}', '/', second],
    ['{sourceLabels: {app: web}, sourceNamespace: shop}', '/', first],
    ['{sourceLabels: {app: cli}}', '/', second],
    ['{sourceNamespace: other}', '/', second],
    ['{gateways: [mesh]}', '/', first],
    ['{gateways: [edge], uri: {prefix: /}}', '/', second],
    ['{uri: {prefix: /b}}, {uri: {prefix: /c}}', '/c', first],
  ])('%s, %s → %s', (match, path, expected, parts) => {
    expect(shownRoute(route([matching(match)], 'web', `http://cart${path}`, parts))).toBe(expected);
  });

  it('takes nothing past a route that takes all', () => {
    const all = virtualService(
      'cart',
      'shop',
      `hosts: [cart], http: [${leads('web', ', name: all')}, ${leads('cart', ', name: never')}]`,
    );
    const result = route([all], 'web', url);
    expect(shownRoute(result)).toBe('all: web.shop:80');
    expect(result.passed).toEqual([]);
  });

  it('tells the routes before the one that is taken', () => {
    const { passed } = route([matching('{uri: {prefix: /a}, name: x}, {uri: {prefix: /b}}')], 'web', url);
    expect(passed.map(({ name }) => name)).toEqual(['a.x', 'a']);
  });
});

describe('the sidecar of a client', () => {
  const private_ = virtualService(
    'cart',
    'shop',
    `hosts: [cart], exportTo: [.], http: [${leads('web', ', name: own')}]`,
  );
  const wild = virtualService(
    'wild',
    'other',
    `hosts: ["*.shop.svc.cluster.local"], http: [${leads('cli', ', name: wild')}]`,
  );
  const older = ', creationTimestamp: "2020-01-01T00:00:00Z"';
  it.each<[string, readonly string[], 'web' | 'cli', string, string, string?]>([
    ['no VirtualService', [], 'web', url, 'cart.shop:80'],
    ['names of a Service', [], 'cli', 'http://cart.shop.svc/', 'cart.shop:80'],
    ['a short name of another namespace', [], 'cli', url, 'passthrough'],
    [
      'a short name of another namespace where only known hosts go',
      [],
      'cli',
      url,
      'blocked 502',
      'outboundTrafficPolicy: {mode: REGISTRY_ONLY}',
    ],
    ['a port where nothing speaks HTTP', [], 'web', 'http://cart:81/', 'passthrough'],
    [
      'a Service that speaks TCP',
      [webService('db', 'shop', '{name: tcp, port: 5432}')],
      'web',
      'http://db:5432/',
      'passthrough',
    ],
    ['one seen by its namespace alone', [private_], 'web', url, 'own: web.shop:80'],
    ['one that is not exported', [private_], 'cli', 'http://cart.shop/', 'cart.shop:80'],
    [
      'a default of the mesh',
      [virtualService('cart', 'shop', `hosts: [cart], http: [${leads('web')}]`)],
      'cli',
      'http://cart.shop/',
      'cart.shop:80',
      'defaultVirtualServiceExportTo: ["."]',
    ],
    ['a wildcard', [wild], 'web', url, 'wild: cli.other:80'],
    ['a wildcard beside a name', [wild, matching('{uri: {prefix: /}}')], 'web', url, first],
    [
      'the older one of two',
      [
        matching('{uri: {prefix: /}}'),
        virtualService(
          'z',
          'other',
          `hosts: [cart.shop.svc.cluster.local], http: [${leads('cli', ', name: old')}]`,
          older,
        ),
      ],
      'web',
      url,
      'old: cli.other:80',
    ],
    [
      'of one age, the first by name',
      [
        matching('{uri: {prefix: /}}'),
        virtualService('a', 'other', `hosts: [cart.shop.svc.cluster.local], http: [${leads('cli', ', name: z')}]`),
      ],
      'web',
      url,
      'z: cli.other:80',
    ],
    [
      'no route for this client',
      [
        virtualService(
          'cart',
          'shop',
          `hosts: [cart], http: [{match: [{sourceLabels: {app: cli}}], route: [{destination: {host: web}}]}]`,
        ),
      ],
      'web',
      url,
      'cart.shop:80',
    ],
    [
      'no route for this request',
      [
        virtualService(
          'cart',
          'shop',
          `hosts: [cart], http: [{match: [{uri: {prefix: /x}}], route: [{destination: {host: web}}]}]`,
        ),
      ],
      'web',
      url,
      'no-route 404',
    ],
    [
      'one of gateways alone',
      [virtualService('cart', 'shop', `hosts: [cart], gateways: [edge], http: [${leads('web')}]`)],
      'web',
      url,
      'cart.shop:80',
    ],
    [
      'a host that no Service has, at port 80',
      [virtualService('x', 'shop', `hosts: [plain.example], http: [${leads('web', ', name: x')}]`)],
      'web',
      'http://plain.example/',
      'x: web.shop:80',
    ],
    [
      'a subset that is not there',
      [
        virtualService(
          'cart',
          'shop',
          'hosts: [cart], http: [{name: x, route: [{destination: {host: cart, subset: v9}}]}]',
        ),
      ],
      'web',
      url,
      'x: cluster-missing 503',
    ],
    [
      'a host that is not there',
      [virtualService('cart', 'shop', `hosts: [cart], http: [${leads('gone', ', name: x')}]`)],
      'web',
      url,
      'x: cluster-missing 503',
    ],
    [
      'a DestinationRule of its own',
      [matching('{uri: {prefix: /}}'), destinationRule('own', 'other', 'host: cart.shop.svc.cluster.local')],
      'cli',
      'http://cart.shop/',
      'a: cluster-missing 503',
    ],
    [
      'weights',
      [
        virtualService(
          'cart',
          'shop',
          'hosts: [cart], http: [{name: x, route: [{destination: {host: cart, subset: v1}, weight: 9}, {destination: {host: web}, weight: 1}, {destination: {host: cart}, weight: 0}]}]',
        ),
      ],
      'web',
      url,
      'x: cart.shop:80/v1 x9, web.shop:80 x1',
    ],
    [
      'what a Sidecar does not import',
      [sidecar('s', 'shop', 'egress: [{hosts: ["./web.shop.svc.cluster.local"]}]')],
      'web',
      url,
      'passthrough',
    ],
    [
      'what a route of an imported host leads to',
      [
        sidecar('s', 'shop', 'egress: [{hosts: ["./cart.shop.svc.cluster.local"]}]'),
        virtualService('cart', 'shop', `hosts: [cart], http: [${leads('cli.other.svc.cluster.local', ', name: x')}]`),
      ],
      'web',
      url,
      'x: cli.other:80',
    ],
    [
      'what another listener of a Sidecar imports',
      [
        sidecar(
          's',
          'shop',
          'egress: [{port: {number: 80, protocol: HTTP}, hosts: ["./cart.shop.svc.cluster.local"]}, {port: {number: 81, protocol: HTTP}, hosts: ["./web.shop.svc.cluster.local"]}]',
        ),
      ],
      'web',
      'http://web/',
      'passthrough',
    ],
    [
      'a Service of its namespace alone',
      [webService('own', 'shop', undefined, ', annotations: {networking.istio.io/exportTo: "."}')],
      'cli',
      'http://own.shop/',
      'passthrough',
    ],
    [
      'a ServiceEntry',
      [
        'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: e, namespace: shop}\nspec: {hosts: ["*.ext.example"], ports: [{number: 80, name: http, protocol: HTTP}], resolution: NONE}',
      ],
      'cli',
      'http://a.ext.example/',
      '*.ext.example:80',
    ],
  ])('with %s', (_, documents, proxy, address, expected, config = '') => {
    expect(shownRoute(route(documents, proxy, address, {}, config))).toBe(expected);
  });
});

it.each([
  ['', '/a//b', false],
  ['', '/a/x/../b', true],
  ['pathNormalization: {normalization: MERGE_SLASHES}', '/a//b', true],
  ['pathNormalization: {normalization: NONE}', '/a/x/../b', false],
  ['pathNormalization: {normalization: DECODE_AND_MERGE_SLASHES}', '/a%2fb', true],
])('with the mesh config "%s" paths are matched as proxies normalize them: %s', (config, path, isTaken) => {
  const exact = virtualService(
    'cart',
    'shop',
    'hosts: [cart], http: [{match: [{uri: {exact: /a/b}}], redirect: {uri: /c}}]',
  );
  expect(route([exact], 'web', `http://cart${path}`, {}, config).outcome).toBe(isTaken ? 'redirect' : 'no-route');
});

describe('what a route does', () => {
  const doing = (action: string, match = 'uri: {prefix: /a}') =>
    virtualService('cart', 'shop', `hosts: [cart], http: [{name: x, match: [{${match}}], ${action}}]`);
  const to = 'route: [{destination: {host: web}}]';
  it.each<[string, string, Record<string, unknown>, string?]>([
    [`rewrite: {uri: /z, authority: h.example}, ${to}`, '/ab?q', { path: '/zb?q', authority: 'h.example' }],
    [`rewrite: {uri: /z}, ${to}`, '/a', { path: '/z' }, 'uri: {exact: /a}'],
    [`rewrite: {uri: /z}, ${to}`, '/a/b?q', { path: '/z?q' }, 'uri: {regex: "/a.*"}'],
    [`rewrite: {uriRegexRewrite: {match: "^/a/(.*)$", rewrite: "/\\\\1/$"}}, ${to}`, '/a/b?q', { path: '/b/$?q' }],
    [`headers: {request: {set: {Host: h.example}}}, ${to}`, '/a', { authority: 'h.example' }],
    ['redirect: {uri: /z}', '/a?q', { outcome: 'redirect', status: 301, location: 'http://cart/z?q' }],
    ['redirect: {uri: "/z?y"}', '/a?q', { location: 'http://cart/z?y' }],
    ['redirect: {scheme: https, redirectCode: 308}', '/a', { status: 308, location: 'https://cart/a' }],
    ['redirect: {authority: h.example, port: 8080}', '/a', { location: 'http://h.example:8080/a' }],
    ['redirect: {derivePort: FROM_REQUEST_PORT}', '/a', { location: 'http://cart/a' }],
    [
      'directResponse: {status: 418, body: {string: tea}}',
      '/a',
      { outcome: 'direct-response', status: 418, body: 'tea' },
    ],
    [`fault: {abort: {httpStatus: 500, percentage: {value: 100}}}, ${to}`, '/a', { outcome: 'fault', status: 500 }],
    [`fault: {abort: {httpStatus: 500, percentage: {value: 1}}}, ${to}`, '/a', { outcome: 'forwarded', status: 0 }],
    [
      `mirror: {host: cart, subset: v1}, mirrors: [{destination: {host: cli.other.svc.cluster.local}}], ${to}`,
      '/a',
      { mirrors: [{ host: 'cart.shop.svc.cluster.local', subset: 'v1' }, { host: 'cli.other.svc.cluster.local' }] },
    ],
    [`mirror: {host: cart}, mirrorPercentage: {value: 0}, ${to}`, '/a', { mirrors: [] }],
  ])('%s', (action, path, expected, match) => {
    expect(route([doing(action, match)], 'web', `http://cart${path}`)).toMatchObject(expected);
  });

  it('answers a browser’s question itself', () => {
    const headers = [
      ['origin', 'https://a'],
      ['access-control-request-method', 'GET'],
    ] as const;
    const asked = (origin: string) =>
      route([doing(`corsPolicy: {allowOrigins: [{exact: "${origin}"}]}, ${to}`)], 'web', 'http://cart/a', {
        method: 'OPTIONS',
        headers,
      }).outcome;
    expect([asked('https://a'), asked('https://b')]).toEqual(['cors-preflight', 'forwarded']);
  });
});

describe('delegates', () => {
  const root = (match: string, more = '') =>
    virtualService(
      'root',
      'shop',
      `hosts: [cart], http: [{name: r, match: [${match}], delegate: {name: leaf, namespace: other}${more}}, ${leads('web', ', name: rest')}]`,
    );
  const leaf = (http: string, more = '') => virtualService('leaf', 'other', `http: [${http}]${more}`);
  const toCli = 'route: [{destination: {host: cli}}]';
  it.each<[string, readonly string[], string, string]>([
    [
      'within the root’s',
      [root('{uri: {prefix: /a}}'), leaf(`{name: l, match: [{uri: {prefix: /ab}}], ${toCli}}`)],
      '/abc',
      'r-l: cli.other:80',
    ],
    [
      'without a match of its own',
      [root('{uri: {prefix: /a}, name: m}'), leaf(`{${toCli}}`)],
      '/a',
      'r.m: cli.other:80',
    ],
    [
      'beyond the root’s',
      [root('{uri: {prefix: /a}}'), leaf(`{name: l, match: [{uri: {prefix: /b}}], ${toCli}}`)],
      '/a',
      'rest: web.shop:80',
    ],
    [
      'with an expression',
      [root('{uri: {prefix: /a}}'), leaf(`{name: l, match: [{uri: {regex: "/a.*"}}], ${toCli}}`)],
      '/a',
      'rest: web.shop:80',
    ],
    [
      'with conditions of both',
      [root('{headers: {a: {exact: "1"}}}'), leaf(`{name: l, match: [{method: {exact: GET}}], ${toCli}}`)],
      '/',
      'rest: web.shop:80',
    ],
    [
      'that is not exported',
      [root('{uri: {prefix: /a}}'), leaf(`{${toCli}}`, ', exportTo: [.]')],
      '/a',
      'rest: web.shop:80',
    ],
    ['that is not there', [root('{uri: {prefix: /a}}')], '/a', 'rest: web.shop:80'],
  ])('%s', (_, documents, path, expected) => {
    expect(shownRoute(route(documents, 'web', `http://cart${path}`))).toBe(expected);
  });

  it('inherit what they do not say', () => {
    const documents = [root('{uri: {prefix: /a}}', ', rewrite: {uri: /z}'), leaf(`{${toCli}}`)];
    expect(route(documents, 'web', 'http://cart/a/b').path).toBe('/z/b');
  });
});

describe('a gateway', () => {
  const address = 'http://shop.example.com';
  const own = (name: string, spec: string, namespace = 'shop') =>
    virtualService(name, namespace, `hosts: [shop.example.com], gateways: [shop/gw], http: [${spec}]`);
  const gw = gateway('gw', 'shop', '"*"');
  const path = (prefix: string, to: string) =>
    `{name: ${to}, match: [{uri: {prefix: ${prefix}}}], route: [{destination: {host: ${to}}}]}`;
  it.each<[string, readonly string[], string, string]>([
    ['one VirtualService', [gw, own('a', leads('cart', ', name: x'))], `${address}/`, 'x: cart.shop:80'],
    ['another host', [gw, own('a', leads('cart'))], 'http://other.example.com/', 'no-route 404'],
    ['a port in the host', [gw, own('a', leads('cart', ', name: x'))], `${address}:80/`, 'x: cart.shop:80'],
    ['another port', [gw], `${address}:8080/`, 'no-listener'],
    ['no Gateway', [], `${address}/`, 'no-listener'],
    [
      'two, merged: what takes all goes last',
      [gw, own('a', leads('cart', ', name: all')), own('b', path('/w', 'web'))],
      `${address}/w`,
      'web: web.shop:80',
    ],
    [
      'hosts of one namespace',
      [gateway('gw', 'shop', 'shop/*.example.com'), own('a', leads('cli', ', name: x'), 'other')],
      `${address}/`,
      'no-route 404',
    ],
    [
      'hosts of its own namespace',
      [gateway('gw', 'shop', './*.example.com'), own('a', leads('cart', ', name: x'))],
      `${address}/`,
      'x: cart.shop:80',
    ],
    [
      'a VirtualService wider than the server',
      [
        gateway('gw', 'shop', 'shop.example.com'),
        virtualService('a', 'shop', `hosts: ["*"], gateways: [gw], http: [${leads('cart', ', name: x')}]`),
      ],
      `${address}/`,
      'x: cart.shop:80',
    ],
    [
      'the same at another host',
      [
        gateway('gw', 'shop', 'shop.example.com'),
        virtualService('a', 'shop', `hosts: ["*"], gateways: [gw], http: [${leads('cart')}]`),
      ],
      'http://a.example.com/',
      'no-route 404',
    ],
    [
      'the only port of a destination',
      [gw, webService('one', 'shop', '{name: http, port: 9080}'), own('a', leads('one', ', name: x'))],
      `${address}/`,
      'x: one.shop:9080',
    ],
    [
      'httpsRedirect',
      [gateway('gw', 'shop', '"*"', ', tls: {httpsRedirect: true}'), own('a', leads('cart'))],
      `${address}/a?q`,
      'redirect 301 https://shop.example.com/a?q',
    ],
    [
      'a Service’s port in front of its own',
      [
        gateway('gw', 'shop', '"*"').replace('number: 80', 'number: 8080'),
        'apiVersion: v1\nkind: Service\nmetadata: {name: in, namespace: istio-system}\nspec: {selector: {istio: ingressgateway}, ports: [{port: 80, targetPort: 8080}]}',
        own('a', leads('cart', ', name: x')),
      ],
      `${address}/`,
      'x: cart.shop:80',
    ],
  ])('with %s', (_, documents, url_, expected) => {
    expect(shownRoute(route(documents, 'gateway', url_))).toBe(expected);
  });

  it('finds its server by the name that TLS asks for', () => {
    const server = (hosts: string, name: string) =>
      `{port: {number: 443, name: ${name}, protocol: HTTPS}, hosts: [${hosts}], tls: {mode: SIMPLE, credentialName: c}}`;
    const tls = (name: string, hosts: string) =>
      `apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: ${name}, namespace: shop}\nspec: {selector: {istio: ingressgateway}, servers: [${server(hosts, name)}]}`;
    const at = (name: string, to: string) =>
      virtualService(name, 'shop', `hosts: ["*"], gateways: [${name}], http: [${leads(to, `, name: ${name}`)}]`);
    const documents = [tls('all', '"*"'), tls('a', 'a.example.com'), at('all', 'web'), at('a', 'cart')];
    expect(shownRoute(route(documents, 'gateway', 'https://a.example.com/'))).toBe('a: cart.shop:80');
    expect(shownRoute(route(documents, 'gateway', 'https://b.example.com/'))).toBe('all: web.shop:80');
    expect(shownRoute(route(documents, 'gateway', 'http://a.example.com/'))).toBe('no-listener');
  });
});

describe('routes of the Gateway API', () => {
  const edge = listeners(
    'edge',
    'edge',
    '{name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}',
  );
  const parent = 'parentRefs: [{name: edge, namespace: edge}]';
  const rule = (to: string, more = '') => `{${more && `${more}, `}backendRefs: [{name: ${to}, port: 80}]}`;
  const pathOf = (type: string, value: string) => `matches: [{path: {type: ${type}, value: "${value}"}}]`;
  const api = (rules: string, name = 'r', more = '', meta = '') =>
    httpRoute(name, 'shop', `${parent}, ${more}rules: [${rules}]`, meta);
  it.each<[string, readonly string[], string, string]>([
    ['no match', [edge, api(rule('cart'))], 'http://a/', 'shop.r.0: cart.shop:80'],
    [
      'a prefix of whole elements',
      [edge, api(`${rule('cart', pathOf('PathPrefix', '/a/'))}, ${rule('web')}`)],
      'http://a/ab',
      'shop.r.1: web.shop:80',
    ],
    [
      'the prefix itself',
      [edge, api(`${rule('cart', pathOf('PathPrefix', '/a/'))}, ${rule('web')}`)],
      'http://a/a',
      'shop.r.0: cart.shop:80',
    ],
    [
      'the longer prefix first',
      [edge, api(`${rule('cart', pathOf('PathPrefix', '/a'))}, ${rule('web', pathOf('PathPrefix', '/a/b'))}`)],
      'http://a/a/b/c',
      'shop.r.1: web.shop:80',
    ],
    [
      'exact before prefix',
      [edge, api(`${rule('cart', pathOf('PathPrefix', '/a/b'))}, ${rule('web', pathOf('Exact', '/a/b'))}`)],
      'http://a/a/b',
      'shop.r.1: web.shop:80',
    ],
    [
      'a method before none',
      [
        edge,
        api(
          `${rule('cart', 'matches: [{headers: [{name: a, value: b}]}]')}, ${rule('web', 'matches: [{method: GET}]')}`,
        ),
      ],
      'http://a/',
      'shop.r.1: web.shop:80',
    ],
    [
      'the older of two',
      [
        edge,
        api(rule('cart'), 'b', '', ', creationTimestamp: "2020-01-01T00:00:00Z"'),
        api(rule('web'), 'a', '', ', creationTimestamp: "2021-01-01T00:00:00Z"'),
      ],
      'http://a/',
      'shop.b.0: cart.shop:80',
    ],
    [
      'another host',
      [edge, api(rule('cart'), 'r', 'hostnames: [a.example.com], ')],
      'http://b.example.com/',
      'no-route 404',
    ],
    [
      'a listener of another host',
      [
        listeners(
          'edge',
          'edge',
          '{name: h, port: 80, protocol: HTTP, hostname: a.example.com, allowedRoutes: {namespaces: {from: All}}}',
        ),
        api(rule('cart')),
      ],
      'http://b.example.com/',
      'no-route 404',
    ],
    [
      'the closer of two listeners',
      [
        listeners(
          'edge',
          'edge',
          '{name: all, port: 80, protocol: HTTP, hostname: "*.example.com", allowedRoutes: {namespaces: {from: All}}}, {name: one, port: 80, protocol: HTTP, hostname: a.example.com}',
        ),
        api(rule('cart'), 'r', 'hostnames: [a.example.com], '),
      ],
      'http://a.example.com/',
      'no-route 404',
    ],
    [
      'a listener whose selector of namespaces holds what cannot be read, as if it were not there',
      [
        listeners(
          'edge',
          'edge',
          '{name: h, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: Selector, selector: {matchExpressions: {a: 1}}}}}',
        ),
        namespace('other', ''),
        api(rule('cart')),
      ],
      'http://a/',
      'shop.r.0: cart.shop:80',
    ],
    [
      'a listener that selects a namespace by its name, which no Namespace tells of',
      [
        listeners(
          'edge',
          'edge',
          '{name: h, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: shop}}}}}',
        ),
        api(rule('cart')),
      ],
      'http://a/',
      'shop.r.0: cart.shop:80',
    ],
    [
      'a listener for its own namespace',
      [listeners('edge', 'edge', '{name: h, port: 80, protocol: HTTP}'), api(rule('cart'))],
      'http://a/',
      'no-route 404',
    ],
    ['no backend', [edge, api(`{${pathOf('PathPrefix', '/')}}`)], 'http://a/', 'shop.r.0: direct-response 404'],
    [
      'backends of no weight',
      [edge, api('{backendRefs: [{name: cart, port: 80, weight: 0}]}')],
      'http://a/',
      'shop.r.0: direct-response 500',
    ],
    ['a backend that is not there', [edge, api(rule('gone'))], 'http://a/', 'shop.r.0: cluster-missing 500'],
    [
      'a backend that it may not use',
      [edge, api('{backendRefs: [{name: cli, namespace: other, port: 80}]}')],
      'http://a/',
      'shop.r.0: cluster-missing 500',
    ],
    [
      'one that it may',
      [
        edge,
        api('{backendRefs: [{name: cli, namespace: other, port: 80}]}'),
        'apiVersion: gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant\nmetadata: {name: g, namespace: other}\nspec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}], to: [{group: "", kind: Service}]}',
      ],
      'http://a/',
      'shop.r.0: cli.other:80',
    ],
    [
      'weights',
      [edge, api('{backendRefs: [{name: cart, port: 80, weight: 3}, {name: web, port: 80}]}')],
      'http://a/',
      'shop.r.0: cart.shop:80 x3, web.shop:80 x1',
    ],
    [
      'a redirect',
      [
        edge,
        api(
          `{${pathOf('PathPrefix', '/a')}, filters: [{type: RequestRedirect, requestRedirect: {hostname: h.example, path: {type: ReplacePrefixMatch, replacePrefixMatch: /z}, statusCode: 302}}]}`,
        ),
      ],
      'http://a/a/b?q',
      'shop.r.0: redirect 302 http://h.example/z/b?q',
    ],
    [
      'a filter that is not Istio’s',
      [edge, api(rule('cart', 'filters: [{type: ExtensionRef}]'))],
      'http://a/',
      'no-route 404',
    ],
  ])('with %s', (_, documents, address, expected) => {
    expect(shownRoute(route(documents, 'edge', address))).toBe(expected);
  });

  it.each([
    ['{type: ReplacePrefixMatch, replacePrefixMatch: /z/}', '/a/b?q', '/z/b?q'],
    ['{type: ReplacePrefixMatch, replacePrefixMatch: /}', '/a', '/'],
    ['{type: ReplacePrefixMatch, replacePrefixMatch: /}', '/a/b', '/b'],
    ['{type: ReplaceFullPath, replaceFullPath: /z}', '/a/b?q', '/z?q'],
  ])('rewrites by %s', (path, from, expected) => {
    const documents = [
      edge,
      api(
        rule(
          'cart',
          `${pathOf('PathPrefix', '/a')}, filters: [{type: URLRewrite, urlRewrite: {hostname: h.example, path: ${path}}}]`,
        ),
      ),
    ];
    expect(route(documents, 'edge', `http://a${from}`)).toMatchObject({ path: expected, authority: 'h.example' });
  });

  const onService = (namespace: string, to: string) =>
    httpRoute(
      'm',
      namespace,
      `parentRefs: [{group: "", kind: Service, name: cart, namespace: shop}], rules: [{backendRefs: [{name: ${to}, port: 80}]}]`,
    );
  it.each<[string, readonly string[], 'web' | 'cli', string]>([
    ['its own, for all', [onService('shop', 'web')], 'cli', 'shop.m.0: web.shop:80'],
    ['a consumer’s, for itself', [onService('other', 'cli')], 'cli', 'other.m.0: cli.other:80'],
    ['a consumer’s, and another client', [onService('other', 'cli')], 'web', 'cart.shop:80'],
    [
      'its own before a VirtualService',
      [onService('shop', 'web'), matching('{uri: {prefix: /}}')],
      'web',
      'shop.m.0: web.shop:80',
    ],
  ])('on a Service: %s', (_, documents, proxy, expected) => {
    expect(shownRoute(route(documents, proxy, 'http://cart.shop/'))).toBe(expected);
  });

  it('reads GRPCRoutes', () => {
    const grpc = (method: string) =>
      `apiVersion: gateway.networking.k8s.io/v1\nkind: GRPCRoute\nmetadata: {name: g, namespace: shop}\nspec: {${parent}, rules: [{matches: [{method: ${method}}], backendRefs: [{name: cart, port: 80}]}]}`;
    const to = (method: string, path: string) =>
      shownRoute(route([edge, grpc(method)], 'edge', `http://a${path}`, { method: 'POST' }));
    expect(to('{service: a.B, method: C}', '/a.B/C')).toBe('shop.g.0: cart.shop:80');
    expect(to('{service: a.B}', '/a.B/D')).toBe('shop.g.0: cart.shop:80');
    expect(to('{service: a.B}', '/a.Bc/D')).toBe('no-route 404');
    expect(to('{method: C}', '/x/C')).toBe('shop.g.0: cart.shop:80');
    expect(to('{type: RegularExpression, service: "a.*"}', '/ab/D')).toBe('shop.g.0: cart.shop:80');
  });
});
