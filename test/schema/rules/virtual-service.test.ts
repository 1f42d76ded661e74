import { describe, expect, it } from 'vitest';
import type { VirtualService } from '../../../src/schema/compiled/networking.istio.io/VirtualService.js';
import rules from '../../../src/schema/rules/virtual-service.ts';
import { problemsOf } from '../../support/rules.ts';

const route = [{ destination: { host: 'cart' } }];
const http = [{ route }];
const gateways = ['shop/front'];
const claim = { '@request.auth.claims.sub': { exact: 'me' } };

const clean: Record<string, VirtualService> = {
  'sidecars, two hosts': { hosts: ['cart', '*.cart.example.com', '10.1.2.3', 'fd00::1'], http },
  'every host, at gateways': { hosts: ['*'], gateways: ['front', 'shop/front'], http },
  'sidecars and gateways': { hosts: ['cart.example.com'], gateways: ['mesh', 'shop/front'], http },
  'a delegate': { http: [{ match: [{ uri: { prefix: '/cart' } }], route }] },
  'shown to two namespaces': { hosts: ['cart'], exportTo: ['.', 'shop'], http },
  'claims at gateways': { hosts: ['cart.example.com'], gateways, http: [{ match: [{ headers: claim }], route }] },
  'names that AUTO_PASSTHROUGH made': {
    hosts: ['outbound_.80_._.cart.shop.svc.cluster.local'],
    gateways,
    tls: [{ match: [{ sniHosts: ['outbound_.80_._.cart.shop.svc.cluster.local'] }], route }],
  },
};

const bad: readonly [VirtualService, ...string[]][] = [
  [
    { hosts: ['cart'], http: [] },
    'spec.http: is missing, and so are tls and tcp: a VirtualService has routes in one of them at least',
  ],
  [
    { hosts: ['cart', 'a_b', '', '*'], http },
    'spec.hosts[1]: "a_b" is not a host name: its label "a_b" may hold letters, digits and inner hyphens only',
    'spec.hosts[2]: must not be empty',
    'spec.hosts[3]: must not be "*" for sidecars: name hosts, or gateways other than mesh',
  ],
  [
    { hosts: ['*'], gateways: ['front', 'mesh'], http },
    'spec.hosts[0]: must not be "*" for sidecars: name hosts, or gateways other than mesh',
  ],
  [
    { hosts: ['outbound_.80_._.cart.shop.svc.cluster.local'], gateways, http },
    'spec.hosts[0]: "outbound_.80_._.cart.shop.svc.cluster.local" is not a host name: its label "outbound_" may hold letters, digits and inner hyphens only',
  ],
  [{ hosts: ['cart', 'cart'], http }, 'spec.hosts[1]: names "cart" again'],
  [
    { hosts: ['a.example.com', '*.example.com', '*.b.example.com'], http },
    'spec.hosts[1]: overlaps "a.example.com", listed before it',
    'spec.hosts[2]: overlaps "*.example.com", listed before it',
  ],
  [
    { gateways, tls: [{ match: [{ sniHosts: ['cart'] }], route }], tcp: [{ route }], http },
    'spec.gateways: must not be there without hosts: that makes a delegate, which has http routes only',
    'spec.tls: must not be there without hosts: that makes a delegate, which has http routes only',
    'spec.tcp: must not be there without hosts: that makes a delegate, which has http routes only',
  ],
  [
    { hosts: ['cart'], exportTo: ['.', 'default'], http },
    'spec.exportTo[1]: must not name "default", its own namespace, again',
  ],
  [
    { hosts: ['cart'], http: [{ match: [{ headers: claim }, { withoutHeaders: claim }], route }] },
    'spec.http[0].match[0].headers["@request.auth.claims.sub"]: is a JWT claim, and only gateways route by these: name some in spec.gateways, and not mesh',
    'spec.http[0].match[1].withoutHeaders["@request.auth.claims.sub"]: is a JWT claim, and only gateways route by these: name some in spec.gateways, and not mesh',
  ],
];

const nameOf = (name: string) =>
  `must be a gateway's name, perhaps with its namespace and a slash before it, not ${name}`;

describe('VirtualService', () => {
  it.each(Object.entries(clean))('takes %s', (_, spec) => {
    expect(problemsOf(rules, spec)).toEqual([]);
  });

  it.each(bad)('refuses %j', (spec, ...problems) => {
    expect(problemsOf(rules, spec)).toEqual(problems);
  });

  it.each([
    [['front', 'shop/front', 'mesh'], []],
    [['a_b'], [`spec.gateways[0]: ${nameOf('"a_b"')}`]],
    [
      ['shop/front/x', '/front'],
      [`spec.gateways[0]: ${nameOf('"shop/front/x"')}`, `spec.gateways[1]: ${nameOf('"/front"')}`],
    ],
    [[''], [`spec.gateways[0]: ${nameOf('""')}`]],
    [['front', 'a_b'], [`warning spec.gateways[1]: ${nameOf('"a_b"')}`]],
    [['front.shop.svc.cluster.local'], ['warning spec.gateways[0]: is in an old form: write "shop/front"']],
    [['front.'], ['warning spec.gateways[0]: is in an old form: write "front"']],
  ])('judges the gateways %j', (names, problems) => {
    expect(problemsOf(rules, { hosts: ['cart.example.com'], gateways: names, http })).toEqual(problems);
  });

  it('judges twenty thousand hosts and SNI hosts at once', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `h${i}.example.com`);
    const start = performance.now();
    expect(problemsOf(rules, { hosts: names, gateways, tls: [{ match: [{ sniHosts: names }], route }] })).toEqual([]);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('has nothing to trip over in what is empty', () => {
    expect(problemsOf(rules, { hosts: ['cart'], http: [{}], tls: [{}], tcp: [{}] })).toHaveLength(4);
    expect(problemsOf(rules, {})).toHaveLength(1);
  });
});
