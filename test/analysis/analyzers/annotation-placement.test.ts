import analyzer from '../../../src/analysis/analyzers/annotation-placement.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const resource = (kind: string, annotation: string, value: string, labels = '') => `
apiVersion: ${kind === 'Deployment' ? 'apps/v1' : 'v1'}
kind: ${kind}
metadata:
  name: cart
  labels: {${labels}}
  annotations:
    ${annotation}: ${value}
`;

testAnalyzer(analyzer, [
  {
    name: 'annotations that are right, or not Istio’s, or written by Istio',
    yaml: [
      resource('Pod', 'traffic.sidecar.istio.io/excludeInboundPorts', '"8080, 9090"'),
      resource('Service', 'networking.istio.io/exportTo', '"."'),
      resource('Namespace', 'topology.istio.io/controlPlaneClusters', '"*"'),
      resource('Deployment', 'galley.istio.io/analyze-suppress', '"*"'),
      resource('Service', 'notistio.io/owner', 'payments'),
      resource('Deployment', 'sidecar.istio.io/status', '"{}"'),
    ].join('---'),
    finds: [],
  },
  {
    name: 'an annotation for Pods on a Deployment',
    yaml: resource('Deployment', 'sidecar.istio.io/proxyCPU', '100m'),
    finds: ['IST0107 Deployment default/cart 8:32 metadata.annotations.sidecar.istio.io/proxyCPU'],
    says: ['spec.template.metadata.annotations'],
  },
  {
    name: 'an annotation on a kind that it is not for',
    yaml: resource('Service', 'networking.istio.io/traffic-distribution', 'PreferClose').replace('Service', 'Pod'),
    finds: ['IST0107 Pod default/cart 8:47 metadata.annotations.networking.istio.io/traffic-distribution'],
    says: ['move it to a Namespace or Service or ServiceEntry'],
  },
  {
    name: 'the ingress class, which is not Istio’s by name',
    yaml: resource('Service', 'kubernetes.io/ingress.class', 'istio'),
    finds: ['IST0107 Service default/cart 8:34 metadata.annotations.kubernetes.io/ingress.class'],
  },
  {
    name: 'a mistyped annotation',
    yaml: resource('Pod', 'sidecar.istio.io/proxyCPUs', '100m'),
    finds: ['IST0108 Pod default/cart 8:33 metadata.annotations.sidecar.istio.io/proxyCPUs'],
    says: ['did you mean "sidecar.istio.io/proxyCPU"?'],
  },
  {
    name: 'an annotation like no other',
    yaml: resource('Pod', 'shop.istio.io/colour-of-the-checkout-page', 'blue'),
    finds: ['IST0108 Pod default/cart 8:48 metadata.annotations.shop.istio.io/colour-of-the-checkout-page'],
    says: ['remove it, or correct its name'],
  },
  {
    name: 'a label used as annotation',
    yaml: resource('Namespace', 'istio.io/use-waypoint', 'waypoint'),
    finds: ['IST0108 Namespace cart 8:28 metadata.annotations.istio.io/use-waypoint'],
    says: ['move it to metadata.labels'],
  },
  {
    name: 'a deprecated annotation',
    yaml: resource('Pod', 'sidecar.istio.io/inject', '"true"'),
    finds: ['IST0135 Pod default/cart 8:30 metadata.annotations.sidecar.istio.io/inject'],
    says: ['use the label of the same name'],
  },
  {
    name: 'a deprecated annotation beside the label that replaces it',
    yaml: resource('Pod', 'sidecar.istio.io/inject', '"true"', 'sidecar.istio.io/inject: "true"'),
    finds: [],
  },
  {
    name: 'an annotation that is both deprecated and misplaced',
    yaml: resource('Deployment', 'sidecar.istio.io/inject', '"true"'),
    finds: [
      'IST0107 Deployment default/cart 8:30 metadata.annotations.sidecar.istio.io/inject',
      'IST0135 Deployment default/cart 8:30 metadata.annotations.sidecar.istio.io/inject',
    ],
  },
  {
    name: 'an invalid value',
    yaml: resource('Pod', 'status.sidecar.istio.io/port', 'high'),
    finds: ['IST0125 Pod default/cart 8:35 metadata.annotations.status.sidecar.istio.io/port'],
    says: ['must be a port number, not "high"'],
  },
]);
