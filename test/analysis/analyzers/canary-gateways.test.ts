import analyzer from '../../../src/analysis/analyzers/canary-gateways.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const mesh = (gateways: string, provider = 'istio') => `
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: {name: cart, namespace: shop}
spec:
  provider: ${provider}
  service:
    gateways: ${gateways}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: way-in, namespace: shop}
`;

testAnalyzer(analyzer, [
  { name: 'gateways that are there', yaml: mesh('[mesh, way-in, shop/way-in]'), finds: [] },
  { name: 'another provider than Istio', yaml: mesh('[gone]', 'linkerd'), finds: [] },
  {
    name: 'one that is elsewhere',
    yaml: mesh('[way-in, istio-system/way-in]'),
    finds: ['MW0008 Canary shop/cart 8:24 spec.service.gateways.1'],
    says: ['gateway "istio-system/way-in" does not exist'],
  },
]);
