import analyzer from '../../../src/analysis/analyzers/virtualservice-jwt-claims.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const gateway = (selector: string) => `---
{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: public, namespace: edge}, spec: {selector: ${selector}}}
`;
const pod = (name: string, labels: string, namespace = 'edge') => `---
{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: ${namespace}, labels: ${labels}}}
`;
const requestAuthentication = (spec: string, namespace = 'edge') => `---
{apiVersion: security.istio.io/v1, kind: RequestAuthentication, metadata: {name: jwt, namespace: ${namespace}}, spec: ${spec}}
`;
/** A VirtualService whose first match is on line 8. */
const virtualService = (match: string, gateways = '[edge/public]') => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: loyalty, namespace: shop}
spec:
  gateways: ${gateways}
  http:
  - match: ${match}
`;
const gold = '[{headers: {"@request.auth.claims.tier": {exact: gold}}}]';
const edge = gateway('{app: edge}') + pod('edge-0', '{app: edge}');
const at = (position: string, path: string) =>
  `IST0149 VirtualService shop/loyalty ${position} spec.http.0.match.${path}`;
const found = at('8:24', '0.headers.@request.auth.claims.tier');

testAnalyzer(analyzer, [
  {
    name: 'JWTs validated at the gateway',
    yaml: virtualService(gold) + edge + requestAuthentication('{selector: {matchLabels: {app: edge}}}'),
    finds: [],
  },
  {
    name: 'JWTs validated for the whole namespace',
    yaml: virtualService(gold) + edge + requestAuthentication('{}'),
    finds: [],
  },
  {
    name: 'JWTs validated for the whole mesh',
    yaml: virtualService(gold) + edge + requestAuthentication('{}', 'istio-system'),
    finds: [],
  },
  {
    name: "JWTs validated for the whole mesh, in its mesh config's root namespace",
    yaml: virtualService(gold) + edge + requestAuthentication('{}', 'mesh-root'),
    meshConfig: 'rootNamespace: mesh-root',
    finds: [],
  },
  {
    name: 'no RequestAuthentication for the gateway',
    yaml:
      virtualService(gold) +
      edge +
      pod('edge-1', '{app: edge}') +
      pod('cart-0', '{app: cart}') +
      requestAuthentication('{selector: {matchLabels: {app: cart}}}') +
      requestAuthentication('{}', 'shop'),
    finds: [found, found],
    says: [
      '"@request.auth.claims.tier" never matches at Gateway edge/public',
      'its Pod edge/edge-0',
      'its Pod edge/edge-1',
    ],
  },
  {
    name: 'Pods of one name in several namespaces: once, as istioctl has it',
    yaml: virtualService(gold) + edge + pod('edge-0', '{app: edge}', 'shop'),
    finds: [found],
  },
  {
    name: 'a gateway without a selector',
    yaml: virtualService(gold) + gateway('{}') + pod('cart-0', '{app: cart}', 'shop'),
    finds: [found],
  },
  {
    name: 'claims in brackets, in any case, among the headers that must be absent',
    yaml:
      virtualService('[{}, {headers: {x-a: {exact: b}}, withoutHeaders: {"@Request.Auth.Claims[a][b]": {}}}]') + edge,
    finds: [at('8:63', '1.withoutHeaders.@Request.Auth.Claims[a][b]')],
  },
  {
    name: 'headers that are no claims',
    yaml:
      virtualService(
        '[{headers: {"@request.auth.claims": {}, "@request.auth.claims.": {}, "@request.auth.claims[]": {}}}]',
      ) + edge,
    finds: [],
  },
  {
    name: 'a gateway that is not there, and the mesh',
    yaml: virtualService(gold, '[mesh, public]') + edge,
    finds: [],
  },
]);
