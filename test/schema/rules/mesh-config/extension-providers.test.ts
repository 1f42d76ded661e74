import { describe, expect, it } from 'vitest';
import type { ExtensionProvider } from '../../../../src/schema/compiled/mesh.istio.io/MeshConfig.js';
import rules from '../../../../src/schema/rules/mesh-config.ts';
import { problemsOf } from '../../../support/rules.ts';

const run = (providers: readonly ExtensionProvider[]): string[] =>
  problemsOf(rules, { extensionProviders: providers }, {}, []).map((text) => text.replace('extensionProviders', 'at'));

const service = 'backend.observability.svc.cluster.local';
const backend = { service, port: 4317 };

const clean: Record<string, readonly ExtensionProvider[]> = {
  'every kind': [
    { name: 'http-authorizer', envoyExtAuthzHttp: { ...backend, pathPrefix: '/check', statusOnError: '503' } },
    { name: 'grpc-authorizer', envoyExtAuthzGrpc: { ...backend, statusOnError: '403' } },
    { name: 'zipkin', zipkin: backend },
    { name: 'Lightstep', lightstep: { ...backend, accessToken: 'some-token' } },
    { name: 'datadog', datadog: backend },
    { name: 'opencensus', opencensus: backend },
    { name: 'skywalking', skywalking: backend },
    { name: 'otel', opentelemetry: { ...backend, http: { path: '/v1/traces' } } },
    { name: 'als', envoyHttpAls: backend },
    { name: 'tcp_als', envoyTcpAls: backend },
    { name: 'otel-als', envoyOtelAls: backend },
    { name: 'secrets', sds: backend },
    { name: 'stackdriver', stackdriver: {} },
    { name: 'prometheus', prometheus: {} },
    { name: 'file', envoyFileAccessLog: {} },
  ],
  'services in other words': [
    { name: 'a', zipkin: { service: '10.0.0.1', port: 1 } },
    { name: 'b', zipkin: { service: 'observability/backend.example.com', port: 65535 } },
    { name: 'c', zipkin: { service: 'fd00::1', port: 80 } },
  ],
  'headers by their beginnings': [
    { name: 'a', envoyExtAuthzHttp: { ...backend, includeRequestHeadersInCheck: ['x-*', '*-id'] } },
  ],
};

const bad: readonly [readonly ExtensionProvider[], ...string[]][] = [
  [[{ prometheus: {} }], 'warning at[0].name: is required, and missing'],
  [
    [
      { name: 'a', prometheus: {} },
      { name: 'a', zipkin: backend },
    ],
    'warning at[1].name: repeats "a": the last provider of that name counts',
  ],
  [
    [{ name: 'a' }],
    'warning at[0]: must have one of envoyExtAuthzHttp, envoyExtAuthzGrpc, zipkin, lightstep, datadog, opencensus, skywalking, opentelemetry, envoyHttpAls, envoyTcpAls, envoyOtelAls, sds, stackdriver, prometheus or envoyFileAccessLog',
  ],
  [
    [{ name: 'a', zipkin: {} }],
    'warning at[0].zipkin.service: is required, and missing',
    'warning at[0].zipkin.port: is required, and missing',
  ],
  [
    [{ name: 'a', sds: { service: 'observability/backend', port: 70000 } }],
    'warning at[0].sds.service: must name a host with a domain, as in host.example.com, not "backend"',
    'warning at[0].sds.port: must be a port from 1 to 65535, not 70000',
  ],
  [
    [{ name: 'a', datadog: { service: '*.example.com', port: 80 } }],
    'warning at[0].datadog.service: "*.example.com" is not a host name: its label "*" may hold letters, digits and inner hyphens only',
  ],
  [[{ name: 'a', lightstep: backend }], 'warning at[0].lightstep.accessToken: is required, and missing'],
  [
    [{ name: 'a', opentelemetry: { ...backend, http: {}, grpc: {} } }],
    'warning at[0].opentelemetry.grpc: must not be there beside http',
  ],
  [
    [{ name: 'Authorizer_1', envoyExtAuthzGrpc: backend }],
    'warning at[0].name: must be lowercase letters, digits and inner hyphens, at most 63 of them, for an external authorizer, not "Authorizer_1"',
  ],
  [
    [
      { name: 'a', envoyExtAuthzGrpc: { ...backend, statusOnError: '418' } },
      { name: 'b', envoyExtAuthzHttp: { ...backend, statusOnError: 'forbidden' } },
    ],
    'warning at[0].envoyExtAuthzGrpc.statusOnError: must be an HTTP status such as 403 or 503, not "418"',
    'warning at[1].envoyExtAuthzHttp.statusOnError: must be an HTTP status such as 403 or 503, not "forbidden"',
  ],
  [
    [
      { name: 'a', envoyExtAuthzHttp: { ...backend, pathPrefix: 'check' } },
      { name: 'b', envoyExtAuthzHttp: { ...backend, pathPrefix: '/%zz' } },
    ],
    'warning at[0].envoyExtAuthzHttp.pathPrefix: must be a path that begins with "/", not "check"',
    'warning at[1].envoyExtAuthzHttp.pathPrefix: must be a path that begins with "/", not "/%zz"',
  ],
  [
    [{ name: 'a', envoyExtAuthzHttp: { ...backend, headersToUpstreamOnAllow: ['x-user', '*'] } }],
    'warning at[0].envoyExtAuthzHttp.headersToUpstreamOnAllow[1]: must be a header, perhaps with "*" before or after a part of its name, not "*" alone',
  ],
];

describe('extension providers', () => {
  it.each(Object.entries(clean))('takes %s', (_, providers) => {
    expect(run(providers)).toEqual([]);
  });

  it.each(bad)('warns of what is wrong with %j', (providers, ...problems) => {
    expect(run(providers)).toEqual(problems);
  });
});
