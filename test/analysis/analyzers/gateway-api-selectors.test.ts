import analyzer from '../../../src/analysis/analyzers/gateway-api-selectors.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const policy = (type: string, spec: string) => `
apiVersion: ${type.replace(' ', '\nkind: ')}
metadata: {name: edge, namespace: shop}
spec:
  ${spec}
`;
const pod = (name: string, gateway = name, namespace = 'shop') => `---
apiVersion: v1
kind: Pod
metadata:
  name: ${name}-1
  namespace: ${namespace}
  labels: {tier: public, gateway.networking.k8s.io/gateway-name: ${gateway}}
`;
const plain = `---
{apiVersion: v1, kind: Pod, metadata: {name: cart-1, namespace: shop, labels: {tier: public}}}
`;
const selector = 'selector: {matchLabels: {tier: public}}';
const at = 'edge 6:3 spec.selector';

testAnalyzer(analyzer, [
  ...[
    'security.istio.io/v1 AuthorizationPolicy',
    'security.istio.io/v1 RequestAuthentication',
    'telemetry.istio.io/v1 Telemetry',
    'extensions.istio.io/v1alpha1 WasmPlugin',
  ].map((type) => ({
    name: type,
    yaml: policy(type, selector) + pod('edge') + plain,
    finds: [`IST0166 ${type.split(' ')[1]} shop/${at}`],
    says: ['attach this one with targetRefs (kind: Gateway, name: edge)'],
  })),
  {
    name: 'Pods of two Gateways, two of them alike',
    yaml: policy('telemetry.istio.io/v1 Telemetry', selector) + pod('edge') + pod('edge-b', 'edge') + pod('api'),
    finds: [`IST0166 Telemetry shop/${at}`, `IST0166 Telemetry shop/${at}`],
  },
  {
    name: 'Pods of a dozen Gateways: ten are enough to tell',
    yaml:
      policy('telemetry.istio.io/v1 Telemetry', selector) +
      Array.from({ length: 12 }, (_, i) => pod(`edge-${i}`)).join(''),
    finds: Array<string>(10).fill(`IST0166 Telemetry shop/${at}`),
  },
  {
    name: 'an empty selector',
    yaml: policy('telemetry.istio.io/v1 Telemetry', 'selector: {}') + pod('edge'),
    finds: [`IST0166 Telemetry shop/${at}`],
  },
  { name: 'no Kubernetes Gateway', yaml: policy('telemetry.istio.io/v1 Telemetry', selector) + plain, finds: [] },
  {
    name: 'another namespace',
    yaml: policy('telemetry.istio.io/v1 Telemetry', selector) + pod('edge', 'edge', 'office'),
    finds: [],
  },
  {
    name: 'other labels',
    yaml: policy('telemetry.istio.io/v1 Telemetry', 'selector: {matchLabels: {tier: private}}') + pod('edge'),
    finds: [],
  },
  {
    name: 'no selector',
    yaml: policy('telemetry.istio.io/v1 Telemetry', 'accessLogging: []') + pod('edge'),
    finds: [],
  },
  {
    name: 'a reference besides',
    yaml: policy('telemetry.istio.io/v1 Telemetry', `{${selector}, targetRefs: [{name: edge}]}`) + pod('edge'),
    finds: [],
  },
  {
    name: 'the older reference besides',
    yaml: policy('telemetry.istio.io/v1 Telemetry', `{${selector}, targetRef: {name: edge}}`) + pod('edge'),
    finds: [],
  },
]);
