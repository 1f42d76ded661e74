import { describe, expect, it } from 'vitest';
import { compareDumps } from '../../../src/proxy/compare/dumps.ts';
import { ConfigDump } from '../../../src/proxy/envoy/config-dump.ts';
import type { Json } from '../../../src/resources/json.ts';
import { leaf, root } from '../certificates.ts';
import { any, clusters, dumpOf, listeners, routeConfigs, section } from '../dump.ts';

const compare = (before: readonly Json[], after: readonly Json[]) =>
  compareDumps(new ConfigDump(dumpOf(...before)), new ConfigDump(dumpOf(...after)));
const nothing = { onlyBefore: [], onlyAfter: [], changed: [], passedOver: [] };

describe('resources', () => {
  it('are told when only one dump has them', () => {
    const diff = compare([clusters([{ name: 'a' }, { name: 'b' }])], [clusters([{ name: 'b' }, { name: 'c' }])]);
    expect(diff).toEqual({
      ...nothing,
      onlyBefore: [{ kind: 'cluster', name: 'a' }],
      onlyAfter: [{ kind: 'cluster', name: 'c' }],
      same: 1,
    });
  });

  it('may be told by Envoy and by istiod', () => {
    const wanted = section('Clusters', {
      versionInfo: '8',
      dynamicActiveClusters: [{ cluster: any('envoy.config.cluster.v3.Cluster', { name: 'a', connectTimeout: '1s' }) }],
    });
    const has = clusters([{ name: 'a', connect_timeout: '1.000s', lb_policy: 'ROUND_ROBIN' }], [{ name: 'agent' }]);
    expect(compare([wanted], [has])).toEqual({ ...nothing, same: 1, passedOver: ['static clusters'] });
  });

  it('are compared by field', () => {
    const route = (cluster: string) => ({ match: { prefix: '/' }, route: { cluster } });
    const before = routeConfigs([{ name: '80', virtual_hosts: [{ name: 'x', routes: [route('a')] }, { name: 'y' }] }]);
    const after = routeConfigs([
      {
        name: '80',
        virtual_hosts: [
          { name: 'y', domains: ['y'] },
          { name: 'x', routes: [{ match: { path: '/' } }, route('b')] },
        ],
      },
    ]);
    expect(compare([before], [after]).changed).toEqual([
      {
        kind: 'route',
        name: '80',
        changes: [
          { path: 'virtualHosts.x.routes[0].match.prefix', type: 'removed', before: '/' },
          { path: 'virtualHosts.x.routes[0].match.path', type: 'added', after: '/' },
          { path: 'virtualHosts.x.routes[0].route', type: 'removed', before: { cluster: 'a' } },
          {
            path: 'virtualHosts.x.routes[1]',
            type: 'added',
            after: { match: { prefix: '/' }, route: { cluster: 'b' } },
          },
          { path: 'virtualHosts.y.domains', type: 'added', after: ['y'] },
        ],
      },
    ]);
  });

  it('without names go by their virtual hosts', () => {
    const before = routeConfigs([], [{ virtual_hosts: [{ name: 'probe' }] }, { virtual_hosts: [{ name: 'probe' }] }]);
    const after = routeConfigs([], [{ virtual_hosts: [{ name: 'probe' }] }]);
    expect(compare([before], [after]).onlyBefore).toEqual([{ kind: 'route', name: 'probe (2)' }]);
  });
});

describe('lists', () => {
  const chain = (filters: readonly Json[]) => listeners([{ name: 'l', filter_chains: [{ name: 'c', filters }] }]);
  it('are compared in lists within lists, each of which is looked at from both ends', () => {
    const nested = (depth: number, inner: Json): Json => (depth === 0 ? inner : [nested(depth - 1, inner)]);
    const holding = (inner: Json) => clusters([{ name: 'a', x: nested(200, inner) }]);
    expect(compare([holding(1)], [holding(2)]).changed).toEqual([
      {
        kind: 'cluster',
        name: 'a',
        changes: [{ path: `x${'[0]'.repeat(200)}`, type: 'changed', before: 1, after: 2 }],
      },
    ]);
  });

  it('that are asked one after the other have an order', () => {
    expect(
      compare([chain([{ name: 'a' }, { name: 'b' }])], [chain([{ name: 'b' }, { name: 'a' }])]).changed[0]!.changes,
    ).toEqual([{ path: 'filterChains.c.filters', type: 'reordered', before: ['a', 'b'], after: ['b', 'a'] }]);
  });

  it.each([
    [
      'domains',
      { virtual_hosts: [{ name: 'h', domains: ['a', 'b'] }] },
      { virtual_hosts: [{ name: 'h', domains: ['b', 'a'] }] },
    ],
    [
      'virtual hosts',
      { virtual_hosts: [{ name: 'g' }, { name: 'h' }] },
      { virtual_hosts: [{ name: 'h' }, { name: 'g' }] },
    ],
  ])('of %s have none', (_, before, after) => {
    const diff = compare([routeConfigs([{ name: '80', ...before }])], [routeConfigs([{ name: '80', ...after }])]);
    expect(diff).toEqual({ ...nothing, same: 1 });
  });

  it('of endpoints go by address', () => {
    const endpoints = (...ports: readonly number[]) =>
      section('Endpoints', {
        dynamic_endpoint_configs: [
          {
            endpoint_config: any('envoy.config.endpoint.v3.ClusterLoadAssignment', {
              cluster_name: 'c',
              endpoints: [
                {
                  lb_endpoints: ports.map((port_value) => ({
                    endpoint: { address: { socket_address: { address: 'x', port_value } } },
                  })),
                },
              ],
            }),
          },
        ],
      });
    expect(compare([endpoints(1, 2)], [endpoints(2, 1)])).toMatchObject({ same: 1 });
    expect(compare([endpoints(1, 2)], [endpoints(2)]).changed[0]!.changes).toMatchObject([{ type: 'removed' }]);
  });
});

describe('other differences', () => {
  const secret = (pem: string) =>
    section('Secrets', {
      dynamic_active_secrets: [
        {
          name: 'default',
          last_updated: new Date(pem.length).toISOString(),
          secret: any('envoy.extensions.transport_sockets.tls.v3.Secret', {
            name: 'default',
            tls_certificate: { certificate_chain: { inline_bytes: Buffer.from(pem).toString('base64') } },
          }),
        },
      ],
    });

  it('of certificates are told in what they say', () => {
    const [change] = compare([secret(leaf)], [secret(leaf + root)]).changed[0]!.changes;
    expect(change).toMatchObject({
      path: 'tlsCertificate.certificateChain.inlineBytes[1]',
      type: 'added',
      after: { serialNumber: '000000000000000000000000000a1b2c', notAfter: '2036-01-01T00:00:00Z' },
    });
  });

  it('of bootstrap are told when both have one', () => {
    const bootstrap = (id: string) => section('Bootstrap', { bootstrap: { node: { id } } });
    expect(compare([bootstrap('a')], [bootstrap('b')]).changed).toEqual([
      { kind: 'bootstrap', name: '', changes: [{ path: 'node.id', type: 'changed', before: 'a', after: 'b' }] },
    ]);
    expect(compare([bootstrap('a')], [section('Bootstrap', {})])).toEqual({
      ...nothing,
      same: 0,
      passedOver: ['bootstrap'],
    });
  });

  it('of sections are told by name', () => {
    expect(compare([clusters([{ name: 'a' }])], []).passedOver).toEqual(['clusters']);
    expect(compare([clusters([{ name: 'a' }])], [clusters([])]).onlyBefore).toHaveLength(1);
  });
});
