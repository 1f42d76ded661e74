import { describe, expect, it } from 'vitest';
import type {
  AuthorizationPolicy,
  Condition,
  Operation,
  Source,
} from '../../../src/schema/compiled/security.istio.io/AuthorizationPolicy.js';
import rules from '../../../src/schema/rules/authorization-policy.ts';
import { problemsOf } from '../../support/rules.ts';

const from = (...sources: Source[]): AuthorizationPolicy => ({
  rules: [{ from: sources.map((source) => ({ source })) }],
});
const to = (...operations: Operation[]): AuthorizationPolicy => ({
  rules: [{ to: operations.map((operation) => ({ operation })) }],
});
const when = (...conditions: Condition[]): AuthorizationPolicy => ({ rules: [{ when: conditions }] });
const custom = { action: 'CUSTOM', provider: { name: 'opa' } } as const;

const clean: Record<string, AuthorizationPolicy> = {
  'nothing allowed': {},
  'nothing denied but by the selector': { action: 'AUDIT' },
  'everything denied': { action: 'DENY', rules: [{}] },
  sources: from(
    { principals: ['cluster.local/ns/shop/sa/cart', '*'], namespaces: ['shop-*'] },
    { ipBlocks: ['10.1.2.3', 'fd00::/8'], notRemoteIpBlocks: ['0.0.0.0/0'], requestPrincipals: ['*'] },
    { serviceAccounts: ['cart', 'shop/cart'] },
    { trustDomains: ['cluster.local', '*.example.com', 'td-*', '*'] },
  ),
  operations: to(
    { methods: ['GET'], hosts: ['*.example.com'], ports: ['0', '80', '65535'] },
    { paths: ['/', '/info*', '*/end', '/{*}/cart/', '/{*}/a-b/{**}', '/{**}/x', '/a//b'] },
  ),
  conditions: when(
    { key: 'source.ip', values: ['10.0.0.0/8'], notValues: ['10.1.2.3'] },
    { key: 'request.headers[x-id]', values: ['a*'] },
    { key: 'request.auth.claims[groups][admin]', notValues: ['x'] },
    { key: 'experimental.envoy.filters.network.mysql_proxy[db.table]', values: ['[update]'] },
    { key: 'source.serviceAccount', values: ['shop/cart'] },
    { key: 'source.trustDomain', values: ['*.local'] },
    { key: 'destination.port', values: ['443'] },
    { key: 'connection.sni', values: ['www.example.com'] },
  ),
  'an external authorizer': {
    ...custom,
    rules: [
      {
        from: [{ source: { ipBlocks: ['10.0.0.0/8'], remoteIpBlocks: ['10.1.0.0/16'] } }],
        when: [{ key: 'remote.ip', values: ['10.1.2.3'] }],
      },
    ],
  },
  'denied on certain ports': { action: 'DENY', ...to({ methods: ['PUT'], ports: ['80'] }) },
  'denied by more than HTTP': { action: 'DENY', ...from({ requestPrincipals: ['*'] }, { namespaces: ['dev'] }) },
  'denied by a condition': { action: 'DENY', ...when({ key: 'request.headers[x]', values: ['y'] }) },
};

