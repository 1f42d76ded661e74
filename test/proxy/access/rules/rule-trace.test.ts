import { describe, expect, it } from 'vitest';
import { access, authorizationPolicy, mismatches, shownAccess } from '../../../support/access.ts';
import { shopWorld } from '../../../support/mtls.ts';

const web = 'cluster.local/ns/shop/sa/web';
const tcpService = `apiVersion: v1
kind: Service
metadata: {name: cart-tcp, namespace: shop}
spec: {selector: {app: cart}, ports: [{name: tcp, port: 90, targetPort: 9090}]}`;

type Asked = Parameters<typeof access>[1];

/** What the one rule of an ALLOW policy says of a request: undefined where it matches. */
function missOf(rule: string, request?: Asked, config?: string): string | undefined {
  return mismatches(access([...shopWorld, authorizationPolicy('a', 'shop', `rules: [${rule}]`)], request, config))[0];
}

const source = (fields: string) => `{from: [{source: {${fields}}}]}`;
const operation = (fields: string) => `{to: [{operation: {${fields}}}]}`;
const condition = (key: string, fields: string) => `{when: [{key: "${key}", ${fields}}]}`;

const at = 'spec.rules[0]';
const [of, to] = [`${at}.from[0].source`, `${at}.to[0].operation`];

describe('sources', () => {
  it.each<[string, Asked, string | undefined]>([
    [`principals: [${web}]`, { principal: web }, undefined],
    [`principals: [${web}]`, {}, `${of}.principals: there is no client certificate`],
    ['principals: ["*/sa/cli"]', { principal: web }, `${of}.principals: the client is ${web}`],
    ['principals: ["*"]', { principal: web }, undefined],
    [`notPrincipals: [${web}]`, { principal: web }, `${of}.notPrincipals: the client is ${web}`],
    [`notPrincipals: [${web}]`, {}, undefined],
    ['namespaces: [shop]', { principal: web }, undefined],
    ['namespaces: [sho]', { principal: web }, `${of}.namespaces: the client is in shop`],
    ['namespaces: ["s*p"]', { principal: web }, undefined],
    ['namespaces: ["*"]', {}, `${of}.namespaces: there is no client certificate`],
    ['notNamespaces: [shop]', { principal: web }, `${of}.notNamespaces: the client is in shop`],
    ['serviceAccounts: [web]', { principal: web }, undefined],
    ['serviceAccounts: [shop/web]', { principal: web }, undefined],
    [
      'serviceAccounts: [other/web]',
      { principal: web },
      `${of}.serviceAccounts: the client’s service account is shop/web`,
    ],
    ['serviceAccounts: [we]', { principal: web }, `${of}.serviceAccounts: the client’s service account is shop/web`],
    ['serviceAccounts: [we.]', { principal: web }, `${of}.serviceAccounts: the client’s service account is shop/web`],
    ['trustDomains: [cluster.local]', { principal: web }, undefined],
    ['trustDomains: ["c*l"]', { principal: web }, undefined],
    ['trustDomains: [cluster]', { principal: web }, `${of}.trustDomains: the client’s trust domain is cluster.local`],
    ['ipBlocks: [10.0.0.0/8]', { sourceIp: '10.1.1.1' }, undefined],
    ['ipBlocks: [10.0.0.0/8]', { sourceIp: '11.1.1.1' }, `${of}.ipBlocks: the connection’s address is 11.1.1.1`],
    ['notIpBlocks: [10.0.0.0/8]', { sourceIp: '10.1.1.1' }, `${of}.notIpBlocks: the connection’s address is 10.1.1.1`],
    [
      'remoteIpBlocks: [10.0.0.0/8]',
      { sourceIp: '10.1.1.1', parts: { headers: [['X-Forwarded-For', '8.8.8.8']] } },
      `${of}.remoteIpBlocks: the client’s address is 8.8.8.8`,
    ],
    ['requestPrincipals: ["*"]', {}, `${of}.requestPrincipals: there is no valid token`],
    ['notRequestPrincipals: ["*"]', {}, undefined],
    // All of one source, and one of all sources.
    [`principals: ["*"], namespaces: [other]`, { principal: web }, `${of}.namespaces: the client is in shop`],
  ])('{%s} of %j', (fields, request, expected) => {
    expect(missOf(source(fields), request)).toBe(expected);
  });

  it('of several, one is enough; where none is, all say why', () => {
    const two = '{from: [{source: {namespaces: [other]}}, {source: {serviceAccounts: [cli]}}]}';
    expect(missOf(two, { principal: 'cluster.local/ns/other/sa/x' })).toBeUndefined();
    expect(missOf(two, { principal: 'cluster.local/ns/shop/sa/cli' })).toBeUndefined();
    expect(missOf(two, { principal: web })).toBe(
      `${at}.from: the client is in shop; the client’s service account is shop/web`,
    );
    expect(missOf(two)).toBe(`${at}.from: there is no client certificate`);
  });

  it('of an address that is not known says so', () => {
    const policy = authorizationPolicy('a', 'shop', `rules: [${source('notIpBlocks: [10.0.0.0/8]')}]`);
    const result = access([...shopWorld, policy]);
    expect(shownAccess(result)).toBe('allow shop/a 0');
    expect(result.assumptions).toEqual(['the connection’s address is not known, and taken to be in no block']);
    expect(access([...shopWorld, policy], { sourceIp: '1.1.1.1' }).assumptions).toEqual([]);
  });

  it('trust domains that are one', () => {
    const config = 'trustDomain: new\ntrustDomainAliases: [old]';
    for (const principal of ['new/ns/shop/sa/web', 'old/ns/shop/sa/web']) {
      expect(missOf(source(`principals: [${web}]`), { principal }, config)).toBeUndefined();
      expect(missOf(source('trustDomains: [old]'), { principal }, config)).toBeUndefined();
    }
    expect(missOf(source(`principals: [${web}]`), { principal: web }, config)).toBe(
      `${of}.principals: the client is ${web}`,
    );
  });
});

