import { expect, it } from 'vitest';
import { canonicalJson } from '../../../src/proxy/envoy/canonical-json.ts';
import { any } from '../dump.ts';

const cluster = 'envoy.config.cluster.v3.Cluster';

it.each([
  ['names', { connect_timeout: '5s', altStatName: 'a' }, { connectTimeout: '5s', altStatName: 'a' }],
  ['null is absent', { name: null, connect_timeout: null }, {}],
  [
    'times',
    { connect_timeout: '0.2500s', cleanup_interval: '1.000s' },
    { connectTimeout: '0.250s', cleanupInterval: '1s' },
  ],
  ['nanoseconds', { connect_timeout: '0.000000001s' }, { connectTimeout: '0.000000001s' }],
  ['enums by number', { lb_policy: 1, type: 3 }, { lbPolicy: 'LEAST_REQUEST', type: 'EDS' }],
  ['a number that no enum has', { lb_policy: 99 }, { lbPolicy: 99 }],
  ['the first value of an enum', { lb_policy: 'ROUND_ROBIN', dns_lookup_family: 0 }, {}],
  ['a first value that says something', { type: 'STATIC' }, { type: 'STATIC' }],
  ['zeros', { name: '', alt_stat_name: '', ignore_health_on_host_removal: false }, {}],
  ['zeros that say something', { per_connection_buffer_limit_bytes: 0 }, { perConnectionBufferLimitBytes: 0 }],
  ['empty lists', { filters: [], health_checks: [] }, {}],
  ['empty messages', { common_lb_config: {} }, { commonLbConfig: {} }],
  [
    'maps: keys are data, by the alphabet',
    { typed_extension_protocol_options: { z_z: any('x.Unknown', { a_b: 1 }), a_a: any('x.Unknown') } },
    {
      typedExtensionProtocolOptions: {
        a_a: { '@type': 'type.googleapis.com/x.Unknown' },
        z_z: { '@type': 'type.googleapis.com/x.Unknown', a_b: 1 },
      },
    },
  ],
  [
    'free JSON',
    { metadata: { filter_metadata: { istio: { some_key: [{ b_b: 1, a_a: null }] } } } },
    { metadata: { filterMetadata: { istio: { some_key: [{ a_a: null, b_b: 1 }] } } } },
  ],
  [
    'a field that the table does not know',
    { name: 'a', brand_new: { its_own: 1 } },
    { name: 'a', brandNew: { its_own: 1 } },
  ],
  ['values of another type', { connect_timeout: { a: 1 }, filters: 'x' }, { connectTimeout: { a: 1 }, filters: 'x' }],
])('%s', (_, value, expected) => {
  expect(JSON.stringify(canonicalJson(cluster, value))).toBe(JSON.stringify(expected));
});

it('follows the types that messages name', () => {
  const socket = any('envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext', { sni: 'a', max_session_keys: 0 });
  expect(canonicalJson(cluster, { transport_socket: { name: 't', typed_config: socket } })).toEqual({
    transportSocket: {
      name: 't',
      typedConfig: { '@type': expect.stringContaining('UpstreamTlsContext'), sni: 'a', maxSessionKeys: 0 },
    },
  });
});

it('writes 64 bits as text', () => {
  const stat = (value: number | string) =>
    canonicalJson('envoy.config.core.v3.RuntimeFeatureFlag', { runtime_key: value });
  expect(stat('x')).toEqual({ runtimeKey: 'x' });
  expect(canonicalJson('envoy.config.cluster.v3.Cluster.RingHashLbConfig', { minimum_ring_size: 1024 })).toEqual({
    minimumRingSize: '1024',
  });
  const infinite = { minimum_ring_size: JSON.parse('1e999') };
  expect(canonicalJson('envoy.config.cluster.v3.Cluster.RingHashLbConfig', infinite)).toEqual({
    minimumRingSize: Number.POSITIVE_INFINITY,
  });
});

it('leaves messages of unknown types as they are', () => {
  const value = { some_field: 0 };
  expect(canonicalJson('x.Unknown', value)).toBe(value);
});

it('takes __proto__ for a name like any other', () => {
  const value = JSON.parse('{"metadata": {"filter_metadata": {"__proto__": {"a": 1}}}}') as Record<string, never>;
  expect(JSON.stringify(canonicalJson(cluster, value))).toBe('{"metadata":{"filterMetadata":{"__proto__":{"a":1}}}}');
});
