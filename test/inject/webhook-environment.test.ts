import { expect, it } from 'vitest';
import { proxyEnvironment } from '../../src/inject/steps/proxy-environment.ts';
import { webhookEnvironment } from '../../src/inject/webhook-environment.ts';

it.each<[string, Record<string, string>]>([
  ['', {}],
  ['/inject', {}],
  ['/inject/', {}],
  ['/inject/cluster/east/net/one', { ISTIO_META_CLUSTER_ID: 'east', ISTIO_META_NETWORK: 'one' }],
  ['/inject/cluster/a--slash--b/', { ISTIO_META_CLUSTER_ID: 'a/b' }],
  ['/inject/team/shop/odd', { TEAM: 'shop' }],
  ['/inject/:ENV:cluster=east:ENV:note=a=b:ENV:none:ENV:=x', { ISTIO_META_CLUSTER_ID: 'east', NOTE: 'a=b' }],
])('the path %s asks for %j', (path, variables) => {
  expect(Object.fromEntries(webhookEnvironment(path))).toEqual(variables);
});

it('the Pod’s label wins over the path, and that over values', () => {
  const values = { global: { network: 'values', multiCluster: { clusterName: 'values' } } };
  const environment = webhookEnvironment('/inject/net/path/a/1');
  const pod = (labels: Record<string, string>) => ({ metadata: { labels }, spec: {} });
  expect([...proxyEnvironment(pod({}), { values, environment })]).toEqual([
    ['A', '1'],
    ['ISTIO_META_CLUSTER_ID', 'values'],
    ['ISTIO_META_NETWORK', 'path'],
  ]);
  const labelled = proxyEnvironment(pod({ 'topology.istio.io/network': 'own' }), { values, environment });
  expect(labelled.get('ISTIO_META_NETWORK')).toBe('own');
});
