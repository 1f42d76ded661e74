import { describe, expect, it } from 'vitest';
import { meshConfigOf, withProxyConfig } from '../../../src/inject/data/mesh-config.ts';
import type { Json, JsonObject } from '../../../src/resources/json.ts';

/** Checked against Istio's own ApplyMeshConfig. */
describe('a mesh config', () => {
  it('has the defaults of Istio', () => {
    expect(meshConfigOf({})).toMatchObject({
      trustDomain: 'cluster.local',
      enablePrometheusMerge: true,
      inboundTrafficPolicy: { mode: 'PASSTHROUGH' },
      defaultConfig: { statusPort: 15020, drainDuration: '45s', serviceCluster: 'istio-proxy' },
      defaultProviders: {},
      trustDomainAliases: [],
    });
  });

  it('replaces fields, but merges the proxy configuration', () => {
    const mesh = meshConfigOf({
      localityLbSetting: { failoverPriority: ['a'] },
      trustDomainAliases: ['b', 'a', 'b'],
      enableAutoMtls: null,
      defaultConfig: { statusPort: 1, proxyMetadata: { A: '1' } },
    });
    expect(mesh).toMatchObject({ trustDomainAliases: ['a', 'b'], enableAutoMtls: true });
    expect(mesh.localityLbSetting).toEqual({ failoverPriority: ['a'] });
    expect(mesh.defaultConfig).toMatchObject({ statusPort: 1, proxyAdminPort: 15000, proxyMetadata: { A: '1' } });
  });

  it('merges extension providers by name', () => {
    const mesh = meshConfigOf({
      extensionProviders: [
        { name: 'envoy', envoyFileAccessLog: { path: '/x' } },
        { name: 'otel', opentelemetry: { service: 'o', port: 1 } },
      ],
    });
    expect(mesh.extensionProviders).toEqual([
      { name: 'prometheus', prometheus: {} },
      { name: 'stackdriver', stackdriver: {} },
      { name: 'envoy', envoyFileAccessLog: { path: '/x' } },
      { name: 'otel', opentelemetry: { service: 'o', port: 1 } },
    ]);
  });

  it('is read leniently', () => {
    expect(
      meshConfigOf({
        trust_domain: 'x',
        unknown: 1,
        accessLogEncoding: 1,
        connectTimeout: '1m0.5s',
        proxyHttpPort: '80',
      }),
    ).toMatchObject({ trustDomain: 'x', accessLogEncoding: 'JSON', connectTimeout: '60.500s', proxyHttpPort: 80 });
    // istiod reads defaultConfig a second time, by that name alone.
    expect(meshConfigOf({ default_config: { statusPort: 1 } }).defaultConfig).toMatchObject({ statusPort: 15020 });
  });

  it.each<[mesh: JsonObject, message: string]>([
    [{ connectTimeout: 10 }, 'connectTimeout: must be a duration, like 10s'],
    [{ accessLogEncoding: 'XML' }, 'accessLogEncoding: must be one of TEXT, JSON'],
    [{ defaultConfig: { statusPort: 'a' } }, 'defaultConfig.statusPort: must be a whole number (int32)'],
    [{ defaultConfig: { concurrency: 1.5 } }, 'defaultConfig.concurrency: must be a whole number (int32)'],
    [{ trustDomainAliases: 'a' }, 'trustDomainAliases: must be a list'],
    [{ trustDomain: 1 }, 'trustDomain: must be a text'],
    [{ enableTracing: 'yes' }, 'enableTracing: must be true or false'],
    [{ defaultConfig: [] }, 'defaultConfig: must be a map'],
    [
      { extensionProviders: [{ name: 'a', zipkin: { port: -1 } }] },
      'extensionProviders[0].zipkin.port: must be a whole number (uint32)',
    ],
  ])('%j is refused', (mesh, message) => {
    expect(() => meshConfigOf(mesh)).toThrow(message);
  });
});

describe("a Pod's proxy configuration", () => {
  const mesh = meshConfigOf({
    defaultConfig: {
      proxyMetadata: { A: '1', B: '1' },
      runtimeValues: { x: '1' },
      proxyHeaders: { server: { disabled: true }, forwardedClientCert: 'SANITIZE', xForwardedHost: { enabled: true } },
    },
  });
  const merged = (written: Json) => withProxyConfig(mesh, written).defaultConfig as JsonObject;

  it.each<[written: JsonObject, merged: JsonObject]>([
    [{ proxyMetadata: { B: '2', C: '2' } }, { proxyMetadata: { A: '1', B: '2', C: '2' } }],
    [{ runtimeValues: { y: '1' } }, { runtimeValues: { y: '1' } }],
    [
      { proxyHeaders: { server: { value: 's' } } },
      { proxyHeaders: { server: { value: 's' }, forwardedClientCert: 'SANITIZE' } },
    ],
    [{ tracingServiceName: 'CANONICAL_NAME_ONLY' }, { tracingServiceName: 'CANONICAL_NAME_ONLY' }],
    [{ statusPort: 0 }, { statusPort: 0 }],
  ])('%j is merged', (written, expected) => {
    const result = merged(written);
    for (const [name, value] of Object.entries(expected)) expect(result[name]).toEqual(value);
    expect(result.statusPort === 15020 || 'statusPort' in written).toBe(true);
  });

  it('has one field of a oneof', () => {
    expect(merged({ tracingServiceName: 'CANONICAL_NAME_ONLY' })).not.toHaveProperty('serviceCluster');
    expect(merged(null)).toBe(mesh.defaultConfig);
  });

  it('is refused at its place', () => {
    expect(() => withProxyConfig(mesh, { statusPort: 'x' }, ['metadata'])).toThrow('metadata.statusPort: must be');
  });
});
