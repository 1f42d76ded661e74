import analyzer from '../../../src/analysis/analyzers/destinationrule-ca-certificates.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const destinationRule = (spec: string) => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: pay, namespace: shop}
spec:
  host: api.pay.example
${spec}`;

testAnalyzer(analyzer, [
  {
    name: 'a CA, or no TLS of its own',
    yaml: destinationRule(`
  trafficPolicy:
    tls: {mode: SIMPLE, caCertificates: /etc/certs/ca.pem}
    portLevelSettings:
    - {port: {number: 443}, tls: {mode: MUTUAL, caCertificates: /etc/certs/ca.pem}}
    - {port: {number: 80}, tls: {mode: DISABLE}}
    - {port: {number: 81}, tls: {mode: ISTIO_MUTUAL}}
    - {port: {number: 82}, tls: {}}
    - {port: {number: 83}}
`),
    finds: [],
  },
  {
    name: 'a credential for selected workloads',
    yaml: destinationRule(`
  workloadSelector: {matchLabels: {app: checkout}}
  trafficPolicy:
    tls: {mode: SIMPLE, credentialName: pay-ca}
    portLevelSettings:
    - {port: {number: 443}, tls: {mode: MUTUAL, credentialName: pay-ca}}
`),
    finds: [],
  },
  {
    name: 'no CA',
    yaml: destinationRule(`
  trafficPolicy:
    tls:
      mode: SIMPLE
      credentialName: without-a-workload-selector-nobody-reads-it
    portLevelSettings:
    - port: {number: 443}
      tls:
        mode: MUTUAL
`),
    finds: [
      'IST0128 DestinationRule shop/pay 8:5 spec.trafficPolicy.tls.caCertificates',
      'IST0129 DestinationRule shop/pay 13:7 spec.trafficPolicy.portLevelSettings.0.tls.caCertificates',
    ],
    says: ['TLS to "api.pay.example" has the mode SIMPLE', 'TLS to port 443 of "api.pay.example" has the mode MUTUAL'],
  },
  {
    name: 'an empty CA; of one port twice, each line that istioctl knows',
    yaml: destinationRule(`
  trafficPolicy:
    tls: {mode: MUTUAL, caCertificates: ""}
    portLevelSettings:
    - {port: {number: 443}, tls: {mode: SIMPLE, caCertificates: ""}}
    - {port: {number: 443}, tls: {mode: SIMPLE, caCertificates: ""}}
    - {port: {number: 444}, tls: {mode: SIMPLE}}
    - {port: {number: 444}, tls: {mode: SIMPLE}}
    - {port: {number: 445}, tls: {mode: SIMPLE}}
`),
    finds: [
      'IST0128 DestinationRule shop/pay 8:41 spec.trafficPolicy.tls.caCertificates',
      'IST0129 DestinationRule shop/pay 10:65 spec.trafficPolicy.portLevelSettings.0.tls.caCertificates',
      'IST0129 DestinationRule shop/pay 11:65 spec.trafficPolicy.portLevelSettings.1.tls.caCertificates',
      'IST0129 DestinationRule shop/pay 12:29 spec.trafficPolicy.portLevelSettings.2.tls.caCertificates',
      'IST0129 DestinationRule shop/pay 14:29 spec.trafficPolicy.portLevelSettings.4.tls.caCertificates',
    ],
  },
]);
