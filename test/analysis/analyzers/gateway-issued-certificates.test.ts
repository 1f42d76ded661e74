import analyzer from '../../../src/analysis/analyzers/gateway-issued-certificates.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const mesh = (certificate: string, more = '', credentialName = 'shop-tls') => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {app: ingress}
  servers: [{tls: {credentialName: ${credentialName}}}]
---
apiVersion: v1
kind: Pod
metadata: {name: ingress-1, namespace: ingress, labels: {app: ingress}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
${certificate}
---
${more}
`;
const inShop = 'metadata: {name: shop, namespace: shop}';
const found = 'MW0011 Gateway shop/shop 7:36 spec.servers.0.tls.credentialName';

testAnalyzer(analyzer, [
  {
    name: 'issued beside the Pods',
    yaml: mesh('metadata: {name: shop, namespace: ingress}\nspec: {secretName: shop-tls}'),
    finds: [],
  },
  { name: 'another Secret', yaml: mesh(`${inShop}\nspec: {secretName: other}`), finds: [] },
  {
    name: 'issued beside the Gateway',
    yaml: mesh(`${inShop}\nspec: {secretName: shop-tls}`),
    finds: [found],
    says: ['is made by Certificate shop/shop', 'run in ingress'],
  },
  {
    name: 'copied by a tool',
    yaml: mesh(
      `${inShop}\nspec: {secretName: shop-tls, secretTemplate: {annotations: {reflector.v1.k8s.emberstack.com/reflection-allowed: "true"}}}`,
    ),
    finds: [],
  },
  {
    name: 'a Secret of this name beside the Pods',
    yaml: mesh(
      `${inShop}\nspec: {secretName: shop-tls}`,
      'apiVersion: v1\nkind: Secret\nmetadata: {name: shop-tls, namespace: ingress}',
    ),
    finds: [],
  },
  {
    name: 'a namespace that is named',
    yaml: mesh(`${inShop}\nspec: {secretName: shop-tls}`, '', 'shop/shop-tls'),
    finds: [],
  },
]);
