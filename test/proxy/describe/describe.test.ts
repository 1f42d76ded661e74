import { expect, it } from 'vitest';
import { podDescriptionText, serviceDescriptionText } from '../../../src/output/proxy/description-text.ts';
import { styleFor } from '../../../src/output/style.ts';
import { describePod } from '../../../src/proxy/describe/describe-pod.ts';
import { describeService } from '../../../src/proxy/describe/describe-service.ts';
import { podsBehind } from '../../../src/proxy/describe/described-pods.ts';
import { meshOf } from '../../support/mtls.ts';

const plain = await styleFor({ color: false });

/** A running Pod of `app: cart`, with a sidecar unless `containers` says otherwise. */
const pod = (name: string, labels = '', containers = '{name: istio-proxy, image: proxyv2}', more = '', status = '') => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: cart, version: ${name}${labels}}}
spec: {containers: [{name: cart, image: cart, ports: [{name: main, containerPort: 8080}]}${containers && `, ${containers}`}]${more}}
status: {phase: Running${status}}`;
const service = (spec = 'selector: {app: cart}, ports: [{name: http, port: 80, targetPort: main}]') => `
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {${spec}}`;
const rule = (spec: string, name = 'cart') => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${name}, namespace: shop}
spec: {${spec}}`;
const virtualService = (spec: string, namespace = 'shop') => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: ${namespace}}
spec: {${spec}}`;
const subsets = 'host: cart, subsets: [{name: one, labels: {version: v1}}, {name: two, labels: {version: v2}}]';

const describedPod = (documents: readonly string[], name = 'v1', options = {}) => {
  const mesh = meshOf(documents);
  return describePod(mesh, mesh.find('Pod', name, 'shop')!, options);
};
const warningsOf = (...documents: readonly string[]) => {
  const described = describedPod(documents);
  return [...described.warnings, ...described.services.flatMap(({ warnings }) => warnings)];
};

it.each([
  ['what it asks for, as long as nothing has injected it', '', 'stable'],
  ['what has injected it', ', annotations: {istio.io/rev: canary}', 'canary'],
])('the revision of a Pod is %s', (_, annotations, expected) => {
  const document = pod('v1', ', istio.io/rev: stable').replace('}\nspec', `${annotations}}\nspec`);
  expect(describedPod([document]).revision).toBe(expected);
});

it('tells what leads to a Pod, what it takes, and whom it lets in', () => {
  const text = podDescriptionText(
    describedPod([
      pod('v1', ', istio.io/rev: canary'),
      pod('v2'),
      service(),
      rule(`${subsets}, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}, connectionPool: {tcp: {maxConnections: 1}},
        portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: RANDOM}}]}`),
      virtualService(`hosts: [cart], gateways: [mesh, edge/shop], http: [
        {match: [{uri: {prefix: /v2}, headers: {user: {exact: jane}}}, {method: {exact: PUT}}], route: [{destination: {host: cart, subset: two}}]},
        {fault: {delay: {fixedDelay: 1s}}, route: [{destination: {host: cart, subset: one}, weight: 90}, {destination: {host: cart, subset: two}, weight: 10}]}]`),
      `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: edge}
spec: {selector: {istio: edge}, servers: []}`,
      `apiVersion: v1
kind: Pod
metadata: {name: edge-1, namespace: edge, labels: {istio: edge}}
spec: {containers: [{name: istio-proxy, image: proxyv2, args: [proxy, router]}]}`,
      `apiVersion: v1
kind: Service
metadata: {name: edge, namespace: edge}
spec: {type: LoadBalancer, selector: {istio: edge}, ports: [{name: http2, port: 80}, {name: https, port: 8443}, {name: status, port: 15021}]}
status: {loadBalancer: {ingress: [{ip: 203.0.113.7}]}}`,
      `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: istio-system}
spec: {mtls: {mode: STRICT}}`,
      `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: cart, namespace: shop}
spec: {selector: {matchLabels: {app: cart}}, portLevelMtls: {8080: {mode: PERMISSIVE}}}`,
      `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: nobody, namespace: istio-system}
spec: {action: AUDIT, rules: [{}]}`,
      `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: others, namespace: shop}
spec: {selector: {matchLabels: {app: web}}}`,
    ]),
    plain,
  );
  expect(text).toBe(`Pod: v1.shop
   Revision: canary
   Ports: 8080 (cart)
   Data plane: sidecar (it has a container istio-proxy)

Service: cart.shop
   Port: http 80/HTTP targets pod port 8080
   DestinationRule: cart.shop for "cart"
      Matching subsets: one
      Other subsets: two
      TLS mode: ISTIO_MUTUAL
      Policies: connection pool
      Port 80: Policies: load balancer
   VirtualService: cart.shop
      HTTP route for all that is left; delays requests
         to host "cart" subset "one" with weight 90%
         to host "cart" subset "two" with weight 10% (elsewhere)
      1 further route leads elsewhere
      Gateway: shop.edge, exposed at http://203.0.113.7, https://203.0.113.7:8443

Mutual TLS
   STRICT (PeerAuthentication istio-system/default)
   port 8080: PERMISSIVE (PeerAuthentication shop/cart)

AuthorizationPolicies
   AUDIT by nobody.istio-system
