import { expect, it } from 'vitest';
import { ConfigDump } from '../../../src/proxy/envoy/config-dump.ts';
import { waypointRows } from '../../../src/proxy/envoy/waypoint-chains.ts';
import type { Json } from '../../../src/resources/json.ts';
import { any, dumpOf, http, listeners, tcp } from '../dump.ts';

const rows = (listener: Readonly<Record<string, Json>>) =>
  waypointRows(new ConfigDump(dumpOf(listeners([{ name: 'main', internal_listener: {}, ...listener }])))).map(
    ({ listener: name, chain, match, destination }) => `${name} ${chain} ${match} ${destination}`,
  );
const to = (name: string) => ({ action: { name } });
const ports = (map: Record<string, Json>) => ({
  matcher: { matcher_tree: { input: { name: 'port' }, exact_match_map: { map } } },
});
const chains = ['a', 'b', 'c'].map((name) => ({ name, filters: [tcp(name)] }));

it('tells all that leads to a chain', () => {
  const range = (address_prefix: string, prefix_len: number, on_match: Json) => ({
    ranges: [{ address_prefix, prefix_len }],
    on_match,
  });
  const filter_chain_matcher = {
    on_no_match: to('c'),
    matcher_tree: {
      input: { name: 'ip' },
      custom_match: {
        typed_config: any('xds.type.matcher.v3.IPMatcher', {
          range_matchers: [
            range('10.1.0.1', 32, ports({ 80: to('a'), 81: to('b') })),
            range('10.2.0.0', 16, { matcher: { on_no_match: to('a') } }),
            range('fd00::1', 128, to('b')),
          ],
        }),
      },
    },
  };
  expect(rows({ filter_chains: chains, filter_chain_matcher })).toEqual([
    'envoy://main a ip=10.1.0.1 -> port=80 Cluster: a',
    'envoy://main a ip=10.2.0.0/16 -> ANY Cluster: a',
    'envoy://main b ip=10.1.0.1 -> port=81 Cluster: b',
    'envoy://main b ip=fd00::1 Cluster: b',
    'envoy://main c UNMATCHED Cluster: c',
  ]);
});

it.each<[string, Readonly<Record<string, Json>>, string]>([
  ['without a matcher', {}, 'envoy://main a ALL Cluster: a'],
  [
    'of a matcher that leads elsewhere',
    { filter_chain_matcher: { on_no_match: to('x') } },
    'envoy://main a NONE Cluster: a',
  ],
  [
    'behind another matcher',
    { filter_chain_matcher: { on_no_match: ports({ 80: to('a') }) } },
    'envoy://main a port=80 Cluster: a',
  ],
  [
    'by prefix',
    {
      filter_chain_matcher: { matcher_tree: { input: { name: 'host' }, prefix_match_map: { map: { shop: to('a') } } } },
    },
    'envoy://main a host^shop Cluster: a',
  ],
  [
    'of a kind that is not known',
    { filter_chain_matcher: { matcher_tree: { custom_match: {} } } },
    'envoy://main a NONE Cluster: a',
  ],
])('a chain %s', (_, listener, expected) => {
  expect(rows({ filter_chains: chains.slice(0, 1), ...listener })).toEqual([expected]);
});

it('knows a chain without a name from no chain', () => {
  expect(rows({ filter_chains: [{}], filter_chain_matcher: {} })).toEqual(['envoy://main  NONE Non-HTTP/Non-TCP']);
  expect(rows({ filter_chains: [{}], filter_chain_matcher: { on_no_match: to('') } })).toEqual([
    'envoy://main  UNMATCHED Non-HTTP/Non-TCP',
  ]);
});

it('orders listeners inside the proxy by name, others by port, address and what they speak', () => {
  const at = (port_value: number) => ({ address: { socket_address: { address: '0.0.0.0', port_value } } });
  const chain = (name: string) => ({ filter_chains: [{ filters: [tcp(name)] }] });
  const inside = { internal_listener: {} };
  const dump = new ConfigDump(
    dumpOf(
      listeners([
        { name: 'z', ...at(15090), ...chain('x') },
        { name: 'main', ...inside, ...chain('x') },
        { name: 'y', ...at(15021), ...chain('BlackHoleCluster') },
        { name: 'x', ...at(15021), ...chain('x') },
        { name: 'connect', ...inside, filter_chains: [{ filters: [http({})] }] },
      ]),
    ),
  );
  expect(waypointRows(dump).map(({ listener }) => listener)).toEqual(
    ['connect', 'main', 'x', 'y', 'z'].map((name) => `envoy://${name}`),
  );
});

it('names a listener once that is one chain', () => {
  expect(rows({ filter_chains: [{ name: 'envoy://main' }] })).toEqual(['internal envoy://main ALL Non-HTTP/Non-TCP']);
});
