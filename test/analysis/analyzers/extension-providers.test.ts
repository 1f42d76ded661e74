import analyzer from '../../../src/analysis/analyzers/extension-providers.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const policy = (spec: string) => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: cart, namespace: shop}
spec: ${spec}
`;
const telemetry = (spec: string) => `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: mesh, namespace: istio-system}
spec: ${spec}
`;
const meshConfig = `extensionProviders:
  - {name: opa, envoyExtAuthzGrpc: {service: opa.shop, port: 9191}}
  - {name: login, envoy_ext_authz_http: {service: login.shop, port: 80}}
  - {name: traces, opentelemetry: {service: collector.shop, port: 4317}}
`;

testAnalyzer(analyzer, [
  { name: 'an authorizer over gRPC', yaml: policy('{action: CUSTOM, provider: {name: opa}}'), meshConfig, finds: [] },
  { name: 'one over HTTP', yaml: policy('{action: CUSTOM, provider: {name: login}}'), meshConfig, finds: [] },
  { name: 'no CUSTOM', yaml: policy('{action: DENY, provider: {name: none}}'), meshConfig, finds: [] },
  {
    name: 'no such authorizer',
    yaml: policy('{action: CUSTOM, provider: {name: oopa}}'),
    meshConfig,
    finds: ['MW0010 AuthorizationPolicy shop/cart 5:41 spec.provider.name'],
    says: ['(it has opa, login)'],
  },
  {
    name: 'one that authorizes nothing',
    yaml: policy('{action: CUSTOM, provider: {name: traces}}'),
    meshConfig,
    finds: ['MW0010 AuthorizationPolicy shop/cart 5:41 spec.provider.name'],
  },
  {
    name: 'no providers at all',
    yaml: policy('{action: CUSTOM, provider: {name: opa}}'),
    finds: ['MW0010 AuthorizationPolicy shop/cart 5:41 spec.provider.name'],
    says: ['(it has none)'],
  },
  {
    name: 'Telemetry with providers of its own and of Istio',
    yaml: telemetry(
      '{tracing: [{providers: [{name: traces}]}], metrics: [{providers: [{name: prometheus}]}], accessLogging: [{providers: [{name: envoy}]}]}',
    ),
    meshConfig,
    finds: [],
  },
  {
    name: 'Telemetry with others',
    yaml: telemetry('{tracing: [{}, {providers: [{name: zipkin}]}], accessLogging: [{providers: [{name: otel}]}]}'),
    meshConfig,
    finds: [
      'MW0010 Telemetry istio-system/mesh 5:42 spec.tracing.1.providers.0.name',
      'MW0010 Telemetry istio-system/mesh 5:90 spec.accessLogging.0.providers.0.name',
    ],
    says: ['no traces are sent', 'no access log is written'],
  },
]);