describe('operations', () => {
  it.each<[string, Asked, string | undefined]>([
    ['methods: [GET, PUT]', {}, undefined],
    ['methods: [POST, PUT]', {}, `${to}.methods: GET is not among POST, PUT`],
    ['notMethods: [GET]', {}, `${to}.notMethods: the method is GET`],
    ['paths: [/a]', { url: 'http://cart/a?b' }, undefined],
    ['paths: [/a]', { url: 'http://cart/b' }, `${to}.paths: /b is not /a`],
    ['paths: [/a]', { url: 'http://cart/b/../%61' }, undefined],
    ['notPaths: ["/{*}"]', { url: 'http://cart/b' }, `${to}.notPaths: the path is /b`],
    ['hosts: [Cart]', { url: 'http://cart/' }, undefined],
    ['hosts: [cart]', { url: 'http://cart:80/' }, `${to}.hosts: cart:80 is not cart`],
    ['ports: ["8080"]', {}, undefined],
    ['ports: ["80"]', {}, `${to}.ports: 8080 is not 80`],
    ['notPorts: ["8080"]', {}, `${to}.notPorts: the port is 8080`],
    ['ports: ["80 80"]', {}, `${to}.ports[0]: 80 80 cannot be read: Istio leaves the rule out`],
  ])('{%s} of %j', (fields, request, expected) => {
    expect(missOf(operation(fields), request)).toBe(expected);
  });

  it('paths are normalized as the mesh config says', () => {
    const dots = { url: 'http://cart/a/../b' };
    expect(missOf(operation('paths: [/b]'), dots)).toBeUndefined();
    expect(missOf(operation('paths: [/b]'), dots, 'pathNormalization: {normalization: NONE}')).toBe(
      `${to}.paths: /a/../b is not /b`,
    );
    const request = { url: 'http://cart//a' };
    expect(missOf(operation('paths: [/a]'), request)).toBe(`${to}.paths: //a is not /a`);
    expect(missOf(operation('paths: [/a]'), request, 'pathNormalization: {normalization: MERGE_SLASHES}')).toBe(
      undefined,
    );
  });
});

