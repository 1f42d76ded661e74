import { describe, expect, it } from 'vitest';
import { ConfigDump } from '../../../src/proxy/envoy/config-dump.ts';
import { listenerRows, listenersOf } from '../../../src/proxy/envoy/listener.ts';
import type { Json } from '../../../src/resources/json.ts';
import { dumpOf, http, listeners, tcp } from '../dump.ts';

const all = { address: '', port: 0, type: '' };
const socket = (address: string, port: number) => ({ socket_address: { address, port_value: port } });
type Fields = Readonly<Record<string, Json>>;

const rows = (active: readonly Fields[], filter = all) =>
  listenerRows(new ConfigDump(dumpOf(listeners(active))), filter);
const chainOf = (chain: Fields) => rows([{ name: 'a', filter_chains: [chain] }])[0]!.chains[0]!;

describe('a chain’s match', () => {
  it.each<[Fields, string]>([
    [{}, 'ALL'],
    [{ server_names: ['a.example', '*.b.example'] }, 'SNI: a.example,*.b.example'],
    [
      { transport_protocol: 'tls', application_protocols: ['istio-peer-exchange', 'istio'] },
      'Trans: tls; App: TCP TLS',
    ],
    [{ application_protocols: ['http/1.0', 'http/1.1', 'h2c'] }, 'App: HTTP'],
    [{ application_protocols: ['h2', 'http/1.1'] }, 'App: h2,http/1.1'],
    [{ destination_port: 9080 }, 'Addr: *:9080'],
    [{ destination_port: 0 }, 'Addr: *:0'],
    [
      { prefix_ranges: [{ address_prefix: '10.0.0.0', prefix_len: 8 }, { address_prefix: '::1' }] },
      'Addr: 10.0.0.0/8,::1/0',
    ],
    [{ prefix_ranges: [{ address_prefix: '10.1.2.3', prefix_len: 32 }], destination_port: 80 }, 'Addr: 10.1.2.3/32:80'],
  ])('%j', (match, expected) => {
    expect(chainOf({ filter_chain_match: match }).match).toBe(expected);
  });
});

describe('where a chain leads', () => {
  const inline = (...hosts: Json[]) => http({ route_config: { virtual_hosts: hosts } });
  const route = (prefix: string, cluster: string) => ({ match: { prefix }, route: { cluster } });
  it.each<[string, readonly Json[], string]>([
    ['nothing', [], 'Non-HTTP/Non-TCP'],
    ['TCP', [tcp('outbound|3306||db')], 'Cluster: outbound|3306||db'],
    ['TCP past Istio', [tcp('PassthroughCluster')], 'PassthroughCluster'],
    ['nowhere', [tcp('BlackHoleCluster')], 'Non-HTTP/Non-TCP'],
    ['behind nowhere', [tcp('BlackHoleCluster'), tcp('a')], 'Cluster: a'],
    ['named routes', [http({ rds: { route_config_name: '80' } })], 'Route: 80'],
    ['scoped routes', [http({ scoped_routes: { name: 'a' } })], 'HTTP'],
    ['one route for all', [inline({ domains: ['*'], routes: [route('/', 'a')] })], 'Cluster: a'],
    [
      'one route for all, within',
      [inline({ domains: ['*'], routes: [route('/', 'inbound|80||')] })],
      'Cluster: inbound|80||',
    ],
    [
      'routes of its own',
      [
        inline(
          { domains: ['*'], routes: [route('/a', 'x'), { match: { path: '/b' } }] },
          { domains: ['c', 'd'], routes: [{ match: { safe_regex: { regex: '^/e' } } }] },
        ),
      ],
      'Inline Route: /a*, /b; c/d regex ^/e',
    ],
    ['a filter of the proxy’s own', [{ name: 'envoy.filters.network.echo' }], 'Non-HTTP/Non-TCP'],
    ['HTTP settings that are sent later', [{ name: 'envoy.filters.network.http_connection_manager' }], 'HTTP'],
  ])('%s', (_, filters, expected) => {
    expect(chainOf({ filters }).destination).toBe(expected);
  });
});

describe('rows', () => {
  const web = { name: 'web', address: socket('0.0.0.0', 80), filter_chains: [{ filters: [http({})] }] };
  const both = {
    ...{ name: 'both', address: socket('10.0.0.1', 80), additional_addresses: [{ address: socket('::1', 80) }] },
    filter_chains: [{ filters: [tcp('a')] }, { filters: [http({})] }],
    default_filter_chain: { filters: [tcp('z')], filter_chain_match: { destination_port: 1 } },
  };
  const inner = { name: 'inner', internal_listener: {}, filter_chains: [{ filters: [tcp('BlackHoleCluster')] }] };
  const pipe = { name: 'pipe', address: { pipe: { path: '/run/envoy' } } };

  it('are ordered by port, address and type', () => {
    expect(rows([both, web, pipe, inner]).map(({ addresses, port, type }) => [addresses, port, type])).toEqual([
      ['', 0, 'UNKNOWN'],
      ['/run/envoy', 0, 'UNKNOWN'],
      ['0.0.0.0', 80, 'HTTP'],
      ['10.0.0.1,::1', 80, 'HTTP+TCP'],
    ]);
  });

  it('have chains by destination, backwards, the default one among them', () => {
    expect(rows([both])[0]!.chains.map(({ destination }) => destination)).toEqual(['HTTP', 'Cluster: z', 'Cluster: a']);
  });

  it.each([
    [{ port: 80 }, ['web', 'both']],
    [{ address: '::1' }, ['both']],
    [{ type: 'http+tcp' }, ['both']],
    [{ address: '0.0.0.0', type: 'TCP' }, []],
  ])('%j', (filter, expected) => {
    expect(rows([both, web, inner], { ...all, ...filter }).map(({ name }) => name)).toEqual(expected);
  });

  it('come from the active state, and from static listeners', () => {
    const dump = new ConfigDump(
      dumpOf({
        '@type': 'type.googleapis.com/envoy.admin.v3.ListenersConfigDump',
        dynamic_listeners: [{ name: 'gone', draining_state: { listener: { name: 'gone' } } }],
        static_listeners: [{ listener: { name: 'probe' } }],
      }),
    );
    expect(Array.from(listenersOf(dump, all), ({ name }) => name)).toEqual(['probe']);
  });
});
