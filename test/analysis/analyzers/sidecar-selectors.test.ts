import analyzer from '../../../src/analysis/analyzers/sidecar-selectors.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const sidecar = (name: string, spec: string) => `---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: ${name}
  namespace: shop
spec: {${spec}}
`;
const selecting = (labels: string) => `workloadSelector: {labels: {${labels}}}`;
const pod = (name: string, labels: string, more = '') => `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {${labels}}${more}}
`;
const ambient = ', annotations: {ambient.istio.io/redirection: enabled}';
const namespace = (labels: string) => `---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {${labels}}}
`;
const cart = pod('cart-1', 'app: cart, tier: web');

testAnalyzer(analyzer, [
  {
    name: 'one Sidecar for each Pod, and one for the namespace',
    yaml:
      sidecar('cart', selecting('app: cart')) +
      sidecar('catalog', selecting('app: catalog')) +
      sidecar('default', '') +
      cart +
      pod('catalog-1', 'app: catalog'),
    finds: [],
  },
  {
    name: 'a selector that selects nothing, at its first label',
    yaml: sidecar('cart', selecting('version: v2, app: cart')) + cart,
    finds: ['IST0101 Sidecar shop/cart 7:54 spec.workloadSelector.labels.app'],
    says: ['selector "app=cart,version=v2" selects no Pod'],
  },
  {
    name: 'Pods of another namespace',
    yaml: sidecar('cart', selecting('app: cart')) + cart.replace('shop', 'office'),
    finds: ['IST0101 Sidecar shop/cart 7:41 spec.workloadSelector.labels.app'],
  },
  {
    name: 'two Sidecars for one Pod',
    yaml: sidecar('web', selecting('tier: web')) + sidecar('cart', selecting('app: cart')) + cart,
    finds: ['IST0110 Sidecar shop/cart 12:9 metadata.name', 'IST0110 Sidecar shop/web 5:9 metadata.name'],
    says: ['Sidecars cart, web all select Pod shop/cart-1'],
  },
  {
    name: 'two Sidecars for two Pods',
    yaml:
      sidecar('web', selecting('tier: web')) +
      sidecar('cart', selecting('app: cart')) +
      cart +
      pod('cart-2', 'app: cart, tier: web'),
    finds: [
      'IST0110 Sidecar shop/cart 12:9 metadata.name',
      'IST0110 Sidecar shop/cart 12:9 metadata.name',
      'IST0110 Sidecar shop/web 5:9 metadata.name',
      'IST0110 Sidecar shop/web 5:9 metadata.name',
    ],
  },
  {
    name: 'two Sidecars for the namespace',
    yaml: sidecar('web', '') + sidecar('default', 'workloadSelector: {labels: {}}'),
    finds: ['IST0111 Sidecar shop/default 12:9 metadata.name', 'IST0111 Sidecar shop/web 5:9 metadata.name'],
    says: ['Sidecars default, web all apply to the whole namespace shop'],
  },
  {
    name: 'each its own namespace',
    yaml: sidecar('default', '') + sidecar('default', '').replace('shop', 'office'),
    finds: [],
  },
  {
    name: 'Pods in ambient mode, whether or not another Sidecar selects them',
    yaml:
      sidecar('cart', selecting('app: cart')) +
      sidecar('web', selecting('tier: web')) +
      pod('cart-1', 'app: cart, tier: web', ambient) +
      pod('cart-2', 'app: cart', ambient),
    finds: [
      'IST0167 Sidecar shop/cart 7:8 spec.workloadSelector',
      'IST0167 Sidecar shop/web 14:8 spec.workloadSelector',
    ],
    says: ['the Pods that it selects are in ambient mode'],
  },
  {
    name: 'a namespace in ambient mode',
    yaml: sidecar('default', '') + sidecar('web', '') + namespace('istio.io/dataplane-mode: ambient'),
    finds: [
      'IST0167 Sidecar shop/default 6:14 metadata.namespace',
      'IST0167 Sidecar shop/web 13:14 metadata.namespace',
    ],
    says: ['its namespace is in ambient mode'],
  },
  {
    name: 'a namespace with sidecar injection besides',
    yaml: sidecar('default', '') + namespace('istio.io/dataplane-mode: ambient, istio-injection: enabled'),
    finds: [],
  },
]);
