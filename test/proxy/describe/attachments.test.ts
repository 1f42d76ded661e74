import { expect, it } from 'vitest';
import { podDescriptionText } from '../../../src/output/proxy/description-text.ts';
import { styleFor } from '../../../src/output/style.ts';
import { describePod } from '../../../src/proxy/describe/describe-pod.ts';
import { describeService } from '../../../src/proxy/describe/describe-service.ts';
import { podsIn } from '../../../src/proxy/describe/described-pods.ts';
import { RefusedCalls } from '../../../src/proxy/describe/mutual-tls.ts';
import { deployment, destinationRule, meshOf, namespace, peerAuthentication, service } from '../../support/mtls.ts';

const plain = await styleFor({ color: false });

const object = (kind: string, group: string, name: string, where: string, spec: string, more = ''): string =>
  `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${where}${more}}\nspec: {${spec}}`;
const policy = (name: string, where: string, spec: string) =>
  object('AuthorizationPolicy', 'security.istio.io', name, where, spec);
const gateway = (name: string, where: string, listener: string, labels = '', status = '') =>
  `${object('Gateway', 'gateway.networking.k8s.io', name, where, `gatewayClassName: istio-waypoint, listeners: [{name: mesh, port: 15008, protocol: HBONE${listener}}]`, `, labels: {${labels}}`)}${status}`;
const route = (spec: string, status = '') =>
  `${object('HTTPRoute', 'gateway.networking.k8s.io', 'cart', 'shop', spec)}${status && `\nstatus: {${status}}`}`;
const pod = (name: string, labels: string, container = 'app') => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {version: v1, ${labels}}}
spec: {containers: [{name: ${container}, image: x, ports: [{containerPort: 8080}]}]}
status: {phase: Running}`;
const ambient = namespace('shop', 'istio.io/dataplane-mode: ambient, istio.io/use-waypoint: way');
const injected = namespace('shop', 'istio-injection: enabled');
const toService = 'targetRefs: [{kind: Service, group: "", name: cart}]';

const describedPod = (documents: readonly string[], name = 'cart', options = {}) => {
  const mesh = meshOf(documents);
  return describePod(mesh, podsIn(mesh, 'shop').find((one) => one.name.replace(/-$/, '') === name)!, options);
};
const describedService = (...documents: readonly string[]) => {
  const mesh = meshOf([...documents, service('cart', 'shop')]);
  return describeService(mesh, mesh.find('Service', 'cart', 'shop')!, podsIn(mesh, 'shop'));
};

it('tells of ambient: the waypoint, what it serves, and what is attached there', () => {
  const documents = [
    ambient,
    pod('cart', 'app: cart'),
    service('cart', 'shop'),
    gateway('way', 'shop', ''),
    policy('get', 'shop', `${toService}, action: DENY, rules: [{}]`),
    policy('l4', 'shop', 'selector: {matchLabels: {app: cart}}'),
    policy(
      'all',
      'istio-system',
      'targetRefs: [{kind: GatewayClass, group: gateway.networking.k8s.io, name: istio-waypoint}]',
    ),
    object(
      'RequestAuthentication',
      'security.istio.io',
      'jwt',
      'shop',
      'targetRefs: [{kind: Gateway, group: gateway.networking.k8s.io, name: way}]',
    ),
    peerAuthentication('off', 'shop', 'mtls: {mode: DISABLE}'),
  ];
  expect(podDescriptionText(describedPod(documents), plain)).toBe(`Pod: cart.shop
   Ports: 8080 (app)
   Data plane: ambient (namespace shop has the label istio.io/dataplane-mode=ambient)
   Waypoint: way.shop for calls to Services (namespace shop has the label istio.io/use-waypoint)

Service: cart.shop
   Port: http 80/HTTP targets no port of the Pods
   Waypoint: way.shop for calls to Services (namespace shop has the label istio.io/use-waypoint)
   ALLOW by AuthorizationPolicy all.istio-system, at the waypoint
   DENY by AuthorizationPolicy get.shop, at the waypoint
   Also configured by: RequestAuthentication jwt.shop

Mutual TLS
   PERMISSIVE (ztunnel does not know DISABLE)

AuthorizationPolicies
   ALLOW by l4.shop

Warnings
   port 80 of Service cart.shop targets a port that the Pods do not name
