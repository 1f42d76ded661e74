import { expect, it } from 'vitest';
import { metricsTable } from '../../../src/output/proxy/workload-metrics.ts';

const rows = [{ workload: 'cart\u001b.shop', requests: 2.5, errors: 0, p50: 7, p90: Number.NaN, p99: 1000 }];
const look = { plain: true, color: false, columns: undefined };

it('is set flush right', () => {
  expect(metricsTable(rows).split('\n')).toEqual([
    '                                  WORKLOAD    TOTAL RPS    ERROR RPS  P50 LATENCY  P90 LATENCY  P99 LATENCY',
    '                             cart\\x1b.shop        2.500        0.000          7ms            -           1s',
    '',
  ]);
});

it('is a record with --plain', () => {
  expect(metricsTable(rows, look)).toBe(
    'WORKLOAD: cart\\x1b.shop\nTOTAL RPS: 2.500\nERROR RPS: 0.000\nP50 LATENCY: 7ms\nP90 LATENCY: -\nP99 LATENCY: 1s\n',
  );
});
