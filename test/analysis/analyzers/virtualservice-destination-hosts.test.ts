import analyzer from '../../../src/analysis/analyzers/virtualservice-destination-hosts.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const service = (name: string, ports: readonly number[], namespace = 'shop') =>
  `---
{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${namespace}},
 spec: {ports: [${ports.map((port) => `{name: p${port}, port: ${port}}`).join(', ')}]}}
`;
/** A VirtualService whose spec starts on line 5. */
const virtualService = (spec: string, name = 'storefront') => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: shop}
spec:
${spec}`;

testAnalyzer(analyzer, [
  {
    name: 'hosts and ports that are there',
    yaml: `${virtualService(`
  http:
  - route:
    - destination: {host: cart}
    - destination: {host: catalog.shop.svc.cluster.local, port: {number: 80}}
    mirror: {host: cart}
    mirrors: [{destination: {host: catalog, port: {number: 9090}}}]
  tcp:
  - route: [{destination: {host: cart}}]
`)}${service('cart', [80])}${service('catalog', [80, 9090])}`,
    finds: [],
  },
  {
    name: 'hosts that are not there, in every kind of route',
    yaml: virtualService(`
  tcp:
  - route:
    - destination: {host: a}
  tls:
  - route:
    - destination: {host: b}
  http:
  - route:
    - destination: {host: c}
    mirror: {host: d}
    mirrors:
    - destination: {host: e}
`),
    finds: [
      'IST0101 VirtualService shop/storefront 9:27 spec.tcp.0.route.0.destination.host',
      'IST0101 VirtualService shop/storefront 12:27 spec.tls.0.route.0.destination.host',
      'IST0101 VirtualService shop/storefront 15:27 spec.http.0.route.0.destination.host',
      'IST0101 VirtualService shop/storefront 16:20 spec.http.0.mirror.host',
      'IST0101 VirtualService shop/storefront 18:27 spec.http.0.mirrors.0.destination.host',
    ],
    says: ['host "c" does not exist', 'mirror host "d" does not exist', 'mirror host "e" does not exist'],
  },
  {
    name: 'a host of another namespace',
    yaml: `${virtualService(`
  http:
  - route:
    - destination: {host: cart}
`)}${service('cart', [80], 'edge')}`,
    finds: ['IST0101 VirtualService shop/storefront 9:27 spec.http.0.route.0.destination.host'],
  },
  {
    name: 'one absent host on several lines: each; among mirrors, or with no host at all: once, as istioctl has it',
    yaml: virtualService(`
  http:
  - route:
    - destination: {host: cart}
    - destination: {host: cart}
    - destination: {}
    - {}
    mirrors:
    - destination: {host: catalog}
    - destination: {host: catalog}
`),
    finds: [
      'IST0101 VirtualService shop/storefront 9:27 spec.http.0.route.0.destination.host',
      'IST0101 VirtualService shop/storefront 10:27 spec.http.0.route.1.destination.host',
      'IST0101 VirtualService shop/storefront 11:7 spec.http.0.route.2.destination.host',
      'IST0101 VirtualService shop/storefront 14:27 spec.http.0.mirrors.0.destination.host',
    ],
  },
  {
    name: 'several ports and none chosen',
    yaml: `${virtualService(`
  http:
  - route:
    - destination: {host: catalog}
    mirror: {host: catalog}
    mirrors: [{destination: {host: catalog}}]
`)}${service('catalog', [80, 9090])}`,
    finds: [
      'IST0112 VirtualService shop/storefront 9:27 spec.http.0.route.0.destination.host',
      'IST0112 VirtualService shop/storefront 10:20 spec.http.0.mirror.host',
      'IST0112 VirtualService shop/storefront 11:36 spec.http.0.mirrors.0.destination.host',
    ],
    says: ['destination "catalog" has the ports 80, 9090'],
  },
  {
    name: 'ports that the host does not have',
    yaml: `${virtualService(`
  http:
  - route:
    - destination: {host: catalog, port: {number: 81}}
    - destination: {host: catalog, port: {}}
    mirror: {host: catalog, port: {number: 82}}
`)}${service('catalog', [80, 9090])}`,
    finds: [
      'IST0101 VirtualService shop/storefront 9:27 spec.http.0.route.0.destination.host',
      'IST0101 VirtualService shop/storefront 10:27 spec.http.0.route.1.destination.host',
      'IST0101 VirtualService shop/storefront 11:20 spec.http.0.mirror.host',
    ],
    says: ['host:port "catalog:81" does not exist', '"catalog:0"', '"catalog:82"'],
  },
  {
    name: 'a ServiceEntry hidden from the namespace, and one seen through exportTo',
    yaml: `${virtualService(`
  exportTo: [edge]
  http:
  - route:
    - destination: {host: eu.pay.example}
    - destination: {host: us.pay.example}
`)}---
{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: eu, namespace: edge},
 spec: {hosts: [eu.pay.example], exportTo: ["."]}}
---
{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: us, namespace: platform},
 spec: {hosts: [us.pay.example], exportTo: ["."]}}
`,
    finds: ['IST0101 VirtualService shop/storefront 11:27 spec.http.0.route.1.destination.host'],
  },
  {
    name: "a gateway's routes past another VirtualService's subsets: once for each of those",
    yaml: `${virtualService(`
  hosts: [www.shop.example]
  gateways: [edge/public]
  http:
  - route:
    - destination: {host: cart}
  - route:
    - destination: {host: cart}
    - destination: {host: catalog}
`)}${virtualService(
      `
  hosts: [cart]
  http: [{route: [{destination: {host: cart, subset: v1}}, {destination: {host: cart, subset: v2}}]}]
`,
      'cart',
    )}${virtualService(
      `
  hosts: [other, catalog]
  http: [{route: [{destination: {host: catalog, subset: v1}}, {destination: {host: cart, subset: v1}}]}]
`,
      'catalog',
    )}${service('cart', [80])}${service('catalog', [80])}`,
    finds: [
      'IST0140 VirtualService shop/storefront 11:27 spec.http.0.route.0.destination.host',
      'IST0140 VirtualService shop/storefront 14:27 spec.http.1.route.1.destination.host',
    ],
    says: ['requests from a gateway to "cart" do not follow the routes to its subsets in VirtualService shop/cart'],
  },
  {
    name: 'routes past subsets inside the mesh, to the same subset, and over TCP',
    yaml: `${virtualService('  hosts: [shop]\n  http: [{route: [{destination: {host: cart}}]}]\n')}${virtualService(
      `
  hosts: [www.shop.example]
  gateways: [edge/public]
  http: [{route: [{destination: {host: cart, subset: v2}}]}]
  tcp: [{route: [{destination: {host: cart}}]}]
`,
      'edge',
    )}${virtualService('  hosts: [cart]\n  http: [{route: [{destination: {host: cart, subset: v1}}]}]\n', 'cart')}${service('cart', [80])}`,
    finds: [],
  },
]);
