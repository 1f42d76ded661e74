import analyzer from '../../../src/analysis/analyzers/virtualservice-subsets.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const destinationRule = (host: string, subsets: string, namespace = 'shop') => `---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${host}, namespace: ${namespace}}
spec: {host: ${host}, subsets: ${subsets}}
`;
/** A VirtualService whose routes start on line 7. */
const virtualService = (http: string) => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  http:
${http}`;
const at = (position: string, path: string) => `IST0101 VirtualService shop/cart ${position} ${path}`;

testAnalyzer(analyzer, [
  {
    name: 'subsets that are defined, by short and by full name, and no subset',
    yaml:
      virtualService(`
  - route:
    - destination: {host: cart, subset: v1}
    - destination: {host: cart.shop.svc.cluster.local, subset: v1}
    - destination: {host: catalog.edge.svc.cluster.local, subset: v2}
    - destination: {host: api.pay.example, subset: eu}
    - destination: {host: nobody}
    mirror: {host: cart, subset: v1}
`) +
      destinationRule('cart', '[{name: v1}]') +
      destinationRule('catalog', '[{name: v2}]', 'edge') +
      destinationRule('api.pay.example', '[{name: us}, {name: eu}]'),
    finds: [],
  },
  {
    name: 'subsets that are not defined, or only in another namespace',
    yaml:
      virtualService(`
  - route:
    - destination: {host: cart, subset: v2}
    - destination: {host: catalog, subset: v2}
    - destination: {host: api.pay.example, subset: eu}
    mirror: {host: cart, subset: v3}
    mirrors:
    - destination: {host: cart, subset: v4}
    - destination: {host: cart, subset: v4}
    - destination: {host: cart, subset: v5}
`) +
      destinationRule('cart', '[{name: v1}]') +
      destinationRule('catalog', '[{name: v2}]', 'edge') +
      destinationRule('api.pay.example', '[{name: eu}]', 'edge'),
    finds: [
      at('9:27', 'spec.http.0.route.0.destination.host'),
      at('10:27', 'spec.http.0.route.1.destination.host'),
      at('11:27', 'spec.http.0.route.2.destination.host'),
      at('12:20', 'spec.http.0.mirror.host'),
      at('14:27', 'spec.http.0.mirrors.0.destination.host'),
      at('16:27', 'spec.http.0.mirrors.2.destination.host'),
    ],
    says: ['host+subset "cart+v2" does not exist: add the subset to a DestinationRule'],
  },
  {
    name: 'a subset of no host: once',
    yaml: virtualService(`
  - route:
    - destination: {subset: v1}
    - destination: {subset: v1}
`),
    finds: [at('9:7', 'spec.http.0.route.0.destination.host')],
  },
]);