`);
});

it.each<[string, readonly string[], readonly string[]]>([
  [
    'no waypoint',
    [injected, policy('get', 'shop', toService)],
    ['AuthorizationPolicy get.shop is attached to Service cart.shop, which no waypoint serves: it holds nowhere'],
  ],
  ['a waypoint that is not there', [ambient], ['waypoint way.shop serves nothing here: there is no such Gateway']],
  [
    'a waypoint without an address',
    [ambient, gateway('way', 'shop', '', '', '\nstatus: {conditions: []}')],
    ['waypoint way.shop serves nothing here: it is not ready: its Gateway has no address'],
  ],
  ['a waypoint with one', [ambient, gateway('way', 'shop', '', '', '\nstatus: {addresses: [{value: 10.0.0.1}]}')], []],
  [
    'a waypoint for workloads',
    [ambient, gateway('way', 'shop', '', 'istio.io/waypoint-for: workload')],
    ['waypoint way.shop does not serve Services (istio.io/waypoint-for): calls go past it'],
  ],
  [
    'a waypoint elsewhere that lets in its own namespace alone',
    [
      namespace('shop', 'istio.io/use-waypoint: way, istio.io/use-waypoint-namespace: infra'),
      gateway('way', 'infra', ''),
    ],
    ['waypoint way.infra serves nothing here: its listener does not let in namespace shop (allowedRoutes)'],
  ],
  [
    'one that lets in all',
    [
      namespace('shop', 'istio.io/use-waypoint: way, istio.io/use-waypoint-namespace: infra'),
      gateway('way', 'infra', ', allowedRoutes: {namespaces: {from: All}}'),
    ],
    [],
  ],
  [
    'one that lets in by labels',
    [
      namespace('shop', 'team: a, istio.io/use-waypoint: way, istio.io/use-waypoint-namespace: infra'),
      gateway('way', 'infra', ', allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: a}}}}'),
    ],
    [],
  ],
  [
    'one that lets in by name, the label that every namespace has',
    [
      namespace('shop', 'istio.io/use-waypoint: way, istio.io/use-waypoint-namespace: infra'),
      gateway(
        'way',
        'infra',
        ', allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: shop}}}}',
      ),
    ],
    [],
  ],
  [
    'one whose selector holds what it cannot',
    [
      namespace('shop', 'istio.io/use-waypoint: way, istio.io/use-waypoint-namespace: infra'),
      gateway('way', 'infra', ', allowedRoutes: {namespaces: {from: Selector, selector: {matchExpressions: {a: 1}}}}'),
    ],
    [],
  ],
])('knows of a Service with %s', (_, documents, warnings) => {
  expect(describedService(...documents).warnings).toEqual(warnings);
});

it('tells of routes of the Gateway API: where they lead, and what their parents make of them', () => {
  const documents = [
    injected,
    deployment('cart', 'shop'),
    service('cart', 'shop'),
    object('Gateway', 'gateway.networking.k8s.io', 'edge', 'edge', 'gatewayClassName: istio'),
    route(
      `hostnames: [shop.example.com], parentRefs: [{name: edge, namespace: edge, sectionName: http}, {name: gone}, {kind: Service, group: "", name: cart}],
       rules: [
         {matches: [{path: {type: PathPrefix, value: /v2}, headers: [{name: user, value: jane}]}, {method: PUT, queryParams: [{name: v, type: RegularExpression, value: "[12]"}]}],
          filters: [{type: RequestMirror, requestMirror: {backendRef: {name: old}}}],
          backendRefs: [{name: cart, port: 80, weight: 1}, {name: new, port: 80, weight: 2}]},
         {matches: [{path: {type: Exact, value: /old}}], filters: [{type: RequestRedirect}]},
         {backendRefs: [{kind: Hostname, group: networking.istio.io, name: cart.shop.svc.cluster.local, port: 80}]}]`,
      `parents: [{parentRef: {name: edge, namespace: edge, sectionName: http}, conditions: [{type: Accepted, status: "True"}, {type: ResolvedRefs, status: "False", reason: BackendNotFound, message: there is no new}]}]`,
    ),
    `apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: calls, namespace: other}
