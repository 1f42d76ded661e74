import { expect, it } from 'vitest';
import { ConfigDump } from '../../../src/proxy/envoy/config-dump.ts';
import { compareWithProxy } from '../../../src/proxy/istiod/compare-with-proxy.ts';
import { any, clusters, dumpOf, section } from '../dump.ts';

const routes = (cluster: string, time?: string) =>
  section('Routes', {
    dynamic_route_configs: [
      {
        ...(time && { last_updated: time }),
        route_config: any('envoy.config.route.v3.RouteConfiguration', {
          name: '80',
          virtual_hosts: [
            { name: 'cart:80', domains: ['cart'], routes: [{ match: { prefix: '/' }, route: { cluster } }] },
          ],
        }),
      },
    ],
  });
const wanted = new ConfigDump(
  dumpOf(clusters([{ name: 'a' }, { name: 'b' }]), routes('a'), section('Secrets', {}), section('Ecds', {})),
);

it('tells of each kind, passing over what the proxy started with', () => {
  const running = new ConfigDump(
    dumpOf(clusters([{ name: 'b' }, { name: 'a' }], [{ name: 'agent' }]), routes('b', '2026-01-01T00:00:00Z')),
  );
  const told = compareWithProxy(wanted, () => running);
  expect(told.map(({ section, isSame, lastUpdated }) => [section, isSame, lastUpdated])).toEqual([
    ['clusters', true, undefined],
    ['listeners', true, undefined],
    ['routes', false, '2026-01-01T00:00:00Z'],
  ]);
  expect(told[0]!.diff).toMatchObject({ same: 2, passedOver: [] });
  expect(told[2]!.diff.changed).toMatchObject([
    { name: '80', changes: [{ path: 'virtualHosts["cart:80"].routes[0].route.cluster', before: 'a', after: 'b' }] },
  ]);
});

it('asks for the proxy’s dump of each section', () => {
  const asked: string[] = [];
  const empty = new ConfigDump(dumpOf(clusters([])));
  const told = compareWithProxy(wanted, (section) => {
    asked.push(section);
    return empty;
  });
  expect(asked).toEqual(['clusters', 'listeners', 'routes', 'extensions']);
  expect(told[0]).toMatchObject({
    section: 'clusters',
    isSame: false,
    diff: { onlyBefore: [{ name: 'a' }, { name: 'b' }] },
  });
});
