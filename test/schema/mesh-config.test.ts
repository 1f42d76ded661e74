import { describe, expect, it } from 'vitest';
import { formatPath, type Json } from '../../src/resources/json.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { meshConfigCheck, meshNetworksCheck } from '../../src/schema/mesh-config.ts';
import type { ResourceProblem } from '../../src/schema/problem.ts';

const parse = (yaml: string): Json => (readYaml(yaml).find(({ value }) => value !== undefined)?.value ?? null) as Json;

/** Problems come in no order. */
const texts = (problems: readonly ResourceProblem[]): string[] =>
  problems
    .map(({ path, message, isWarning }) => `${isWarning ? 'warning ' : ''}${formatPath(path)}: ${message}`)
    .sort();

const meshConfigs: readonly [string, string, ...string[]][] = [
  ['nothing', ''],
  [
    'a config in canonical form',
    `
trustDomain: prod.example.com
enableAutoMtls: true
outboundTrafficPolicy: { mode: REGISTRY_ONLY }
protocolDetectionTimeout: 0s
defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: "true" }, drainDuration: 30s }
extensionProviders:
- { name: file, envoyFileAccessLog: { logFormat: { labels: { path: "%REQ(:PATH)%", depth: 1 } } } }
`,
  ],
  [
    'the same in the words of the .proto file',
    `
trust_domain: prod.example.com
proxy_listen_port: "15001"
outbound_traffic_policy: { mode: 1 }
ingressControllerMode: 3
mesh_mTLS: { min_protocol_version: TLSV1_3 }
connectTimeout: null
`,
  ],
  ['a list', '[]', ': must be a map, not an empty list'],
  [
    'values of other types',
    `
trustDomain: 5
enableTracing: "yes"
defaultConfig: { proxyMetadata: { A: true }, tracing: { zipkin: { address: 0 } } }
`,
    'trustDomain: must be a string, not 5',
    'enableTracing: must be true or false, not the string "yes"',
    'defaultConfig.proxyMetadata.A: must be a string, not true',
    'defaultConfig.tracing.zipkin.address: must be a string, not 0',
  ],
  [
    'unknown fields, which istiod ignores',
    `
enableTracin: true
defaultConfig: { connectTimeout: 5s }
`,
    'warning enableTracin: unknown field "enableTracin", which istiod ignores. Did you mean "enableTracing"?',
    'warning defaultConfig.connectTimeout: unknown field "connectTimeout", which istiod ignores.',
  ],
  [
    'problems where they were written',
    `
trust_domain: a_b
defaultConfig: { drain_duration: 500ms }
extension_providers: [{ name: zipkin, zipkin: { service: zipkin.mon.svc } }]
`,
    'trust_domain: must be a domain name of letters, digits and inner hyphens, not "a_b"',
    'defaultConfig.drain_duration: must be whole seconds, 1s at least, not 500ms',
    'warning extension_providers[0].zipkin.port: is required, and missing',
  ],
  [
    'one of two names for the service, the last that istiod knows',
    'defaultConfig: { serviceCluster: cart, tracingServiceName: CANONICAL_NAME_ONLY }',
    'warning defaultConfig.serviceCluster: is ignored, as it cannot be there together with tracingServiceName',
  ],
  [
    'what istiod forgets for its spelling',
    `
default_config: { statusPort: 0, drainDuration: 5 }
default_providers: { metrics: [prometheus] }
`,
    'warning default_config: is ignored: istiod reads it as defaultConfig only',
    'warning default_providers: is ignored: istiod reads it as defaultProviders only',
    'default_config.drainDuration: must be a duration of at least 1ms, such as 250ms, 1.5s or 1h, not 5',
  ],
  [
    'numbers that istiod has no room for',
    `
defaultConfig: { concurrency: 2147483648, statNameLength: "2147483648", fileFlushMinSizeKb: 4294967296 }
`,
    'defaultConfig.concurrency: must be at most 2147483647, not 2147483648',
    'defaultConfig.statNameLength: must be at most 2147483647, not 2147483648',
    'defaultConfig.fileFlushMinSizeKb: must be at most 4294967295, not 4294967296',
  ],
  [
    'the largest numbers that it has room for',
    `
defaultConfig:
  statNameLength: 2147483647
  fileFlushMinSizeKb: 4294967295
  tracing: { maxPathTagLength: 4294967295 }
  gatewayTopology: { numTrustedProxies: 4294967295 }
`,
  ],
  [
    'bounds and durations',
    `
proxyListenPort: 0
hboneIdleTimeout: -1s
dnsRefreshRate: 1
`,
    'proxyListenPort: must be at least 1, not 0',
    'dnsRefreshRate: must be a duration of at least 1ms, such as 250ms, 1.5s or 1h, not 1',
    'hboneIdleTimeout: must be a duration that is not negative, such as 0s, 250ms or 30s, but is "-1s"',
  ],
];

const meshNetworks: readonly [string, string, ...string[]][] = [
  ['nothing', ''],
  [
    'a network',
    `
networks:
  east:
    endpoints: [{ from_registry: cluster-east }]
    gateways: [{ address: 203.0.113.10, port: "15443" }]
  west: null
`,
  ],
  [
    'what istiod refuses',
    `
networks:
  east:
    endpoints: [{ from_cidr: 10.0.0.0/8/8, fromRegistry: east }]
    gateways: [{ registry_service_name: "", port: 0 }]
`,
    'warning networks.east.endpoints[0].from_cidr: is ignored, as it cannot be there together with fromRegistry',
    'networks.east.gateways[0].registry_service_name: must not be empty',
    'networks.east.gateways[0].port: must be a port from 1 to 65535, not 0',
  ],
  [
    'a port that has no room',
    'networks: { east: { gateways: [{ address: 203.0.113.10, port: 4294967296 }] } }',
    'networks.east.gateways[0].port: must be at most 4294967295, not 4294967296',
  ],
];

describe('a mesh config', () => {
  it.each(meshConfigs)('checks %s', async (_, yaml, ...problems) => {
    expect(texts((await meshConfigCheck())(parse(yaml), []))).toEqual(problems.sort());
  });
});

describe('mesh networks', () => {
  it.each(meshNetworks)('checks %s', async (_, yaml, ...problems) => {
    expect(texts((await meshNetworksCheck())(parse(yaml), []))).toEqual(problems.sort());
  });
});
