import analyzer from '../../../src/analysis/analyzers/telemetry-default-selector.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const telemetry = (name: string, spec = '{}', namespace = 'shop') => `---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: ${name}
  namespace: ${namespace}
spec: ${spec}
`;

testAnalyzer(analyzer, [
  { name: 'one a namespace', yaml: telemetry('default') + telemetry('default', '{}', 'office'), finds: [] },
  {
    name: 'others with a selector or attached by reference',
    yaml:
      telemetry('default') +
      telemetry('cart', '{selector: {matchLabels: {app: cart}}}') +
      telemetry('edge', '{targetRef: {kind: Gateway, name: edge}}') +
      telemetry('waypoint', '{targetRefs: [{kind: Gateway, name: waypoint}]}'),
    finds: [],
  },
  {
    name: 'two in one namespace',
    yaml: telemetry('tracing') + telemetry('logs', '{targetRefs: []}') + telemetry('default', '{}', 'office'),
    finds: ['IST0160 Telemetry shop/logs 12:9 metadata.name', 'IST0160 Telemetry shop/tracing 5:9 metadata.name'],
    says: ['Telemetries logs, tracing all apply to the whole namespace shop'],
  },
]);
