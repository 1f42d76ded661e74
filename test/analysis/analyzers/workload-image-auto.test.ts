import analyzer from '../../../src/analysis/analyzers/workload-image-auto.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const webhook = (rest: string, name = 'sidecar-injector.istio.io') => `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: {name: istio-sidecar-injector}
webhooks: [{name: ${name}${rest}}]
---`;
const namespace = `
apiVersion: v1
kind: Namespace
metadata: {name: edge, labels: {istio-injection: enabled}}
---`;
const deployment = (labels: string, image = 'auto', name = 'istio-proxy') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: gateway, namespace: edge}
spec:
  template:
    metadata: {labels: {${labels}}}
    spec:
      containers:
      - {name: logger, image: auto}
      - {name: ${name}, image: ${image}}
`;
const byNamespace = ', namespaceSelector: {matchLabels: {istio-injection: enabled}}';
const byPod = ', objectSelector: {matchLabels: {sidecar.istio.io/inject: "true"}}';
const inject = 'sidecar.istio.io/inject: "true"';
const container = 'spec.template.spec.containers.1.image';

testAnalyzer(analyzer, [
  {
    name: 'a Deployment that its namespace injects',
    yaml: webhook(byNamespace) + namespace + deployment(''),
    finds: [],
  },
  { name: 'a Deployment that its Pods’ label injects', yaml: webhook(byPod) + deployment(inject), finds: [] },
  { name: 'a webhook that selects everything', yaml: webhook('') + deployment(''), finds: [] },
  {
    name: 'the label that every namespace has',
    yaml: webhook(', namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: edge}}') + deployment(''),
    finds: [],
  },
  {
    name: 'a Deployment that no webhook selects',
    yaml: webhook(byPod) + deployment('app: gateway'),
    finds: [`IST0146 Deployment edge/gateway 16:36 ${container}`],
    says: ['label the Pod template'],
  },
  {
    name: 'both selectors must match',
    yaml: webhook(byPod + byNamespace) + deployment(inject),
    finds: [`IST0146 Deployment edge/gateway 16:36 ${container}`],
  },
  {
    name: 'webhooks that are not Istio’s do not count',
    yaml: webhook('', 'inject.shop.example') + deployment(inject),
    finds: [`IST0146 Deployment edge/gateway 16:36 ${container}`],
  },
  { name: 'an image of one’s own', yaml: deployment('', 'proxyv2'), finds: [] },
  { name: 'another container’s image', yaml: deployment('', 'auto', 'app'), finds: [] },
  {
    name: 'a Pod, which is too late to inject',
    yaml: `${webhook('')}
apiVersion: v1
kind: Pod
metadata: {name: gateway, namespace: edge}
spec: {containers: [{name: istio-proxy, image: auto}]}
`,
    finds: ['IST0147 Pod edge/gateway 10:48 spec.containers.0.image'],
    says: ['recreate it'],
  },
]);
