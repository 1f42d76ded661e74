import analyzer from '../../../src/analysis/analyzers/rollout-virtualservices.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

/** A Rollout and a VirtualService, whose routes stand in line 14. */
const mesh = (canary: string, istio: string, routes: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: cart, namespace: shop}
spec:
  strategy:
    canary: {${canary}trafficRouting: {${istio}}}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart.v, namespace: routes}
spec:
  hosts: [cart]
  ${routes}
`;
const services = 'stableService: stable, canaryService: canary, ';
const both = '[{destination: {host: stable.shop}}, {destination: {host: canary}}]';
const named = 'istio: {virtualService: {name: cart.v.routes}}';
const subsets = 'destinationRule: {name: d, stableSubsetName: s, canarySubsetName: c}';
const vs = 'VirtualService routes/cart.v';

testAnalyzer(analyzer, [
  { name: 'one route to both hosts', yaml: mesh(services, named, `http: [{route: ${both}}]`), finds: [] },
  {
    name: 'a name with the domain of the cluster',
    yaml: mesh(services, 'istio: {virtualService: {name: cart.v.routes.cluster.local}}', `http: [{route: ${both}}]`),
    finds: [],
  },
  { name: 'no Istio', yaml: mesh(services, 'nginx: {}', 'http: [{}]'), finds: [] },
  {
    name: 'no such VirtualService in this namespace',
    yaml: mesh(services, 'istio: {virtualService: {name: cart}}', 'http: []'),
    finds: ['MW0006 Rollout shop/cart 7:108 spec.strategy.canary.trafficRouting.istio.virtualService.name'],
  },
  {
    name: 'a canary host that is missing',
    yaml: mesh(services, named, 'http: [{route: [{destination: {host: stable}}]}]'),
    finds: [`MW0007 ${vs} 14:11 spec.http.0.route`],
    says: ['Rollout shop/cart cannot shift traffic here: the route has no destination with host "canary"'],
  },
  {
    name: 'subsets count where a DestinationRule is named',
    yaml: mesh(services, `istio: {virtualService: {name: cart.v.routes}, ${subsets}}`, `http: [{route: ${both}}]`),
    finds: [`MW0007 ${vs} 14:11 spec.http.0.route`],
    says: ['no destination with subset "s" and none with subset "c"'],
  },
  {
    name: 'both subsets',
    yaml: mesh(
      '',
      `istio: {virtualService: {name: cart.v.routes}, ${subsets}}`,
      'http: [{route: [{destination: {host: h, subset: s}}, {destination: {host: h, subset: c}}]}]',
    ),
    finds: [],
  },
  {
    name: 'ping and pong',
    yaml: mesh('pingPong: {pingService: stable, pongService: canary}, ', named, `http: [{route: ${both}}]`),
    finds: [],
  },
  {
    name: 'several routes, none named',
    yaml: mesh(services, named, `http: [{name: a, route: ${both}}, {route: ${both}}]`),
    finds: [`MW0007 ${vs} 14:3 spec.http`],
    says: ['has 2 http routes'],
  },
  {
    name: 'routes that the Rollout adds itself do not count',
    yaml: mesh(services, `managedRoutes: [{name: a}], ${named}`, `http: [{name: a, route: []}, {route: ${both}}]`),
    finds: [],
  },
  {
    name: 'a route that is not there, in the second of several VirtualServices',
    yaml: mesh(
      services,
      'istio: {virtualServices: [{name: cart.v.routes, routes: [a]}, {name: cart.v.routes, routes: [a, b]}]}',
      `http: [{name: a, route: ${both}}]`,
    ),
    finds: ['MW0006 Rollout shop/cart 7:173 spec.strategy.canary.trafficRouting.istio.virtualServices.1.routes.1'],
    says: ['http route "b" is not in VirtualService routes/cart.v'],
  },
  {
    name: 'TLS routes by port and SNI hosts, TCP routes by port',
    yaml: mesh(
      services,
      'istio: {virtualService: {name: cart.v.routes, tlsRoutes: [{port: 443, sniHosts: [b, a]}], tcpRoutes: [{port: 3000}]}}',
      `tls: [{match: [{port: 443, sniHosts: [a]}, {port: 443, sniHosts: [b]}], route: ${both}}]
  tcp: [{match: [{port: 3000}], route: ${both}}]`,
    ),
    finds: [],
  },
  {
    name: 'an http route where there are only TCP routes is not looked for',
    yaml: mesh(
      services,
      'istio: {virtualService: {name: cart.v.routes, routes: [a]}}',
      `tcp: [{match: [{port: 3000}], route: ${both}}]`,
    ),
    finds: [],
  },
  {
    name: 'an http route where there are no routes at all is',
    yaml: mesh(services, 'istio: {virtualService: {name: cart.v.routes, routes: [a]}}', 'exportTo: []'),
    finds: ['MW0006 Rollout shop/cart 7:132 spec.strategy.canary.trafficRouting.istio.virtualService.routes.0'],
  },
  {
    name: 'no TLS route with these SNI hosts, no TCP route for one port',
    yaml: mesh(
      services,
      'istio: {virtualService: {name: cart.v.routes, tlsRoutes: [{sniHosts: [a]}], tcpRoutes: [{port: 3000}]}}',
      `tls: [{match: [{sniHosts: [a, b]}], route: ${both}}]\n  tcp: [{match: [{port: 3000}, {port: 3001}], route: ${both}}]`,
    ),
    finds: [
      'MW0006 Rollout shop/cart 7:135 spec.strategy.canary.trafficRouting.istio.virtualService.tlsRoutes.0',
      'MW0006 Rollout shop/cart 7:165 spec.strategy.canary.trafficRouting.istio.virtualService.tcpRoutes.0',
    ],
  },
]);
