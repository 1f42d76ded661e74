import { expect, it } from 'vitest';
import { clusterStatuses, hostRows } from '../../../src/proxy/envoy/cluster-status.ts';
import { clustersFromText } from '../../../src/proxy/envoy/clusters-text.ts';
import { anyEndpoint } from '../../../src/proxy/envoy/endpoint.ts';

const rows = (text: string) =>
  hostRows(clusterStatuses(clustersFromText({ name: 'clusters', text })), anyEndpoint).map((row) =>
    Object.values(row).join(' '),
  );

it('reads hosts and their health', () => {
  const line = (host: string, health: string) => `outbound|80||cart.shop::${host}::health_flags::${health}\n`;
  expect(
    rows(
      [
        'outbound|80||cart.shop::observability_name::outbound|80||cart.shop\n',
        'outbound|80||cart.shop::10.0.0.1:80::cx_active::0\n',
        line('10.0.0.1:80', 'healthy'),
        line('10.0.0.2:80', '/failed_outlier_check'),
        line('[fd00::1]:80', '/failed_eds_health'),
        line('/var/run/agent', 'healthy'),
        line('envoy://inner/10.0.0.3:80', '/eds_status_draining/pending_dynamic_removal'),
        line('envoy://inner/[fd00::3]:80', 'healthy'),
      ].join(''),
    ).sort(),
  ).toEqual(
    [
      '10.0.0.1 80 10.0.0.1:80 HEALTHY false outbound|80||cart.shop',
      '10.0.0.2 80 10.0.0.2:80 HEALTHY true outbound|80||cart.shop',
      'fd00::1 80 fd00::1:80 UNHEALTHY false outbound|80||cart.shop',
      'unix:///var/run/agent 0 unix:///var/run/agent HEALTHY false outbound|80||cart.shop',
      'envoy://inner/10.0.0.3:80 0 envoy://inner/10.0.0.3:80 DRAINING false outbound|80||cart.shop',
      'envoy://inner/[fd00::3]:80 0 envoy://inner/[fd00::3]:80 HEALTHY false outbound|80||cart.shop',
    ].sort(),
  );
});

it('takes JSON as it is, and nothing else', () => {
  expect(rows('{"cluster_statuses": []}')).toEqual([]);
  expect(() => rows('not found\n')).toThrow('clusters is not the answer of /clusters');
});

it.each(['::'.repeat(500_000), 'a::['.repeat(300_000)])('is not held up by a line of colons', (start) => {
  expect(rows(`${start}\ncart::10.0.0.1:80::health_flags::healthy\n`)).toEqual([
    '10.0.0.1 80 10.0.0.1:80 HEALTHY false cart',
  ]);
});
