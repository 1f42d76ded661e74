import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describePod } from '../../../src/proxy/describe/describe-pod.ts';
import { podsIn } from '../../../src/proxy/describe/described-pods.ts';
import { RefusedCalls } from '../../../src/proxy/describe/mutual-tls.ts';
import { workloadsOf } from '../../../src/proxy/mtls/workloads.ts';
import { httpRequest } from '../../../src/proxy/routing/http-request.ts';
import { RouteCheck } from '../../../src/proxy/routing/route-check.ts';
import { Mesh } from '../../../src/resources/mesh.ts';
import { toResources } from '../../../src/resources/to-resources.ts';
import { readYaml } from '../../../src/resources/yaml/read.ts';
import { deployment, namespace, sidecar } from '../../support/mtls.ts';
import { gateway, httpRoute, listeners, virtualService, world } from '../../support/routes.ts';
import { spoilt, surprise, way } from '../../support/spoil.ts';

/** A mesh in which everything that routes and descriptions look at is there. */
const documents = [
  ...world,
  namespace('shop', 'istio-injection: enabled, istio.io/use-waypoint: way'),
  deployment('cart', 'shop'),
  sidecar('s', 'shop', 'egress: [{hosts: ["./*", "*/cli.other.svc.cluster.local"]}]'),
  gateway('gw', 'shop', '"*"', ', tls: {httpsRedirect: false}'),
  listeners(
    'edge',
    'istio-system',
    `{name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}},
     {name: some, port: 81, protocol: HTTP, allowedRoutes: {namespaces: {from: Selector, selector: {matchExpressions: [{key: a, operator: In, values: [b]}]}}}}`,
  ),
  virtualService(
    'cart',
    'shop',
    `hosts: [cart, "*.example.com"], gateways: [mesh, gw], http: [
      {match: [{headers: {a: {exact: "1"}}, uri: {prefix: /}}], delegate: {name: leaf}},
      {match: [{queryParams: {q: {}}, withoutHeaders: {b: {regex: x}}, gateways: [gw], sourceLabels: {app: web}}], redirect: {uri: /x}},
      {fault: {abort: {httpStatus: 500, percentage: {value: 1}}}, corsPolicy: {allowOrigins: [{exact: x}]}, rewrite: {uri: /z},
       mirrors: [{destination: {host: web}}], headers: {request: {set: {host: h}}}, timeout: 1s,
       route: [{destination: {host: cart, subset: v1}, weight: 9}, {destination: {host: web}, weight: 1}]}]`,
  ),
  virtualService('leaf', 'shop', 'http: [{match: [{uri: {prefix: /a}}], route: [{destination: {host: web}}]}]'),
  httpRoute(
    'r',
    'shop',
    `parentRefs: [{name: edge, namespace: istio-system}, {kind: Service, group: "", name: cart}], hostnames: [b.example.com],
     rules: [{matches: [{path: {type: Exact, value: /a}, headers: [{name: a, value: b}]}], filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}],
     backendRefs: [{name: cart, port: 80, weight: 2}, {name: cli, namespace: other, port: 80}]}], status: {parents: [{conditions: [{type: Accepted}]}]}`,
  ),
  'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: p, namespace: shop}\nspec: {targetRefs: [{kind: Service, group: "", name: cart}]}',
  'apiVersion: networking.istio.io/v1\nkind: EnvoyFilter\nmetadata: {name: e, namespace: shop}\nspec: {workloadSelector: {labels: {app: cart}}}',
];
const values = readYaml(documents.join('\n---\n')).map(({ value }) => value);
const requests = ['http://cart/a?q', 'http://cart.shop/', 'http://a.example.com/'].map((url) =>
  httpRequest(url, { headers: [['a', '1']] }),
);

it('takes whatever a resource holds', () => {
  fc.assert(
    fc.property(way, surprise, (steps, other) => {
      const all = spoilt(values, steps, other);
      const objects = (Array.isArray(all) ? all : [all]).map((one) => JSON.stringify(one)).join('\n---\n');
      const { resources } = toResources({ name: 'mesh.yaml', text: objects });
      const mesh = new Mesh(resources, { impliedPods: true });
      const check = new RouteCheck(mesh, workloadsOf(mesh));
      for (const request of requests) {
        const sidecarResult = check.fromSidecar({ namespace: 'shop', labels: { app: 'web' } }, request);
        const gatewayResult = check.fromGateway(
          {
            namespace: 'istio-system',
            labels: { istio: 'ingressgateway', 'gateway.networking.k8s.io/gateway-name': 'edge' },
          },
          request,
        );
        expect([typeof sidecarResult.outcome, typeof gatewayResult.outcome]).toEqual(['string', 'string']);
      }
      const refusedCalls = new RefusedCalls(mesh);
      for (const pod of podsIn(mesh, 'shop')) expect(describePod(mesh, pod, { refusedCalls }).pod).toContain('.shop');
    }),
    { seed: 20, numRuns: 150 },
  );
});
