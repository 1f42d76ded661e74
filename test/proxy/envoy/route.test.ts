import { describe, expect, it } from 'vitest';
import { ConfigDump } from '../../../src/proxy/envoy/config-dump.ts';
import { eachRoute, routeRow } from '../../../src/proxy/envoy/route.ts';
import { dumpOf, routeConfigs } from '../dump.ts';

const named = (names: readonly string[]) => new ConfigDump(dumpOf(routeConfigs(names.map((name) => ({ name })))));
const order = (names: readonly string[]) => eachRoute(named(names), '', ({ name }) => name ?? '');

describe('the order of routes', () => {
  it.each([
    [
      ['9080', '80', '8000'],
      ['80', '8000', '9080'],
    ],
    [
      ['9', 'a', '8', '7', '', '2', '1'],
      ['9', 'a', '7', '8', '', '1', '2'],
    ],
    [
      ['b', 'a'],
      ['b', 'a'],
    ],
    // As istioctl 1.30 prints them.
    [[...'zyx987654321w0'], [...'0123456z789xwy']],
  ])('of %j', (names, expected) => {
    expect(order(names)).toEqual(expected);
  });

  it('is told by name', () => {
    expect(eachRoute(named(['80', '8080']), '80', ({ name }) => name)).toEqual(['80']);
    expect(eachRoute(named(['80']), '8', () => '')).toEqual([]);
  });
});

describe('domains', () => {
  const cart = 'cart.shop.svc.cluster.local';
  it.each([
    [[], ''],
    [['*'], '*'],
    [[cart, 'cart.shop', 'cart.shop.svc', `${cart}:80`, 'cart.shop:80'], 'cart.shop'],
    [[cart, 'cart', '10.0.0.1', 'x'], `${cart}, cart + 2 more...`],
    [['[fd00::1]', '[fd00::1]:80', 'a'], '[fd00::1], a'],
    [['a:80', 'b:80'], ''],
  ])('%j', (domains, expected) => {
    expect(routeRow({ virtualHosts: [{ domains }] }).routes[0]!.domains).toBe(expected);
  });
});

describe('rows', () => {
  const route = (match: Record<string, unknown>, cluster = 'a') => ({ match, route: { cluster } });
  const config = '/apis/networking.istio.io/v1/namespaces/shop/virtual-service/cart';
  const row = routeRow({
    name: '80',
    virtualHosts: [
      {
        name: 'cart',
        domains: ['cart'],
        routes: [
          route({ prefix: '/a' }),
          route({ pathSeparatedPrefix: '/b' }),
          { ...route({ path: '/c' }), metadata: { filterMetadata: { istio: { config } } } },
          route({ safeRegex: { regex: '^/d' } }),
          route({ prefix: '/' }, 'PassthroughCluster'),
          { match: { prefix: '/old' }, redirect: {} },
        ],
      },
      { name: 'empty', domains: ['x'] },
    ],
  } as never);

  it('are one for each route', () => {
    expect(row.routes.map(({ host, match, virtualService }) => `${host} ${match} ${virtualService}`.trimEnd())).toEqual(
      ['cart /a*', 'cart PathPrefix:/b', 'cart /c cart.shop', 'cart regex ^/d', 'cart /old*', 'empty /* 404'],
    );
  });

  it('count virtual hosts', () => expect(row).toMatchObject({ name: '80', hosts: 2 }));
});