spec: {rules: [
  {matches: [{method: {service: shop.Cart, method: Get}}], backendRefs: [{name: cart, namespace: shop, port: 80}]},
  {matches: [{method: {service: shop.Cart}}, {method: {method: List}}], backendRefs: [{name: cart, namespace: shop, port: 80}]},
  {backendRefs: [{name: cart, port: 80}]}]}`,
  ];
  const text = podDescriptionText(describedPod(documents), plain);
  expect(
    text.slice(text.indexOf('   HTTPRoute'), text.indexOf('Mutual')),
  ).toBe(`   HTTPRoute: cart.shop for shop.example.com
      HTTP route for path /v2/*, header user=jane or method PUT, parameter v=/[12]/; mirrors requests
         to host "cart.shop:80" with weight 33.3%
         to host "new.shop:80" with weight 66.7% (elsewhere)
      HTTP route for all that is left
         to host "cart.shop.svc.cluster.local:80" with weight 100%
      1 further route leads elsewhere
      Gateway: edge.edge, listener http (refused: there is no new)
      Gateway: gone.shop (which is not there)
      Service: cart.shop
   GRPCRoute: calls.other
      GRPC route for path /shop.Cart/Get
         to host "cart.shop:80" with weight 100%
      GRPC route for path /shop.Cart/* or path //[^/]+/List/
         to host "cart.shop:80" with weight 100%
      1 further route leads elsewhere

`);
  expect(text).toContain('HTTPRoute cart.shop does not work at Gateway edge.edge: there is no new');
  expect(text).toContain('HTTPRoute cart.shop is for Gateway gone.shop, which is not there');
});

it('names all that configures a sidecar, and nothing of other Pods', () => {
  const documents = [
    injected,
    deployment('cart', 'shop'),
    object('Sidecar', 'networking.istio.io', 'own', 'shop', 'workloadSelector: {labels: {app: cart}}'),
    object('Sidecar', 'networking.istio.io', 'general', 'shop', ''),
    object('Telemetry', 'telemetry.istio.io', 'mesh', 'istio-system', ''),
    object('WasmPlugin', 'extensions.istio.io', 'w', 'shop', 'selector: {matchLabels: {app: web}}'),
    object('EnvoyFilter', 'networking.istio.io', 'patch', 'shop', 'workloadSelector: {labels: {app: cart}}'),
    object('EnvoyFilter', 'networking.istio.io', 'other', 'other', ''),
    object(
      'RequestAuthentication',
      'security.istio.io',
      'way',
      'shop',
      'targetRefs: [{kind: Gateway, group: gateway.networking.k8s.io, name: way}]',
    ),
  ];
  expect(describedPod(documents).configuration).toEqual([
    { kind: 'Sidecar', name: 'own.shop' },
    { kind: 'Telemetry', name: 'mesh.istio-system' },
    { kind: 'EnvoyFilter', name: 'patch.shop' },
  ]);
});

it('knows what holds at gateways: what refers to them, and at a waypoint nothing by selector', () => {
  const label = 'gateway.networking.k8s.io/gateway-name: way';
  const policies = [
    policy('by-selector', 'shop', 'selector: {matchLabels: {version: v1}}'),
    policy('by-reference', 'shop', 'targetRef: {kind: Gateway, group: gateway.networking.k8s.io, name: way}'),
    policy('of-others', 'shop', 'targetRefs: [{kind: Gateway, group: gateway.networking.k8s.io, name: other}]'),
    policy(
      'by-class',
      'istio-system',
      'targetRefs: [{kind: GatewayClass, group: gateway.networking.k8s.io, name: istio-waypoint}]',
    ),
  ];
  const namesFor = (labels: string) =>
    describedPod(
      [...policies, gateway('way', 'shop', ''), pod('p', labels, 'istio-proxy')],
      'p',
    ).authorizationPolicies.map((one) => one.policy);
  expect(namesFor(label)).toEqual(['by-selector.shop', 'by-reference.shop']);
  expect(namesFor(`${label}, gateway.istio.io/managed: istio.io-mesh-controller`)).toEqual([
    'by-class.istio-system',
    'by-reference.shop',
  ]);
  const edge = describedPod(
    [
      gateway('way', 'shop', ''),
      object('Gateway', 'networking.istio.io', 'web', 'other', 'selector: {version: v1}'),
      pod('p', label, 'istio-proxy'),
    ],
    'p',
  );
  expect(edge).not.toHaveProperty('mtls');
  expect(edge.configuration).toEqual([
    { kind: 'Gateway', name: 'way.shop' },
    { kind: 'Gateway', name: 'web.other' },
  ]);
});

it('says that nothing is enforced without a proxy, and of which calls the mesh’s own proxies are refused', () => {
  expect(describedPod([pod('p', 'app: p'), policy('own', 'shop', '')], 'p').warnings).toContain(
    'nothing enforces own.shop: the Pod has no proxy',
  );
  const documents = [
    injected,
    pod('cart-1', 'app: cart', 'istio-proxy'),
    pod('web-1', 'app: web', 'istio-proxy'),
    service('cart', 'shop').replace('targetPort: main', 'targetPort: 8080'),
    peerAuthentication('strict', 'shop', 'mtls: {mode: STRICT}'),
    destinationRule('plain', 'shop', 'host: cart, trafficPolicy: {tls: {mode: DISABLE}}'),
  ];
  const refusedCalls = new RefusedCalls(meshOf(documents));
  expect(describedPod(documents, 'cart-1', { refusedCalls }).warnings).toEqual([
    'plaintext to cart.shop.svc.cluster.local:80 is refused: tls.mode is DISABLE; the server’s mode is STRICT; DestinationRule shop/plain; PeerAuthentication shop/strict (calls of shop/cart-1, shop/web-1)',
  ]);
});

it('tells which port is otherwise: by policy, by annotation, without a proxy', () => {
  const strict = peerAuthentication('strict', 'shop', 'mtls: {mode: STRICT}');
  expect(
    describedPod([
      injected,
      deployment('cart', 'shop', '', 'traffic.sidecar.istio.io/excludeInboundPorts: "8080"'),
      strict,
    ]).mtls,
  ).toEqual({
    mode: 'STRICT',
    decidedBy: 'PeerAuthentication shop/strict',
    ports: [
      {
        port: 8080,
        mode: 'DISABLE',
        decidedBy: 'PeerAuthentication shop/strict',
        note: 'annotations keep port 8080 from the sidecar',
      },
    ],
  });
  expect(describedPod([namespace('shop'), deployment('cart', 'shop'), strict]).mtls).toMatchObject({
    mode: 'DISABLE',
    note: expect.stringContaining('so that STRICT does not hold'),
    ports: [],
  });
});