describe('conditions', () => {
  const when = `${at}.when[0]`;
  it.each<[string, string, Asked, string | undefined]>([
    ['request.headers[X-A]', 'values: [b]', { parts: { headers: [['x-a', 'b']] } }, undefined],
    ['request.headers[X-A]', 'values: [b]', { parts: { headers: [['x-a', 'c']] } }, `${when}.values: header X-A is c`],
    ['request.headers[X-A]', 'values: ["*"]', {}, `${when}.values: there is no header X-A`],
    ['request.headers[X-A]', 'notValues: [b]', {}, undefined],
    [
      'request.headers[X-A]',
      'notValues: [b]',
      { parts: { headers: [['x-a', 'b']] } },
      `${when}.notValues: header X-A is b`,
    ],
    ['request.headers[:authority]', 'values: [cart]', { url: 'http://cart/' }, undefined],
    [
      'request.headers',
      'values: [b]',
      {},
      `${when}.values: its key has no name in brackets: Istio leaves the rule out`,
    ],
    ['destination.port', 'values: ["8080"]', {}, undefined],
    ['destination.ip', 'values: [10.0.0.1]', {}, `${when}.values: the workload’s address is not known`],
    ['connection.sni', 'values: ["*.shop"]', { principal: web, opening: 'mtls', sni: 'cart.shop' }, undefined],
    ['connection.sni', 'values: ["*.shop"]', { sni: 'cart.shop' }, `${when}.values: TLS names no host`],
    ['source.principal', 'values: ["*"]', {}, `${when}.values: there is no client certificate`],
    ['source.name', 'values: [a]', {}, `${when}.key: Istio knows no key source.name and leaves the rule out`],
    ['source.ip', 'values: [x, 1.1.1.1]', {}, `${when}.values[0]: x cannot be read: Istio leaves the rule out`],
  ])('%s {%s} of %j', (key, fields, request, expected) => {
    expect(missOf(condition(key, fields), request)).toBe(expected);
  });

  it('several headers of a name: one is enough', () => {
    const headers = ['b', 'c'].map((value): [string, string] => ['x-a', value]);
    expect(missOf(condition('request.headers[x-a]', 'values: [c]'), { parts: { headers } })).toBeUndefined();
    const joined: [string, string][] = [['x-a', 'b,c']];
    expect(missOf(condition('request.headers[x-a]', 'values: [c]'), { parts: { headers: joined } })).toBeDefined();
  });
});

describe('on a port of TCP', () => {
  const onTcp = (action: string, rules: string, principal?: string) =>
    access([...shopWorld, tcpService, authorizationPolicy('a', 'shop', `action: ${action}, rules: [${rules}]`)], {
      port: 9090,
      principal,
    });

  it.each<[string, string, string | undefined, string]>([
    ['ALLOW', '{}', undefined, 'allow shop/a 0'],
    ['ALLOW', operation('methods: [GET]'), undefined, 'deny'],
    ['ALLOW', operation('notMethods: [PUT]'), undefined, 'deny'],
    ['ALLOW', operation('ports: ["9090"]'), undefined, 'allow shop/a 0'],
    ['ALLOW', `${operation('paths: [/]')}, ${operation('ports: ["9090"]')}`, undefined, 'allow shop/a 1'],
    // One way in of two is not kept: the rule goes as a whole.
    ['ALLOW', '{to: [{operation: {paths: [/]}}, {operation: {ports: ["9090"]}}]}', undefined, 'deny'],
    ['DENY', operation('methods: [PATCH]'), undefined, 'deny shop/a 0'],
    ['DENY', operation('methods: [PATCH], ports: ["80"]'), undefined, 'allow'],
    ['DENY', condition('request.headers[a]', 'values: [b]'), undefined, 'deny shop/a 0'],
    ['DENY', `{from: [{source: {namespaces: [shop]}}], to: [{operation: {paths: [/x]}}]}`, web, 'deny shop/a 0'],
    ['DENY', `{from: [{source: {namespaces: [other]}}], to: [{operation: {paths: [/x]}}]}`, web, 'allow'],
    // A key that nobody knows takes the rule out of any policy.
    ['DENY', condition('source.name', 'values: [b]'), undefined, 'allow'],
  ])('%s %s of %s: %s', (action, rules, principal, expected) => {
    expect(shownAccess(onTcp(action, rules, principal))).toBe(expected);
  });

  it('says what TCP has not', () => {
    expect(mismatches(onTcp('ALLOW', operation('methods: [GET]')))).toEqual([
      `${to}.methods: a port of TCP has no methods: Istio leaves the rule out`,
    ]);
    expect(mismatches(onTcp('ALLOW', condition('request.auth.presenter', 'notValues: [a]')))).toEqual([
      `${at}.when[0].notValues: a port of TCP has no request.auth.presenter: Istio leaves the rule out`,
    ]);
  });
});
