import analyzer from '../../../src/analysis/analyzers/telemetry-selectors.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const telemetry = (name: string, selector: string) => `---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    ${selector}
`;
const pod = (name: string, namespace = 'shop') => `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: {app: cart, tier: web}}
`;
const cart = 'matchLabels: {app: cart}';
const web = 'matchLabels: {tier: web}';

testAnalyzer(analyzer, [
  { name: 'one for a Pod', yaml: telemetry('cart', cart) + pod('cart-1'), finds: [] },
  {
    name: 'empty selectors',
    yaml: telemetry('cart', '{}') + telemetry('web', 'matchLabels: {}') + pod('cart-1'),
    finds: [],
  },
  {
    name: 'a selector that selects nothing, at its first label',
    yaml: telemetry('cart', 'matchLabels: {version: v2, app: cart}') + pod('cart-1'),
    finds: ['IST0101 Telemetry shop/cart 9:37 spec.selector.matchLabels.app'],
    says: ['selector "app=cart,version=v2" selects no Pod'],
  },
  {
    name: 'Pods of another namespace',
    yaml: telemetry('cart', cart) + pod('cart-1', 'office'),
    finds: ['IST0101 Telemetry shop/cart 9:24 spec.selector.matchLabels.app'],
  },
  {
    name: 'two for one Pod',
    yaml: telemetry('web', web) + telemetry('cart', cart) + pod('cart-1'),
    finds: ['IST0159 Telemetry shop/cart 14:9 metadata.name', 'IST0159 Telemetry shop/web 5:9 metadata.name'],
    says: ['Telemetries cart, web all select Pod shop/cart-1'],
  },
]);
