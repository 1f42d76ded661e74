import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AccessCheck } from '../../../src/proxy/access/access-check.ts';
import { readToken } from '../../../src/proxy/access/tokens/json-web-token.ts';
import { Destinations } from '../../../src/proxy/mtls/destinations.ts';
import { workloadsOf } from '../../../src/proxy/mtls/workloads.ts';
import { httpRequest } from '../../../src/proxy/routing/http-request.ts';
import { Mesh } from '../../../src/resources/mesh.ts';
import { meshConfigOf } from '../../../src/resources/mesh-config.ts';
import { toResources } from '../../../src/resources/to-resources.ts';
import { readYaml } from '../../../src/resources/yaml/read.ts';
import { authorizationPolicy, future, Issuer, requestAuthentication } from '../../support/access.ts';
import { deployment, peerAuthentication, shopWorld } from '../../support/mtls.ts';
import { spoilt, surprise, way } from '../../support/spoil.ts';

const issuer = new Issuer('k');

/** A mesh in which everything that a check of access looks at is there. */
const documents = [
  ...shopWorld,
  deployment('gw', 'shop', '', 'inject.istio.io/templates: gateway, proxy.istio.io/config: "{gatewayTopology: {}}"'),
  peerAuthentication('p', 'shop', 'selector: {matchLabels: {app: cart}}, portLevelMtls: {8080: {mode: STRICT}}'),
  requestAuthentication('r', 'shop', {
    issuer: 'i',
    jwks: issuer.jwks,
    audiences: ['a'],
    fromHeaders: [{ name: 'authorization', prefix: 'Bearer ' }],
    fromParams: ['t'],
    fromCookies: ['c'],
    outputClaimToHeaders: [{ header: 'x-sub', claim: 'sub' }],
    outputPayloadToHeader: 'x-all',
    spaceDelimitedClaims: ['team'],
  }),
  authorizationPolicy('c', 'shop', 'action: CUSTOM, provider: {name: x}, rules: [{to: [{operation: {paths: [/c]}}]}]'),
  authorizationPolicy(
    'd',
    'shop',
    'action: DENY, rules: [{from: [{source: {ipBlocks: [1.1.1.1], namespaces: ["a*"]}}]}]',
  ),
  authorizationPolicy(
    'a',
    'istio-system',
    `selector: {matchLabels: {app: cart}}, rules: [{from: [{source: {principals: ["*"], serviceAccounts: [web], trustDomains: ["c*"], requestPrincipals: ["i/*"]}}],
     to: [{operation: {hosts: [cart], methods: [GET], paths: ["/{*}"], ports: ["8080"]}}],
     when: [{key: "request.auth.claims[sub]", values: [alice]}, {key: "request.headers[a]", notValues: [b]}, {key: source.ip, values: [1.0.0.0/8]}]}]`,
  ),
];
const values = readYaml(documents.join('\n---\n')).map(({ value }) => value);
const config = {
  trustDomainAliases: ['old'],
  pathNormalization: { normalization: 'BASE' },
  defaultConfig: { gatewayTopology: { numTrustedProxies: 1 } },
  extensionProviders: [{ name: 'x', envoyExtAuthzHttp: { service: 'cart.shop.svc.cluster.local', port: 80 } }],
};
const token = issuer.token({ iss: 'i', sub: 'alice', aud: 'a', exp: future });
const http = httpRequest('http://cart/c', {
  headers: [
    ['authorization', `Bearer ${token}`],
    ['x-forwarded-for', '1.1.1.1, 2.2.2.2'],
  ],
});

it('takes whatever resources and the mesh config hold', () => {
  fc.assert(
    fc.property(way, surprise, fc.boolean(), (steps, other, isOfConfig) => {
      const all = isOfConfig ? values : spoilt(values, steps, other);
      const objects = (Array.isArray(all) ? all : [all]).map((one) => JSON.stringify(one)).join('\n---\n');
      const { resources } = toResources({ name: 'mesh.yaml', text: objects });
      const settings = meshConfigOf(isOfConfig ? spoilt(config, steps, other) : config);
      const mesh = new Mesh(resources, { config: settings, impliedPods: true });
      const workloads = workloadsOf(mesh);
      const check = new AccessCheck(mesh, new Destinations(mesh, workloads));
      for (const server of workloads) {
        for (const opening of ['mtls', 'plaintext'] as const) {
          const principal = 'cluster.local/ns/shop/sa/web';
          const { verdict } = check.at(server, { port: 8080, opening, principal, sourceIp: '1.1.1.1', http });
          expect(typeof verdict).toBe('string');
        }
      }
    }),
    { seed: 31, numRuns: 300 },
  );
});

it('takes whatever stands in place of a token, or of its parts', () => {
  const encoded = fc.json().map((text) => Buffer.from(text).toString('base64url'));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(encoded).map((parts) => parts.join('.')),
      ),
      (text) => {
        expect(readToken(text)).toBeTypeOf('object');
      },
    ),
    { seed: 32, numRuns: 500 },
  );
});
