import analyzer from '../../../src/analysis/analyzers/deployment-services.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const deployment = (labels = 'app: cart', metadata = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop${metadata}}
spec:
  template:
    metadata: {labels: {sidecar.istio.io/inject: "true", ${labels}}}
---`;
const service = (name: string, ports: string, selector = 'app: cart', namespace = 'shop') => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {selector: {${selector}}, ports: [${ports}]}
---`;
const at = 'Deployment shop/cart 4:18 metadata.name';

testAnalyzer(analyzer, [
  {
    name: 'Services that agree, the defaults being TCP and the port itself',
    yaml:
      deployment() +
      service('cart', '{port: 80, targetPort: 8080}, {port: 90}') +
      service('cart-all', '{port: 80, targetPort: 8080, protocol: TCP}, {port: 90, targetPort: 90}, {name: odd}'),
    finds: [],
  },
  {
    name: 'protocols that differ',
    yaml: deployment() + service('cart', '{port: 80}') + service('cart-udp', '{port: 80, protocol: UDP}'),
    finds: [`IST0116 ${at}`],
    says: ['port 80 (TCP in shop/cart, UDP in shop/cart-udp)'],
  },
  {
    name: 'one Service with two protocols',
    yaml: deployment() + service('dns', '{port: 53}, {port: 53, protocol: UDP}'),
    finds: [],
  },
  {
    name: 'ports that differ for one target port, by number and by name',
    yaml:
      deployment() +
      service('cart', '{port: 80, targetPort: 8080}, {port: 81, targetPort: http}') +
      service('cart-all', '{port: 8080}, {port: 82, targetPort: http}'),
    finds: [`IST0137 ${at}`, `IST0137 ${at}`],
    says: ['(80 of shop/cart, 8080 of shop/cart-all)', 'target port http'],
  },
  {
    name: 'Services that do not select the Deployment’s Pods',
    yaml:
      deployment('app: cart, tier: web') +
      service('cart', '{port: 80}', 'app: cart, tier: web') +
      service('other', '{port: 80, protocol: UDP}', 'app: cart, tier: db') +
      service('elsewhere', '{port: 80, protocol: UDP}', 'app: cart', 'lab') +
      service('none', '{port: 80, protocol: UDP}', ''),
    finds: [],
  },
  {
    name: 'a waypoint',
    yaml:
      deployment('app: cart', ', labels: {gateway.istio.io/managed: istio.io-mesh-controller}') +
      service('cart', '{port: 80}') +
      service('cart-udp', '{port: 80, protocol: UDP}'),
    finds: [],
  },
  {
    name: 'a Deployment outside the mesh',
    yaml: (deployment() + service('cart', '{port: 80}') + service('cart-udp', '{port: 80, protocol: UDP}')).replace(
      'sidecar.istio.io/inject: "true"',
      'sidecar.istio.io/inject: "false"',
    ),
    finds: [],
  },
]);
