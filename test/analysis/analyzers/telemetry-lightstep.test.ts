import analyzer from '../../../src/analysis/analyzers/telemetry-lightstep.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const yaml = `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: tracing, namespace: shop}
spec:
  tracing:
  - providers:
    - name: zipkin
    - name: old
  - providers: [{name: old}, {name: older}]
  - {}
`;

testAnalyzer(analyzer, [
  {
    name: 'providers of type lightstep, each once',
    yaml,
    meshConfig: `
extensionProviders:
- {name: old, lightstep: {service: lightstep.shop, port: 443}}
- {name: older, lightstep: {}}
- {name: zipkin, zipkin: {service: zipkin.shop, port: 9411}}
`,
    finds: [
      'IST0002 Telemetry shop/tracing 10:37 spec.tracing.1.providers.1.name',
      'IST0002 Telemetry shop/tracing 9:13 spec.tracing.0.providers.1.name',
    ],
    says: ['tracing provider "old", of type lightstep, is deprecated', 'use a provider of type opentelemetry'],
  },
  {
    name: 'a provider of another type',
    yaml,
    meshConfig: 'extensionProviders: [{name: old, opentelemetry: {service: otel.shop, port: 4317}}]',
    finds: [],
  },
  { name: 'no mesh config', yaml, finds: [] },
]);
