import { describe, expect, it } from 'vitest';
import { clusterStatuses, clustersWith, hostRows } from '../../../src/proxy/envoy/cluster-status.ts';
import { ConfigDump } from '../../../src/proxy/envoy/config-dump.ts';
import { eachAssignment, endpointRows, portsAt } from '../../../src/proxy/envoy/endpoint.ts';
import { any, dumpOf, file, section } from '../dump.ts';

const all = { address: '', port: 0, cluster: '', status: '' };
const socket = (address: string, port: number) => ({ socket_address: { address, port_value: port } });
const at = (address: string, port: number, health?: string) => ({
  endpoint: { address: socket(address, port) },
  ...(health !== undefined && { health_status: health }),
});
const assignment = (cluster_name: string, ...endpoints: Record<string, never>[]) => ({
  endpoint_config: any('envoy.config.endpoint.v3.ClusterLoadAssignment', { cluster_name, endpoints }),
});
const group = (locality: Record<string, string>, ...lb_endpoints: unknown[]) => ({ locality, lb_endpoints }) as never;

describe('endpoints that Envoy was given', () => {
  const cart = 'outbound|80||cart.shop';
  const dump = new ConfigDump(
    dumpOf(
      section('Endpoints', {
        dynamic_endpoint_configs: [
          assignment('outbound|80||web.shop', group({}, at('10.0.0.3', 80))),
          assignment(
            cart,
            group(
              { region: 'north', zone: 'a', sub_zone: 'r1' },
              at('10.0.0.1', 80, 'HEALTHY'),
              at('10.0.0.2', 81, 'UNHEALTHY'),
            ),
            group({ region: 'south', sub_zone: 'r2' }, at('fd00::1', 80, 'HEALTHY')),
          ),
          assignment('outbound|80||none.shop'),
        ],
        static_endpoint_configs: [
          assignment(
            'agent',
            group(
              {},
              { endpoint: { address: { pipe: { path: '/run/sds' } } } },
              { endpoint: { address: { envoy_internal_address: { server_listener_name: 'main', endpoint_id: 'x' } } } },
              { endpoint: {} },
              {
                endpoint: { address: socket('10.0.0.9', 1), additional_addresses: [{ address: socket('fd00::9', 1) }] },
              },
            ),
          ),
        ],
      }),
    ),
  );
  const found = (filter: Partial<typeof all>) =>
    eachAssignment(dump, { ...all, ...filter }, endpointRows)
      .flat()
      .map((row) => Object.values(row).join(' '));

  it('are ordered by cluster', () => {
    expect(found({})).toEqual([
      '/run/sds UNKNOWN  agent',
      'envoy://main/x UNKNOWN  agent',
      'unknown UNKNOWN  agent',
      '10.0.0.9:1,fd00::9:1 UNKNOWN  agent',
      `10.0.0.1:80 HEALTHY north/a/r1 ${cart}`,
      `10.0.0.2:81 UNHEALTHY north/a/r1 ${cart}`,
      `fd00::1:80 HEALTHY south ${cart}`,
      '10.0.0.3:80 UNKNOWN  outbound|80||web.shop',
    ]);
  });

  it.each([
    [{ address: '10.0.0.1:80' }, 1],
    [{ address: '10.0.0.1' }, 0],
    [{ address: 'FD00::9:1' }, 1],
    [{ port: 81 }, 1],
    [{ cluster: cart }, 3],
    [{ status: 'healthy' }, 2],
    [{ status: 'unknown', port: 80 }, 1],
  ])('%j', (filter, count) => {
    expect(found(filter)).toHaveLength(count);
  });

  it('are cut out of their assignments', () => {
    expect(eachAssignment(dump, { ...all, port: 81 }, (one) => one)).toEqual([
      {
        clusterName: cart,
        endpoints: [
          {
            locality: { region: 'north', zone: 'a', subZone: 'r1' },
            lbEndpoints: [
              {
                endpoint: { address: { socketAddress: { address: '10.0.0.2', portValue: 81 } } },
                healthStatus: 'UNHEALTHY',
              },
            ],
          },
          { locality: { region: 'south', subZone: 'r2' } },
        ],
      },
    ]);
  });

  it('are known by their addresses', () => {
    expect(portsAt(dump, '10.0.0.1')).toEqual(['10.0.0.1:80']);
    expect(portsAt(dump, '10.0.0.1:80')).toEqual([]);
  });
});

describe('endpoints that Envoy sees', () => {
  const host = (address: Record<string, unknown>, health_status = {}) => ({ address, health_status });
  const answer = file({
    cluster_statuses: [
      {
        name: 'b',
        host_statuses: [
          host(socket('10.0.0.2', 80), { eds_health_status: 'HEALTHY', failed_outlier_check: true }),
          host(socket('10.0.0.1', 9), { eds_health_status: 'HEALTHY' }),
        ],
      },
      { name: 'a', host_statuses: [host(socket('10.0.0.1', 9)), host({ pipe: { path: '/run/x' } })] },
      { name: 'empty' },
    ],
  });
  const found = (filter: Partial<typeof all>) => hostRows(clusterStatuses(answer), { ...all, ...filter });

  it('are ordered by address, port and cluster', () => {
    expect(found({})).toMatchObject([
      { endpoint: '10.0.0.1:9', status: 'UNKNOWN', isEjected: false, cluster: 'a' },
      { endpoint: '10.0.0.1:9', status: 'HEALTHY', isEjected: false, cluster: 'b' },
      { endpoint: '10.0.0.2:80', status: 'HEALTHY', isEjected: true, cluster: 'b' },
      { endpoint: 'unix:///run/x', status: 'UNKNOWN', isEjected: false, cluster: 'a' },
    ]);
  });

  it.each([
    [{ address: '10.0.0.1' }, 2, ['b', 'a']],
    [{ port: 80 }, 1, ['b']],
    [{ cluster: 'A' }, 2, ['a']],
    [{ status: 'healthy' }, 2, ['b']],
    [{ status: 'draining' }, 0, []],
  ])('%j', (filter, count, clusters) => {
    expect(found(filter)).toHaveLength(count);
    const names = Array.from(clustersWith(clusterStatuses(answer), { ...all, ...filter }), ({ name }) => name);
    expect(names).toEqual(clusters);
  });

  it.each(['{"configs": []}', '[]', '"x"'])('%s is another answer', (text) => {
    expect(() => [...clusterStatuses(file(text))]).toThrow(/proxy-config eds/);
  });
});
