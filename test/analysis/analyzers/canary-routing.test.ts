import analyzer from '../../../src/analysis/analyzers/canary-routing.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const mesh = (service: string, kind: string, name: string) => `
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: {name: release, namespace: shop}
spec: {targetRef: {name: cart}, service: ${service}}
---
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: {name: ${name}, namespace: shop}
`;

testAnalyzer(analyzer, [
  { name: 'other names', yaml: mesh('{}', 'VirtualService', 'release'), finds: [] },
  { name: 'Gateway API', yaml: mesh('{gatewayRefs: [{name: g}]}', 'VirtualService', 'cart'), finds: [] },
  {
    name: 'the VirtualService of the target',
    yaml: mesh('{}', 'VirtualService', 'cart'),
    finds: ['MW0009 VirtualService shop/cart 9:18 metadata.name'],
    says: ['Flagger, for Canary shop/release, writes a VirtualService of this very name'],
  },
  {
    name: 'a DestinationRule of the Service',
    yaml: mesh('{name: basket}', 'DestinationRule', 'basket-canary'),
    finds: ['MW0009 DestinationRule shop/basket-canary 9:18 metadata.name'],
  },
]);
