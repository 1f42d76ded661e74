import analyzer from '../../../src/analysis/analyzers/gateway-certificates.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const gateway = (name: string, selector: string, ...tls: string[]) => `---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: ${name}
  namespace: shop
spec:
  selector: ${selector}
  servers:
${tls.map((settings, i) => `  - {port: {number: ${443 + i}}, hosts: [${name}.shop.example], tls: ${settings}}`).join('\n')}
`;
const secret = '{mode: SIMPLE, credentialName: wildcard}';
const files = (key: string) => `{mode: SIMPLE, serverCertificate: /etc/shop.pem, privateKey: ${key}}`;
const tenants = (count: number) =>
  Array.from({ length: count }, (_, i) => gateway(`tenant-${i}`, '{istio: ingressgateway}', secret)).join('');
/** Their findings, `times` each; every document has ten lines. */
const each = (count: number, times: number) =>
  Array.from({ length: count }, (_, i) =>
    Array.from({ length: times }, () => `IST0138 Gateway shop/tenant-${i} ${i * 10 + 5}:9 metadata.name`),
  ).flat();

testAnalyzer(analyzer, [
  {
    name: 'two gateways with one certificate on the same workloads',
    yaml: gateway('cart', '{app: edge}', secret) + gateway('checkout', '{app: edge}', secret),
    finds: ['IST0138 Gateway shop/cart 5:9 metadata.name', 'IST0138 Gateway shop/checkout 15:9 metadata.name'],
    says: ['Gateways shop/cart and shop/checkout serve the same certificate, wildcard'],
  },
  {
    name: 'several servers with it: one finding',
    yaml: gateway('cart', '{app: edge}', secret, secret) + gateway('checkout', '{app: edge}', secret, secret),
    finds: ['IST0138 Gateway shop/cart 5:9 metadata.name', 'IST0138 Gateway shop/checkout 16:9 metadata.name'],
  },
  {
    name: 'a narrower selector is among the workloads of a wider one, not the other way round',
    yaml: gateway('cart', '{app: edge}', secret) + gateway('checkout', '{app: edge, tier: public}', secret),
    finds: ['IST0138 Gateway shop/cart 5:9 metadata.name'],
  },
  {
    name: 'an empty selector takes every workload',
    yaml: gateway('cart', '{}', secret) + gateway('checkout', '{app: edge}', secret),
    finds: ['IST0138 Gateway shop/cart 5:9 metadata.name'],
  },
  {
    name: 'other workloads',
    yaml: gateway('cart', '{app: edge}', secret) + gateway('checkout', '{app: intranet}', secret),
    finds: [],
  },
  {
    name: 'the same files',
    yaml:
      gateway('cart', '{app: edge}', files('/etc/shop.key')) +
      gateway('checkout', '{app: edge}', files('/etc/shop.key')),
    finds: ['IST0138 Gateway shop/cart 5:9 metadata.name', 'IST0138 Gateway shop/checkout 15:9 metadata.name'],
    says: ['certificate, /etc/shop.pem,'],
  },
  {
    name: 'another key is another certificate, and no key is none',
    yaml:
      gateway('cart', '{app: edge}', files('/etc/shop.key')) +
      gateway('checkout', '{app: edge}', files('/etc/other.key')) +
      gateway('catalog', '{app: edge}', '{mode: SIMPLE, serverCertificate: /etc/shop.pem}') +
      gateway('search', '{app: edge}', '{mode: SIMPLE, serverCertificate: /etc/shop.pem}'),
    finds: [],
  },
  {
    name: 'no TLS at all',
    yaml: gateway('cart', '{app: edge}', '{}') + gateway('checkout', '{app: edge}', '{}'),
    finds: [],
  },
  { name: 'three gateways are told of two others each', yaml: tenants(3), finds: each(3, 2) },
  { name: 'twenty are told of ten', yaml: tenants(20), finds: each(20, 10) },
  {
    name: 'in another cluster',
    yaml: { east: gateway('cart', '{app: edge}', secret), west: gateway('checkout', '{app: edge}', secret) },
    finds: [],
  },
]);
