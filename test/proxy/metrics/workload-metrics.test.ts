import { expect, it } from 'vitest';
import { queriesOf, workloadMetrics } from '../../../src/proxy/metrics/workload-metrics.ts';

const selected = 'destination_workload=~"cart.*", destination_workload_namespace=~"shop.*",reporter="destination"';

it('asks what istioctl asks', () => {
  const queries = queriesOf({ workload: 'cart.shop', namespace: 'other', duration: 60_000 });
  expect(queries).toEqual([
    `sum(rate(istio_requests_total{${selected}}[1m0s]))`,
    `sum(rate(istio_requests_total{${selected},response_code=~"[45][0-9]{2}"}[1m0s]))`,
    ...['0.500000', '0.900000', '0.990000'].map(
      (part) =>
        `histogram_quantile(${part}, sum(rate(istio_request_duration_milliseconds_bucket{${selected}}[1m0s])) by (le))`,
    ),
  ]);
  expect(queriesOf({ workload: 'cart', namespace: 'shop', duration: 60_000 })).toEqual(queries);
});

it('takes what stands in a name for itself', () => {
  const [query] = queriesOf({ workload: 'a"b(c', namespace: '', duration: 1000 });
  expect(query).toContain('destination_workload=~"a\\\\"b\\\\(c.*", destination_workload_namespace=~".*"');
});

it('reads one value of each answer', async () => {
  const answers = ['2.5', '0', '7.9', 'NaN', '1000.2'];
  let asked = 0;
  const ask = async () =>
    `{"status": "success", "data": {"resultType": "vector", "result": [{"value": [1, "${answers[asked++]}"]}]}}`;
  expect(await workloadMetrics(ask, { workload: 'cart', namespace: '', duration: 1000 })).toEqual({
    ...{ workload: 'cart', requests: 2.5, errors: 0, p50: 7, p90: Number.NaN, p99: 1000 },
  });
  const wrong = async () => '{"status": "success", "data": {"resultType": "matrix"}}';
  await expect(workloadMetrics(wrong, { workload: 'cart', namespace: '', duration: 1000 })).rejects.toThrow(
    'Prometheus has no answer to sum(rate(istio_requests_total{',
  );
});
