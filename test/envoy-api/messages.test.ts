import { describe, expect, it } from 'vitest';
import { messageNames, messageOf } from '../../src/envoy-api/messages.ts';

const cluster = messageOf('envoy.config.cluster.v3.Cluster')!;
const route = messageOf('envoy.config.route.v3.Route')!;

it('knows fields by both of their names', () => {
  expect(cluster.field('connect_timeout')).toBe(cluster.field('connectTimeout'));
  expect(cluster.field('connect_timeout')).toMatchObject({ name: 'connectTimeout', kind: 'duration', isList: false });
  expect(cluster.field('timeout')).toBeUndefined();
  expect([...cluster.fieldNames()]).toEqual(expect.arrayContaining(['name', 'lb_policy', 'lbPolicy']));
});

it.each([
  ['name', 'text'],
  ['per_connection_buffer_limit_bytes', 'uint32'],
  ['use_tcp_for_dns_lookups', 'bool'],
  ['lb_policy', 'enum'],
  ['ring_hash_lb_config', 'message'],
  ['typed_extension_protocol_options', 'any'],
])('%s of a Cluster is of kind %s', (name, kind) => {
  expect(cluster.field(name)?.kind).toBe(kind);
});

it('tells lists and maps', () => {
  expect(cluster.field('health_checks')).toMatchObject({ isList: true, isMap: false });
  expect(cluster.field('typed_extension_protocol_options')).toMatchObject({ isList: false, isMap: true });
});

it('tells which fields exclude each other', () => {
  const choices = ['route', 'redirect', 'direct_response', 'match'].map((name) => route.field(name)?.choice);
  expect(choices).toEqual(['0', '0', '0', undefined]);
});

it('has the values of enums by their numbers', () => {
  expect([...cluster.field('dns_lookup_family')!.values!()]).toEqual([
    ...[[0, 'AUTO'] as const, [1, 'V4_ONLY'] as const, [2, 'V6_ONLY'] as const],
    ...[[3, 'V4_PREFERRED'] as const, [4, 'ALL'] as const],
  ]);
});

it('tells secrets', () => {
  const certificate = messageOf('envoy.extensions.transport_sockets.tls.v3.TlsCertificate')!;
  expect([certificate.field('private_key')?.isSecret, certificate.field('certificate_chain')?.isSecret]).toEqual([
    ...[true, false],
  ]);
});

describe('the table', () => {
  const all = [...messageNames()].map((name) => messageOf(name)!);

  it('can be read whole, and refers to what is there', () => {
    for (const message of all) {
      for (const name of message.fieldNames()) {
        const { kind, message: inner, values } = message.field(name)!;
        expect(kind, `${message.name}.${name}`).toBeTypeOf('string');
        expect(inner !== undefined, `${message.name}.${name}`).toBe(kind === 'message');
        if (kind === 'enum') expect(values!().size).toBeGreaterThan(0);
      }
    }
  });

  it('has each message once', () => {
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(1000);
  });
});
