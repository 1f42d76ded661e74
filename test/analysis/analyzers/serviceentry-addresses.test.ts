import analyzer from '../../../src/analysis/analyzers/serviceentry-addresses.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

/** A ServiceEntry whose ports are on a line each from line 7. */
const serviceEntry = (rest: string, ...ports: string[]) => `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: db, namespace: shop}
spec:
  hosts: [orders.db.example]
  ports:
${ports.map((port) => `  - ${port}\n`).join('')}${rest}`;
const postgres = '{name: postgres, number: 5432, protocol: TCP}';
const proxyMetadata = (...names: string[]) =>
  `defaultConfig: {proxyMetadata: {${names.map((name) => `${name}: "true"`).join(', ')}}}`;
const port = (position: string, path: string) => `IST0134 ServiceEntry shop/db ${position} spec.ports.${path}`;

testAnalyzer(analyzer, [
  { name: 'an address', yaml: serviceEntry('  addresses: [192.0.2.20]\n', postgres), finds: [] },
  {
    name: 'an address that Istio allocated',
    yaml: serviceEntry('status: {addresses: [{value: 240.240.0.1}]}\n', postgres),
    finds: [],
  },
  {
    name: 'protocols that name their host',
    yaml: serviceEntry('', '{name: http, number: 80, protocol: HTTP}', '{name: tls, number: 443, protocol: TLS}'),
    finds: [],
  },
  {
    name: 'TCP, in any case, or no protocol',
    yaml: serviceEntry(
      '  addresses: []\n',
      postgres,
      '{name: http, number: 80, protocol: HTTP}',
      '{name: mysql, number: 3306, protocol: tcp}',
      '{name: redis, number: 6379}',
    ),
    finds: [port('7:12', '0.name'), port('9:12', '2.name'), port('10:12', '3.name')],
    says: ['this ServiceEntry has none: set spec.addresses'],
  },
  {
    name: 'ports without a name: once, as istioctl has it',
    yaml: serviceEntry('', '{number: 5432, protocol: TCP}', '{number: 3306}', postgres),
    finds: [port('7:5', '0'), port('9:12', '2.name')],
  },
  ...['ISTIO_META_DNS_AUTO_ALLOCATE', 'PILOT_ENABLE_IP_AUTOALLOCATE'].map((name) => ({
    name: `proxies that allocate addresses by ${name}`,
    yaml: serviceEntry('', postgres),
    meshConfig: proxyMetadata('ISTIO_META_DNS_CAPTURE', name),
    finds: [],
  })),
  ...['ISTIO_META_DNS_AUTO_ALLOCATE', 'PILOT_ENABLE_IP_AUTOALLOCATE', 'ISTIO_META_DNS_CAPTURE'].map((name) => ({
    name: `proxies with ${name} alone`,
    yaml: serviceEntry('', postgres),
    meshConfig: proxyMetadata(name),
    finds: [port('7:12', '0.name')],
  })),
]);
