import { describe, expect, it } from 'vitest';
import { clusterRow, eachCluster } from '../../../src/proxy/envoy/cluster.ts';
import { compareClusterNames, parseClusterName } from '../../../src/proxy/envoy/cluster-name.ts';
import { ConfigDump } from '../../../src/proxy/envoy/config-dump.ts';
import { clusters, dumpOf } from '../dump.ts';

const all = { fqdn: '', port: 0, subset: '', direction: '' };
const cart = 'outbound|80|v1|cart.shop.svc.cluster.local';

describe('a name', () => {
  it.each([
    [cart, { direction: 'outbound', port: 80, subset: 'v1', host: 'cart.shop.svc.cluster.local' }],
    ['inbound|9080||', { direction: 'inbound', port: 9080, subset: '', host: '' }],
    ['outbound|x||a', { direction: 'outbound', port: 0, subset: '', host: 'a' }],
    ['outbound|80||a|b', { direction: 'outbound', port: 80, subset: '', host: '' }],
    ['PassthroughCluster', undefined],
    ['outbound_.80_._.cart', undefined],
    ['a|b|c', undefined],
  ])('%s', (name, parts) => {
    expect(parseClusterName(name)).toEqual(parts);
  });

  it('is ordered by host, subset, port and direction', () => {
    const names = ['outbound|9||b', 'inbound|9||b', 'outbound|10||b', 'outbound|9|v1|a', 'outbound|9||a', 'aa'];
    expect([...names].sort(compareClusterNames)).toEqual([
      'outbound|9||a',
      'outbound|9|v1|a',
      'aa',
      'inbound|9||b',
      'outbound|9||b',
      'outbound|10||b',
    ]);
  });
});

describe('a row', () => {
  const managed = (config: string) => ({ metadata: { filterMetadata: { istio: { config } } } });
  it.each([
    [
      { name: cart, type: 'EDS' },
      { host: 'cart.shop.svc.cluster.local', port: '80', subset: 'v1', direction: 'outbound', type: 'EDS' },
    ],
    [{ name: 'inbound|9080||' }, { host: '', port: '9080', subset: '-', direction: 'inbound', type: 'STATIC' }],
    [{ name: 'agent' }, { host: 'agent', port: '-', subset: '-', direction: '-' }],
    [
      { name: 'a', ...managed('/apis/networking.istio.io/v1/namespaces/shop/destination-rule/cart') },
      { destinationRule: 'cart.shop' },
    ],
    [{ name: 'a', ...managed('/apis/networking.istio.io/v1/namespaces/shop') }, { destinationRule: '' }],
    [{ name: 'a', ...managed('something else') }, { destinationRule: '<unknown>' }],
    [{ name: 'a', metadata: { filterMetadata: { istio: {} } } }, { destinationRule: '' }],
    [{ name: 'a', metadata: { filterMetadata: { istio: 'x' } } }, { destinationRule: '' }],
  ])('%j', (cluster, expected) => {
    expect(clusterRow(cluster as never)).toMatchObject(expected);
  });
});

describe('clusters', () => {
  const dump = new ConfigDump(dumpOf(clusters([{ name: cart }, { name: 'inbound|80||' }], [{ name: 'agent' }])));
  const names = (filter: Partial<typeof all>) => eachCluster(dump, { ...all, ...filter }, ({ name }) => name);

  it.each([
    [{}, ['inbound|80||', 'agent', cart]],
    [{ port: 80 }, ['inbound|80||', cart]],
    [{ port: 8 }, []],
    [{ fqdn: 'cart.shop' }, [cart]],
    [{ subset: 'v1' }, [cart]],
    [{ direction: 'inbound' }, ['inbound|80||']],
    [{ direction: 'inbound', fqdn: 'cart' }, []],
  ])('%j', (filter, expected) => {
    expect(names(filter)).toEqual(expected);
  });

  it('are missed where there are none', () => {
    const empty = new ConfigDump(dumpOf(clusters([])));
    expect(() => eachCluster(empty, all, () => '')).toThrow(
      'dump.json holds no clusters: the list is there, and empty',
    );
  });
});
