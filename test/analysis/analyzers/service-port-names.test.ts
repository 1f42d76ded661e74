import analyzer from '../../../src/analysis/analyzers/service-port-names.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const service = (ports: string, labels = '', type = 'ClusterIP') => `
apiVersion: v1
kind: Service
metadata: {name: cart, labels: {${labels}}}
spec:
  type: ${type}
  ports:
  - ${ports}
`;

testAnalyzer(analyzer, [
  {
    name: 'ports that say their protocol, or need not',
    yaml: service(
      [
        '{port: 1, name: http}',
        '{port: 2, name: HTTP2-api}',
        '{port: 3, name: grpc-web}',
        '{port: 4, name: odd, protocol: UDP}',
        '{port: 5, name: odd, appProtocol: https}',
        '{port: 6, appProtocol: kubernetes.io/h2c}',
        '{port: 53}',
        '{port: 3306, name: db}',
      ].join('\n  - '),
    ),
    finds: [],
  },
  {
    name: 'a name that says nothing, and none',
    yaml: service('{name: web, targetPort: web,\n    port: 80}\n  - {port: 81}'),
    finds: [
      'IST0118 Service default/cart 9:11 spec.ports.0.port',
      'IST0118 Service default/cart 10:12 spec.ports.1.port',
    ],
    says: ['port 80 (target port web) is named "web"', 'port 81 (target port 81) has no name'],
  },
  {
    name: 'an appProtocol that Istio does not know goes before the name',
    yaml: service('{name: http, port: 80, appProtocol: smtp}'),
    finds: ['IST0118 Service default/cart 8:24 spec.ports.0.port'],
    says: ['appProtocol "smtp"'],
  },
  {
    name: 'ExternalName: no protocol, and plain TCP',
    yaml: service('{port: 80}\n  - {port: 81, name: tcp}\n  - {port: 82, name: http}', '', 'ExternalName'),
    finds: [
      'IST0150 Service default/cart 8:12 spec.ports.0.port',
      'IST0150 Service default/cart 9:12 spec.ports.1.port',
    ],
    says: ['port 80 of this ExternalName Service is unnamed', 'named "tcp"'],
  },
  { name: 'the control plane', yaml: service('{port: 80}', 'istio: pilot'), finds: [] },
  {
    name: 'a Service that Istio made',
    yaml: service('{port: 80}', 'gateway.istio.io/managed: istio.io-gateway-controller'),
    finds: [],
  },
]);