const bad: readonly [AuthorizationPolicy, ...string[]][] = [
  [
    { selector: {}, rules: [{}] },
    'warning spec.selector.matchLabels: is empty, which selects every workload: name a label, or leave out the selector',
  ],
  [{ action: 'DENY', rules: [] }, 'spec.rules: is empty, so DENY never applies: add the rule {} for every request'],
  [custom, 'spec.rules: is empty, so CUSTOM never applies: add the rule {} for every request'],
  [
    { action: 'CUSTOM', rules: [{}] },
    'spec.provider.name: must name an extension provider of the mesh config, for action CUSTOM',
  ],
  [{ provider: { name: 'opa' }, rules: [{}] }, 'spec.provider: must be there only with action CUSTOM, not ALLOW'],
  [
    {
      ...custom,
      rules: [
        {
          from: [{ source: { principals: ['a'], notNamespaces: ['b'], trustDomains: [], ipBlocks: ['10.1.2.3'] } }],
          when: [
            { key: 'source.principal', values: ['a'] },
            { key: 'request.auth.claims[iss]', values: ['b'] },
          ],
        },
      ],
    },
    'spec.rules[0].from[0].source.principals: must not be there with action CUSTOM',
    'spec.rules[0].from[0].source.notNamespaces: must not be there with action CUSTOM',
    'spec.rules[0].when[0].key: must not be source.principal with action CUSTOM',
    'spec.rules[0].when[1].key: must not be request.auth.claims[iss] with action CUSTOM',
  ],
  [
    { rules: [{ from: [{}, { source: { principals: [] } }], to: [{}, { operation: {} }] }] },
    'spec.rules[0].from[0].source: is required, and missing',
    'spec.rules[0].from[1].source: must not be empty: say in one of principals, notPrincipals, requestPrincipals, notRequestPrincipals, namespaces, notNamespaces, serviceAccounts, notServiceAccounts, trustDomains, notTrustDomains, ipBlocks, notIpBlocks, remoteIpBlocks, notRemoteIpBlocks who the source is',
    'spec.rules[0].to[0].operation: is required, and missing',
    'spec.rules[0].to[1].operation: must not be empty: say in one of hosts, notHosts, ports, notPorts, methods, notMethods, paths, notPaths what the operation is',
  ],
  [
    from(
      { principals: ['spiffe://cluster.local/ns/shop/sa/cart', ''], requestPrincipals: [''] },
      { ipBlocks: ['10.1.2.3/33', 'here', ''] },
      { notServiceAccounts: ['*', '/cart', 'shop/', 'a/b/c', 'x'.repeat(321)] },
      { trustDomains: ['a*b', '**', 'td/ns', ''] },
    ),
    'spec.rules[0].from[0].source.principals[1]: must not be empty',
    'spec.rules[0].from[0].source.requestPrincipals[0]: must not be empty',
    'warning spec.rules[0].from[0].source.principals[0]: matches no peer, as "spiffe://cluster.local/ns/shop/sa/cart" starts with spiffe://: write what follows it alone',
    'spec.rules[0].from[1].source.ipBlocks[0]: must have a prefix of at most 32 bits, not 33',
    'spec.rules[0].from[1].source.ipBlocks[1]: must be an IP address, not "here"',
    'spec.rules[0].from[1].source.ipBlocks[2]: must not be empty',
    'spec.rules[0].from[2].source.notServiceAccounts[0]: must not hold a wildcard, as "*" does: service accounts are compared exactly',
    'spec.rules[0].from[2].source.notServiceAccounts[1]: must be a service account, or its namespace, "/" and the service account, not "/cart"',
    'spec.rules[0].from[2].source.notServiceAccounts[2]: must be a service account, or its namespace, "/" and the service account, not "shop/"',
    'spec.rules[0].from[2].source.notServiceAccounts[3]: must be a service account, or its namespace, "/" and the service account, not "a/b/c"',
    'spec.rules[0].from[2].source.notServiceAccounts[4]: must have at most 320 characters, not 321',
    'spec.rules[0].from[3].source.trustDomains[0]: must hold one * at most, as its first or last character, not "a*b"',
    'spec.rules[0].from[3].source.trustDomains[1]: must hold one * at most, as its first or last character, not "**"',
    'spec.rules[0].from[3].source.trustDomains[2]: must be a trust domain alone, without "/", not "td/ns"',
    'spec.rules[0].from[3].source.trustDomains[3]: must not be empty',
  ],
  [
    to(
      { ports: ['65536', '-1', 'http', ''], methods: [''] },
      { paths: ['/{**}/{*}', '/{*}x', '/a/{id}', '/{*}/a*', '/{*}//a', ''] },
    ),
    'spec.rules[0].to[0].operation.ports[0]: must be a port from 0 to 65535, not "65536"',
    'spec.rules[0].to[0].operation.ports[1]: must be a port from 0 to 65535, not "-1"',
    'spec.rules[0].to[0].operation.ports[2]: must be a port from 0 to 65535, not "http"',
    'spec.rules[0].to[0].operation.ports[3]: must not be empty',
    'spec.rules[0].to[0].operation.methods[0]: must not be empty',
    'spec.rules[0].to[1].operation.paths[0]: must have no operator after {**}, as "/{**}/{*}" has',
    'spec.rules[0].to[1].operation.paths[1]: must hold braces only in a segment that is {*} or {**}, which "{*}x" is not',
    'spec.rules[0].to[1].operation.paths[2]: must hold braces only in a segment that is {*} or {**}, which "{id}" is not',
    `spec.rules[0].to[1].operation.paths[3]: must not hold the segment "a*" beside {*} or {**}: only letters, digits and -._~%!$&'()+,;:@= are allowed there`,
    `spec.rules[0].to[1].operation.paths[4]: must not hold an empty segment beside {*} or {**}: only letters, digits and -._~%!$&'()+,;:@= are allowed there`,
    'spec.rules[0].to[1].operation.paths[5]: must not be empty',
  ],
  [
    when(
      { key: '', values: ['a'] },
      { key: 'source.ips', values: ['a'] },
      { key: 'request.headers[]', values: ['a'] },
      { key: 'request.headers', values: ['a'] },
      { key: 'experimental.envoy.filters.http', values: ['a'] },
      { key: 'destination.labels[app]', values: ['a'] },
      { key: 'constructor', values: ['a'] },
    ),
    'spec.rules[0].when[0].key: must not be empty',
    'spec.rules[0].when[1].key: "source.ips" is no attribute that Istio knows. Did you mean "source.ip"?',
    'spec.rules[0].when[2].key: must have the form request.headers[name], not "request.headers[]"',
    'spec.rules[0].when[3].key: must have the form request.headers[name], not "request.headers"',
    'spec.rules[0].when[4].key: must have the form experimental.envoy.filters.name[key], not "experimental.envoy.filters.http"',
    `spec.rules[0].when[5].key: "destination.labels" is no longer supported: the policy's selector says it`,
    'spec.rules[0].when[6].key: "constructor" is no attribute that Istio knows.',
  ],
  [
    when(
      { key: 'source.ip' },
      { key: 'destination.ip', values: ['10.1.2.3', 'there'], notValues: [''] },
      { key: 'source.serviceAccount', values: Array.from({ length: 17 }, (_, i) => `sa-${i}`) },
      { key: 'source.principal', notValues: ['spiffe://cluster.local/ns/shop/sa/cart'] },
    ),
    'spec.rules[0].when[0].values: is required where notValues is not there',
    'spec.rules[0].when[1].values[1]: must be an IP address, not "there"',
    'spec.rules[0].when[1].notValues[0]: must not be empty',
    'spec.rules[0].when[2].values: must have at most 16 values for source.serviceAccount, not 17',
    'warning spec.rules[0].when[3].notValues[0]: matches no peer, as "spiffe://cluster.local/ns/shop/sa/cart" starts with spiffe://: write what follows it alone',
  ],
  [
    {
      action: 'DENY',
      rules: [
        ...from({ requestPrincipals: ['*'] }).rules!,
        ...to({ paths: ['/admin'] }).rules!,
        { from: [{ source: { namespaces: ['dev'] } }], to: [{ operation: { methods: ['PUT'] } }] },
      ],
    },
    'warning spec.rules[0]: denies every connection to TCP ports, where nothing of HTTP is known, and so does rules[1], rules[2]: say in to which ports are meant',
  ],
];

describe('AuthorizationPolicy', () => {
  it.each(Object.entries(clean))('may hold %s', (_, spec) => {
    expect(problemsOf(rules, spec)).toEqual([]);
  });

  it.each(bad.map(([spec, ...problems]) => ({ spec, problems })))('is not right as $spec', ({ spec, problems }) => {
    expect(problemsOf(rules, spec)).toEqual(problems);
  });
});
