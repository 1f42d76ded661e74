import analyzer from '../../../src/analysis/analyzers/gateway-conflicts.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const gateway = (name: string, selector: string, ...servers: string[]) => `---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: ${name}-team}
spec:
  selector:
    ${selector}
  servers:
${servers.map((server) => `  - {${server}}`).join('\n')}
`;
const server = (hosts: string, port = 443, bind = '') =>
  `port: {number: ${port}, name: https, protocol: HTTPS}, hosts: [${hosts}]${bind && `, bind: ${bind}`}`;
const pod = (labels: string) => `---
apiVersion: v1
kind: Pod
metadata: {name: edge-1, namespace: istio-system, labels: {${labels}}}
`;
const wide = 'app: edge';
const narrow = '{app: edge, tier: public}';
const www = server('www.shop.example');

testAnalyzer(analyzer, [
  {
    name: 'the same host on the same port',
    yaml: gateway('cart', wide, www) + gateway('checkout', wide, www),
    finds: [
      'IST0145 Gateway cart-team/cart 9:57 spec.servers.0.hosts',
      'IST0145 Gateway checkout-team/checkout 18:57 spec.servers.0.hosts',
    ],
    says: [
      'port 443 with hosts www.shop.example is also served by Gateway checkout-team/checkout',
      'that app=edge selects',
    ],
  },
  {
    name: 'on a port served twice by one gateway',
    yaml:
      gateway('cart', wide, server('cart.shop.example'), www) + gateway('checkout', wide, server('cart.shop.example')),
    finds: [
      'IST0145 Gateway cart-team/cart 9:57 spec.servers.0.hosts',
      'IST0145 Gateway checkout-team/checkout 19:57 spec.servers.0.hosts',
    ],
  },
  {
    name: 'other hosts, ports, addresses and workloads; and a gateway with itself',
    yaml:
      gateway('cart', wide, www, www) +
      gateway('checkout', wide, server('checkout.shop.example')) +
      gateway('catalog', wide, server('www.shop.example', 8443)) +
      gateway('search', wide, server('www.shop.example', 443, '10.0.0.1')) +
      gateway('intranet', 'app: intranet', www),
    finds: [],
  },
  {
    name: 'a host kept to the own namespace',
    yaml: gateway('cart', wide, server('./www.shop.example')) + gateway('checkout', wide, server('./www.shop.example')),
    finds: [],
  },
  {
    name: 'a host kept to a namespace by name, and by a dot',
    yaml:
      gateway('cart', wide, server('./www.shop.example')) +
      gateway('checkout', wide, server('cart-team/www.shop.example')),
    finds: [
      'IST0145 Gateway cart-team/cart 9:57 spec.servers.0.hosts',
      'IST0145 Gateway checkout-team/checkout 18:57 spec.servers.0.hosts',
    ],
  },
  {
    name: 'different selectors for the same Pod',
    yaml: gateway('cart', wide, www) + gateway('checkout', 'tier: public', www) + pod('app: edge, tier: public'),
    finds: [
      'IST0145 Gateway cart-team/cart 9:57 spec.servers.0.hosts',
      'IST0145 Gateway checkout-team/checkout 18:57 spec.servers.0.hosts',
    ],
  },
  {
    name: 'a narrower selector, but no Pod that both select',
    yaml: gateway('cart', wide, www) + gateway('checkout', narrow, www) + pod('app: edge'),
    finds: [],
  },
  {
    name: 'an empty selector selects the Pods of all others',
    yaml: gateway('cart', '{}', www) + gateway('checkout', wide, www) + pod('app: edge'),
    finds: [
      'IST0145 Gateway cart-team/cart 9:57 spec.servers.0.hosts',
      'IST0145 Gateway checkout-team/checkout 18:57 spec.servers.0.hosts',
    ],
    says: ['that an empty selector selects'],
  },
  {
    name: 'with more others than anybody reads',
    yaml: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => gateway(name, wide, www)).join(''),
    finds: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(
      (name, i) => `IST0145 Gateway ${name}-team/${name} ${i * 9 + 9}:57 spec.servers.0.hosts`,
    ),
    says: ['Gateway b-team/b, c-team/c, d-team/d, e-team/e, f-team/f and others on'],
  },
  {
    name: 'workloads that no gateway serves, for this one has no servers',
    yaml: gateway('cart', wide) + pod('app: edge'),
    finds: ['IST0101 Gateway cart-team/cart 7:10 spec.selector.app'],
    says: ['server for selector "app=edge" does not exist'],
  },
  {
    name: 'no servers, but another gateway for the same Pods has some',
    yaml: gateway('cart', narrow) + gateway('checkout', wide, www) + pod('app: edge, tier: public'),
    finds: [],
  },
  { name: 'neither servers nor a selector', yaml: gateway('cart', '{}') + pod('app: edge'), finds: [] },
  { name: 'neither servers nor workloads', yaml: gateway('cart', wide), finds: [] },
  {
    name: 'in another cluster',
    yaml: { east: gateway('cart', wide, www), west: gateway('checkout', wide, www) },
    finds: [],
  },
]);
