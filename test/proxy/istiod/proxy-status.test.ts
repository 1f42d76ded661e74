import { expect, it } from 'vitest';
import { readSyncz } from '../../../src/proxy/istiod/proxy-status.ts';

const type = (name: string) => `type.googleapis.com/envoy.config.${name}`;
const cds = type('cluster.v3.Cluster');
const lds = type('listener.v3.Listener');
const eds = type('endpoint.v3.ClusterLoadAssignment');
const rds = type('route.v3.RouteConfiguration');
const proxy = { cluster_id: 'east', proxy: 'cart-1.v2.shop', proxy_type: 'sidecar', istio_version: '1.30.3' };

it('tells each type by its nonces and its error', () => {
  const [read] = readSyncz([
    {
      ...proxy,
      resources: {
        [rds]: { sentTime: '0001-01-01T00:00:00Z' },
        [cds]: { sent: '1', acked: '1', sentTime: '2026-01-01T00:00:00Z' },
        [lds]: { sent: '2', acked: '1', sentTime: '2026-01-01T00:00:01Z', lastError: 'no such filter' },
        [eds]: { sent: '2', acked: '1', sentTime: '2026-01-01T00:00:02Z' },
      },
    },
  ]);
  expect(read).toEqual({
    ...{ id: 'cart-1.v2.shop', namespace: 'shop', cluster: 'east', type: 'sidecar', version: '1.30.3' },
    types: [
      { typeUrl: cds, state: 'SYNCED', sent: '2026-01-01T00:00:00Z' },
      { typeUrl: eds, state: 'STALE', sent: '2026-01-01T00:00:02Z' },
      { typeUrl: lds, state: 'ERROR', sent: '2026-01-01T00:00:01Z', error: 'no such filter' },
      { typeUrl: rds, state: 'NOT_SENT', sent: undefined },
    ],
  });
});

it('reads what older istiods say', () => {
  const old = { cluster_sent: '1', cluster_acked: '1', listener_sent: '2', listener_acked: '1', route_sent: '' };
  expect(readSyncz([{ ...proxy, ...old }])[0]!.types).toEqual([
    { typeUrl: cds, state: 'SYNCED', sent: undefined },
    { typeUrl: lds, state: 'STALE', sent: undefined },
  ]);
});

it('leaves out who is no proxy, and what is no answer', () => {
  expect(readSyncz([{ proxy: 'meshwright.istio-system', istio_version: '65536.65536.65536' }, 'x', null])).toEqual([]);
  expect(readSyncz({})).toEqual([]);
});
