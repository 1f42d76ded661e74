import analyzer from '../../../src/analysis/analyzers/annotation-stage.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const pod = (annotation: string, initContainer: string) => `
apiVersion: v1
kind: Pod
metadata:
  name: checkout
  annotations:
    ${annotation}
spec:
  initContainers: [{name: ${initContainer}}]
`;

testAnalyzer(analyzer, [
  {
    name: 'annotations in beta, stable, unknown, set by Istio or not Istio’s',
    yaml: `
apiVersion: v1
kind: Service
metadata:
  name: checkout
  annotations:
    proxy.istio.io/config: ""
    traffic.istio.io/nodeSelector: "{}"
    shop.istio.io/unknown: x
    istio.io/rev: canary
    shop.example/team: payments
`,
    finds: [],
  },
  {
    name: 'an alpha annotation on each kind',
    yaml: ['v1 Namespace', 'v1 Service', 'apps/v1 Deployment', 'v1 Pod']
      .map((gvk) => {
        const [apiVersion, kind] = gvk.split(' ');
        return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: checkout
  annotations: {sidecar.istio.io/logLevel: debug}
`;
      })
      .join('---'),
    finds: [
      'IST0136 Namespace checkout 6:44 metadata.annotations.sidecar.istio.io/logLevel',
      'IST0136 Service default/checkout 12:44 metadata.annotations.sidecar.istio.io/logLevel',
      'IST0136 Deployment default/checkout 18:44 metadata.annotations.sidecar.istio.io/logLevel',
      'IST0136 Pod default/checkout 24:44 metadata.annotations.sidecar.istio.io/logLevel',
    ],
  },
  {
    name: 'what the injector sets with the CNI plugin',
    yaml: pod('traffic.sidecar.istio.io/includeInboundPorts: "*"', 'istio-validation'),
    finds: [],
  },
  {
    name: 'the same without the CNI plugin',
    yaml: pod('traffic.sidecar.istio.io/includeInboundPorts: "*"', 'istio-init'),
    finds: ['IST0136 Pod default/checkout 7:51 metadata.annotations.traffic.sidecar.istio.io/includeInboundPorts'],
  },
]);