`);
});

it('tells of a Service what leads to any of its Pods', () => {
  const mesh = meshOf([
    pod('v1'),
    pod('v2'),
    service(),
    rule(subsets),
    virtualService(`hosts: [cart], http: [
      {match: [{uri: {regex: "/v[23]"}, headers: {user: {}}}, {queryParams: {v: {exact: "2"}}, withoutHeaders: {x: {prefix: a}}, port: 80, sourceLabels: {app: web}}],
       route: [{destination: {host: cart.shop.svc.cluster.local, subset: two}}]},
      {route: [{destination: {host: cart, subset: one}}]}]`),
  ]);
  const cart = mesh.find('Service', 'cart', 'shop')!;
  const pods = podsBehind(mesh, cart);
  expect(pods.map(({ name }) => name)).toEqual(['v1', 'v2']);
  expect(serviceDescriptionText(describeService(mesh, cart, pods), [], plain)).toBe(`Service: cart.shop
   Port: http 80/HTTP targets pod port 8080
   DestinationRule: cart.shop for "cart"
      Matching subsets: one, two
      No traffic policy
   VirtualService: cart.shop
      HTTP route for path //v[23]/, header user or no header x=a*, parameter v=2, port 80, from Pods with app=web
         to host "cart.shop.svc.cluster.local" subset "two" with weight 100%
      HTTP route for all that is left
         to host "cart" subset "one" with weight 100%
`);
});

it('says nothing of a Pod with which all is well', () => {
  expect(warningsOf(pod('v1'), service())).toEqual([]);
});

it.each<[string, readonly string[], readonly string[]]>([
  ['no Service', [pod('v1')], ['no Service selects the Pod']],
  ['no sidecar', [pod('v1', '', ''), service()], ['the Pod is not part of the mesh']],
  ['not running', [pod('v1').replace('Running', 'Pending'), service()], ['the Pod does not run: it is Pending']],
  [
    'not ready',
    [
      pod(
        'v1',
        '',
        undefined,
        '',
        ', containerStatuses: [{name: cart, ready: false, state: {waiting: {reason: CrashLoopBackOff}}}]',
      ),
      service(),
    ],
    ['container cart is not ready: CrashLoopBackOff'],
  ],
  [
    'the sidecar’s user',
    [pod('v1', '', undefined, ', securityContext: {runAsUser: 1337}'), service()],
    ['container cart runs as user 1337, which is the sidecar’s: its traffic goes past the sidecar'],
  ],
  [
    'no subset',
    [pod('v1'), service(), rule('host: cart, subsets: [{name: old, labels: {version: v0}}]')],
    ['no subset of DestinationRule cart.shop matches: old are of other Pods'],
  ],
  [
    'an unknown subset',
    [pod('v1'), service(), virtualService('hosts: [cart], http: [{route: [{destination: {host: cart, subset: x}}]}]')],
    [
      'VirtualService cart.shop routes to subset "x" of cart, and no DestinationRule defines it',
      'no route of VirtualService cart.shop leads to these Pods',
    ],
  ],
  [
    'a subset that the rule lacks, and no Gateway',
    [
      pod('v1'),
      service(),
      rule(subsets),
      virtualService(
        'hosts: [cart], gateways: [edge], tcp: [{match: [{port: 80}], route: [{destination: {host: cart, subset: x}}, {destination: {host: cart}}]}]',
      ),
    ],
    [
      'VirtualService cart.shop routes to subset "x" of cart, and DestinationRule cart.shop does not define it',
      'VirtualService cart.shop is for Gateway edge.shop, which is not there',
    ],
  ],
  [
    'a port without a name',
    [pod('v1'), service('selector: {app: cart}, ports: [{port: 80, targetPort: web}, {port: 53, protocol: UDP}]')],
    ['port 80 of Service cart.shop targets a port that the Pods do not name'],
  ],
])('warns of %s', (_, documents, expected) => {
  expect(warningsOf(...documents)).toEqual(expected);
});

it('knows a Pod that was made without injection, and says nothing of Pods outside where that is meant', () => {
  const documents = [
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio-injection: enabled}}',
    pod('v1', '', ''),
  ];
  expect(describedPod(documents)).toMatchObject({
    dataPlane: 'none',
    dataPlaneBecause:
      'it has no container istio-proxy, although namespace shop has the label istio-injection=enabled: it was made without injection',
  });
  expect(describedPod(documents, 'v1', { ignoreUnmeshed: true }).warnings).toEqual([]);
});

it('names the waypoint in ambient, by Pod, Service or namespace', () => {
  const namespace =
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio.io/dataplane-mode: ambient, istio.io/use-waypoint: way}}';
  const own = service().replace(
    '{name: cart,',
    '{name: cart, labels: {istio.io/use-waypoint: other, istio.io/use-waypoint-namespace: infra},',
  );
  expect(describedPod([namespace, pod('v1', '', ''), own])).toMatchObject({
    dataPlane: 'ambient',
    waypoint: { waypoint: 'way.shop', because: 'namespace shop has the label istio.io/use-waypoint' },
    services: [{ waypoint: { waypoint: 'other.infra', because: 'the Service has the label istio.io/use-waypoint' } }],
  });
  expect(describedPod([namespace, pod('v1', ', istio.io/use-waypoint: none', '')])).not.toHaveProperty('waypoint');
});
