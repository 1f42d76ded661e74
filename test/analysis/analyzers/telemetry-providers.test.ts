import analyzer from '../../../src/analysis/analyzers/telemetry-providers.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const telemetry = (accessLogging: string) => `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: logs, namespace: shop}
spec:
  accessLogging: ${accessLogging}
`;

testAnalyzer(analyzer, [
  { name: 'a provider', yaml: telemetry('[{providers: [{name: envoy}]}]'), finds: [] },
  { name: 'logs turned off', yaml: telemetry('[{disabled: true}]'), finds: [] },
  { name: 'no access logs', yaml: telemetry('[]'), finds: [] },
  {
    name: 'a default provider',
    yaml: telemetry('[{}]'),
    meshConfig: 'defaultProviders: {accessLogging: [envoy]}',
    finds: [],
  },
  {
    name: 'no provider, said once',
    yaml: telemetry('[{providers: [{name: envoy}]}, {disabled: false, providers: []}, {}]'),
    meshConfig: 'defaultProviders: {tracing: [zipkin], accessLogging: []}',
    finds: ['IST0157 Telemetry shop/logs 6:49 spec.accessLogging.1'],
    says: ['Telemetry shop/logs names no access log provider'],
  },
]);
