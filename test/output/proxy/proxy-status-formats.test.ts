import { expect, it } from 'vitest';
import {
  type ConnectedProxy,
  proxyStatusRecord,
  stateTable,
  subscriptionTable,
} from '../../../src/output/proxy/proxy-status-formats.ts';
import { readSyncz } from '../../../src/proxy/istiod/proxy-status.ts';

const type = 'type.googleapis.com/';
const cds = `${type}envoy.config.cluster.v3.Cluster`;
const sds = `${type}envoy.extensions.transport_sockets.tls.v3.Secret`;
const sent = '2026-01-01T00:00:00Z';
const proxies: ConnectedProxy[] = readSyncz([
  {
    ...{ cluster_id: 'east', proxy: 'cart-1.shop', istio_version: '1.30.3' },
    resources: {
      [sds]: { sent: '1', acked: '1', sentTime: sent },
      [cds]: { sent: '1', acked: '0', sentTime: sent },
      [`${type}a.Type`]: {},
    },
  },
  {
    ...{ cluster_id: 'east', proxy: 'new.shop', istio_version: '1.30.3' },
    resources: { [cds]: { sent: '1', acked: '0', sentTime: sent, lastError: 'no' } },
  },
  { cluster_id: 'east', proxy: 'idle.shop', istio_version: '1.30.3', resources: {} },
]).map((one) => ({ ...one, istiod: 'istiod-1' }));

it('lists what each proxy gets, the usual types first', () => {
  expect(subscriptionTable(proxies)).toBe(
    [
      'NAME            CLUSTER     ISTIOD       VERSION     SUBSCRIBED TYPES',
      'cart-1.shop     east        istiod-1     1.30.3      3 (CDS,type.googleapis.com/a.Type,SDS)',
      'new.shop        east        istiod-1     1.30.3      1 (CDS)',
      'idle.shop       east        istiod-1     1.30.3      0',
      '',
    ].join('\n'),
  );
});

it('lists the state of each type, with usual ones that nobody asks for', () => {
  const rows = stateTable(proxies.slice(0, 2), Date.parse(sent) + 200_000)
    .trimEnd()
    .split('\n');
  expect(rows.map((row) => row.split(/ {2,}/))).toEqual([
    ['NAME', 'CLUSTER', 'type.googleapis.com/a.Type', 'CDS', 'ECDS', 'EDS', 'LDS', 'RDS', 'SDS', 'ISTIOD', 'VERSION'],
    [
      ...['cart-1.shop', 'east', 'NOT SENT', 'STALE (3m20s)', 'IGNORED', 'IGNORED', 'IGNORED', 'IGNORED'],
      ...['SYNCED (3m20s)', 'istiod-1', '1.30.3'],
    ],
    [
      ...['new.shop', 'east', 'IGNORED', 'ERROR (3m20s)', 'IGNORED', 'IGNORED', 'IGNORED', 'IGNORED', 'IGNORED'],
      ...['istiod-1', '1.30.3'],
    ],
  ]);
});

it('is Envoy’s ClientConfig for programs', () => {
  expect(proxyStatusRecord(proxies).resources[1]).toEqual({
    '@type': `${type}envoy.service.status.v3.ClientConfig`,
    node: { id: 'new.shop', metadata: { CLUSTER_ID: 'east', ISTIO_VERSION: '1.30.3', NAMESPACE: 'shop' } },
    genericXdsConfigs: [
      {
        typeUrl: cds,
        lastUpdated: sent,
        configStatus: 'ERROR',
        errorState: { lastUpdateAttempt: sent, details: 'no' },
      },
    ],
    istiod: 'istiod-1',
  });
});
