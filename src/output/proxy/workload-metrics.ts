import { durationText } from '../../base/duration.ts';
import type { WorkloadMetrics } from '../../proxy/metrics/workload-metrics.ts';
import type { Look } from '../text/look.ts';
import { formatTable } from '../text/table.ts';
import { visible } from '../text/visible.ts';

const header = ['TOTAL RPS', 'ERROR RPS', 'P50 LATENCY', 'P90 LATENCY', 'P99 LATENCY'];
/** istioctl's widths: scripts cut by column. */
const nameWidth = 40;
const width = 13;

/** A row for each workload, flush right, in istioctl's columns; with --plain a record. */
export const metricsTable = (rows: readonly WorkloadMetrics[], look?: Look): string =>
  look?.plain
    ? formatTable(['WORKLOAD', ...header], rows.map(cellsOf), look)
    : [['WORKLOAD', ...header], ...rows.map(cellsOf)].map(lineOf).join('');

const cellsOf = ({ workload, requests, errors, p50, p90, p99 }: WorkloadMetrics): string[] => [
  workload,
  rate(requests),
  rate(errors),
  ...[p50, p90, p99].map(latency),
];

const lineOf = ([name, ...cells]: readonly string[]): string =>
  `  ${visible(name!).padStart(nameWidth)}${cells.map((cell) => `  ${cell}`.padStart(width)).join('')}\n`;

/** Prometheus divides by what may be zero. */
const rate = (value: number): string => (Number.isFinite(value) ? value.toFixed(3) : '-');
const latency = (value: number): string => (Number.isFinite(value) ? durationText(value) : '-');

/** The same for programs: milliseconds as numbers, null where there is no value. */
export const metricsRecord = ({ workload, requests, errors, p50, p90, p99 }: WorkloadMetrics) => ({
  workload,
  requestsPerSecond: finite(requests),
  errorsPerSecond: finite(errors),
  latencyMilliseconds: { p50: finite(p50), p90: finite(p90), p99: finite(p99) },
});

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
