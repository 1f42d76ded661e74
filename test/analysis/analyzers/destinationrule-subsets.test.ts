import analyzer from '../../../src/analysis/analyzers/destinationrule-subsets.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const cart = `---
{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop}}
`;
const pod = (name: string, labels: string, node = '') => `---
{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: shop, labels: ${labels}}, spec: {nodeName: "${node}"}}
`;
const node = (name: string, labels: string) => `---
{apiVersion: v1, kind: Node, metadata: {name: ${name}, labels: ${labels}}}
`;
/** A DestinationRule with its host on line 6 and subsets on a line each from line 8. */
const destinationRule = (host: string, ...subsets: string[]) => `---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec:
  host: ${host}
  subsets:
${subsets.map((subset) => `  - ${subset}\n`).join('')}`;
const subset = (position: string, i: number) =>
  `IST0173 DestinationRule shop/cart ${position} spec.subsets.${i}.labels`;

testAnalyzer(analyzer, [
  {
    name: 'subsets that select Pods',
    yaml:
      destinationRule('cart', '{name: v1, labels: {version: v1}}', '{name: all}') +
      cart +
      pod('cart-1', '{app: cart, version: v1}'),
    finds: [],
  },
  {
    name: 'a host that is not there, whatever its subsets',
    yaml: destinationRule('catalog', '{name: v1, labels: {version: v1}}') + cart,
    finds: ['IST0174 DestinationRule shop/cart 6:9 spec.host'],
    says: ['has the host "catalog", so this DestinationRule does nothing'],
  },
  {
    name: 'a wildcard that no ServiceEntry has',
    yaml: destinationRule('"*.local"', '{name: v1}') + cart + pod('cart-1', '{}'),
    finds: ['IST0174 DestinationRule shop/cart 6:9 spec.host'],
    says: ['"*.local" is the host of no ServiceEntry'],
  },
  {
    name: 'subsets that select no Pods; of one name twice, the later',
    yaml:
      destinationRule(
        'cart',
        '{name: v2, labels: {version: v2}}',
        '{name: v3, labels: {version: v3}}',
        '{name: v3, labels: {app: cart, version: v4}}',
        '{name: mixed, labels: {app: catalog, version: v1}}',
      ) +
      cart +
      pod('cart-1', '{app: cart, version: v1}') +
      pod('catalog-1', '{app: catalog}'),
    finds: [subset('8:16', 0), subset('10:16', 2), subset('11:19', 3)],
    says: ['no Pod has the labels version=v2 that subset "v2" selects', 'app=cart,version=v4'],
  },
  {
    name: "subsets within a ServiceEntry's own selection",
    yaml: `${
      destinationRule('legacy.shop.example', '{name: v1, labels: {version: v1}}', '{name: v2, labels: {version: v2}}') +
      pod('legacy-1', '{app: legacy, version: v1}') +
      pod('cart-2', '{app: cart, version: v2}')
    }---
{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: legacy, namespace: shop},
 spec: {hosts: [legacy.shop.example], workloadSelector: {labels: {app: legacy}}}}
`,
    finds: [subset('9:16', 1)],
    says: ['app=legacy,version=v2'],
  },
  {
    name: "subsets by the Pod's place",
    yaml:
      destinationRule(
        'cart',
        '{name: region, labels: {topology.kubernetes.io/region: eu}}',
        '{name: zone, labels: {app: cart, topology.kubernetes.io/region: eu, topology.kubernetes.io/zone: eu-1}}',
        '{name: subzone, labels: {topology.istio.io/subzone: rack-7}}',
        '{name: node, labels: {kubernetes.io/hostname: node-1}}',
        '{name: own, labels: {topology.kubernetes.io/zone: us-1}}',
      ) +
      cart +
      pod('cart-1', '{app: cart}', 'node-1') +
      pod('cart-2', '{app: cart, topology.kubernetes.io/zone: us-1}') +
      node(
        'node-1',
        '{topology.kubernetes.io/region: eu, topology.kubernetes.io/zone: eu-1, topology.istio.io/subzone: rack-7}',
      ),
    finds: [],
  },
  {
    name: 'subsets by a place where no Pod is: the Node knows better than a label, and no zone means no subzone',
    yaml:
      destinationRule(
        'cart',
        '{name: zone, labels: {topology.kubernetes.io/zone: us-1}}',
        '{name: both, labels: {topology.kubernetes.io/region: us, topology.kubernetes.io/zone: eu-1}}',
        '{name: other, labels: {app: catalog, topology.kubernetes.io/zone: eu-1}}',
        '{name: subzone, labels: {topology.istio.io/subzone: rack-7}}',
        '{name: node, labels: {kubernetes.io/hostname: node-2}}',
      ) +
      cart +
      pod('cart-1', '{app: cart, topology.kubernetes.io/zone: us-1}', 'node-1') +
      pod('cart-3', '{app: cart}', 'node-3') +
      pod('catalog-1', '{app: catalog}') +
      node('node-1', '{topology.kubernetes.io/region: eu, topology.kubernetes.io/zone: eu-1}') +
      node('node-3', '{topology.kubernetes.io/region: us, topology.istio.io/subzone: rack-7}') +
      node('node-2', '{}'),
    finds: [subset('8:18', 0), subset('9:18', 1), subset('10:19', 2), subset('11:21', 3), subset('12:18', 4)],
  },
]);
