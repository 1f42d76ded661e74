import { describe, expect, it } from 'vitest';
import type { ProxyConfig } from '../../../../src/schema/compiled/mesh.istio.io/ProxyConfig.js';
import rules from '../../../../src/schema/rules/mesh-config.ts';
import { problemsOf } from '../../../support/rules.ts';

const run = (defaultConfig: ProxyConfig): string[] => problemsOf(rules, { defaultConfig }, {}, []);

const clean: Record<string, ProxyConfig> = {
  'nothing, which has defaults': {},
  addresses: {
    discoveryAddress: 'istiod-canary.istio-system.svc:15012',
    statsdUdpAddress: '[fd00::1]:8125',
    envoyMetricsService: { address: '10.0.0.1:9001' },
    envoyAccessLogService: { address: '' },
  },
  'agents on the node': { tracing: { datadog: { address: '$(HOST_IP):8126' }, zipkin: { address: 'zipkin:9411' } } },
  'a Lightstep collector': { tracing: { lightstep: { address: 'collector:443', accessToken: 'some-token' } } },
  'tracers without rules': { tracing: { openCensusAgent: {} } },
  'drain duration': { drainDuration: '1m30s' },
  'no encryption': { controlPlaneAuthPolicy: 'NONE' },
  hardware: { privateKeyProvider: { qat: { pollDelay: '5ms' } } },
  metadata: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } },
};

const bad: readonly [ProxyConfig, ...string[]][] = [
  [
    { configPath: '', binaryPath: '', serviceCluster: '', discoveryAddress: '' },
    'defaultConfig.configPath: must not be empty',
    'defaultConfig.binaryPath: must not be empty',
    'defaultConfig.serviceCluster: must not be empty',
    'defaultConfig.discoveryAddress: must not be empty',
  ],
  [
    { discoveryAddress: 'istiod', statsdUdpAddress: 'statsd:0', envoyMetricsServiceAddress: 'a_b:80' },
    'defaultConfig.discoveryAddress: must be a host, ":" and a port, not "istiod"',
    'defaultConfig.statsdUdpAddress: must be a port from 1 to 65535, not 0',
    'defaultConfig.envoyMetricsServiceAddress: "a_b" is not a host name: its label "a_b" may hold letters, digits and inner hyphens only',
    'warning defaultConfig.envoyMetricsServiceAddress: has no effect any more: use envoyMetricsService.address',
  ],
  [
    { envoyMetricsService: { address: ':80' }, envoyAccessLogService: { address: 'fd00::1:80' } },
    'defaultConfig.envoyMetricsService.address: must be a host, ":" and a port, not ":80"',
    'defaultConfig.envoyAccessLogService.address: must be a host, ":" and a port, not "fd00::1:80"',
  ],
  [
    { proxyAdminPort: 0, statusPort: 65536 },
    'defaultConfig.proxyAdminPort: must be a port from 1 to 65535, not 0',
    'defaultConfig.statusPort: must be a port from 1 to 65535, not 65536',
  ],
  [{ drainDuration: '0s' }, 'defaultConfig.drainDuration: must be whole seconds, 1s at least, not 0s'],
  [{ drainDuration: '1500ms' }, 'defaultConfig.drainDuration: must be whole seconds, 1s at least, not 1500ms'],
  [
    { controlPlaneAuthPolicy: 'INHERIT' },
    'defaultConfig.controlPlaneAuthPolicy: must be NONE or MUTUAL_TLS, not INHERIT',
  ],
  [
    { tracing: { zipkin: {}, datadog: { address: '$(HOST_IP)' }, lightstep: { address: 'a:b' } } },
    'defaultConfig.tracing.zipkin.address: is required, and missing',
    'defaultConfig.tracing.datadog.address: must be a host, ":" and a port, not "127.0.0.1"',
    'defaultConfig.tracing.lightstep.address: must be a host, ":" and a port, not "a:b"',
    'defaultConfig.tracing.lightstep.accessToken: is required, and missing',
  ],
  [
    { tracing: { tlsSettings: { mode: 'SIMPLE', credentialName: 'configmap://istio-system/ca' } } },
    'defaultConfig.tracing.tlsSettings.credentialName: must not name a config map, which has to be in the namespace of what names it',
  ],
  [{ privateKeyProvider: {} }, 'defaultConfig.privateKeyProvider: must have cryptomb or qat'],
  [
    { privateKeyProvider: { cryptomb: {} } },
    'defaultConfig.privateKeyProvider.cryptomb.pollDelay: is required, and missing',
  ],
  [
    { privateKeyProvider: { qat: { fallback: true } } },
    'defaultConfig.privateKeyProvider.qat.pollDelay: is required, and missing',
  ],
  [
    { proxyMetadata: { ISTIO_META_DNS_AUTO_ALLOCATE: 'true' } },
    'warning defaultConfig.proxyMetadata.ISTIO_META_DNS_AUTO_ALLOCATE: is deprecated: istiod gives ServiceEntries their addresses itself',
  ],
];

describe('proxy config of the mesh', () => {
  it.each(Object.entries(clean))('takes %s', (_, config) => {
    expect(run(config)).toEqual([]);
  });

  it.each(bad)('finds what is wrong with %j', (config, ...problems) => {
    expect(run(config)).toEqual(problems);
  });
});
