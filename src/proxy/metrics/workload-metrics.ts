import { durationText } from '../../base/duration.ts';
import { MeshwrightError } from '../../base/errors.ts';
import { printable } from '../../kube/kube-error.ts';
import { objectsAt, textAt, valueAt } from '../../resources/fields.ts';
import { isObject, type Json } from '../../resources/json.ts';

/** What Prometheus knows of the requests to a workload, as the workload's own proxies reported them. */
export interface WorkloadMetrics {
  /** As it was asked for: `name` or `name.namespace`. */
  readonly workload: string;
  /** Requests in a second, and those of them that failed, with a status of 400 or more. */
  readonly requests: number;
  readonly errors: number;
  /** Milliseconds, whole ones, within which so many of all requests were answered; NaN where there were none. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

/** Asks Prometheus, and gives the body of its answer. */
export type AskPrometheus = (path: string) => Promise<string>;

export interface WorkloadQuery {
  /** `name` or `name.namespace`; as istioctl has it, the beginnings of both. */
  readonly workload: string;
  /** For a workload that names none; '' for any. */
  readonly namespace: string;
  /** Over which rates are taken, in milliseconds. */
  readonly duration: number;
}

/** Rejects with MeshwrightError for an answer that is none. */
export async function workloadMetrics(ask: AskPrometheus, query: WorkloadQuery): Promise<WorkloadMetrics> {
  const [requests, errors, ...latencies] = await Promise.all(queriesOf(query).map((one) => firstValue(ask, one)));
  const [p50, p90, p99] = latencies.map(Math.trunc);
  return { workload: query.workload, requests: requests!, errors: errors!, p50: p50!, p90: p90!, p99: p99! };
}

/** Prometheus' queries: requests, errors, and the three latencies. The metrics are Istio's (Istio Standard Metrics). */
export function queriesOf({ workload, namespace, duration }: WorkloadQuery): string[] {
  const dot = workload.indexOf('.');
  const name = dot < 0 ? workload : workload.slice(0, dot);
  const inNamespace = dot < 0 ? namespace : workload.slice(dot + 1);
  const over = `[${durationText(duration)}]`;
  const selected = [
    `destination_workload=~"${literal(name)}.*"`,
    ` destination_workload_namespace=~"${literal(inNamespace)}.*"`,
    'reporter="destination"',
  ].join();
  const failed = 'response_code=~"[45][0-9]{2}"';
  const latencies = ['0.500000', '0.900000', '0.990000'].map(
    (quantile) =>
      `histogram_quantile(${quantile}, sum(rate(istio_request_duration_milliseconds_bucket{${selected}}${over})) by (le))`,
  );
  return [
    `sum(rate(istio_requests_total{${selected}}${over}))`,
    `sum(rate(istio_requests_total{${selected},${failed}}${over}))`,
    ...latencies,
  ];
}

/** A text inside a regular expression inside a string of PromQL. */
const literal = (text: string): string =>
  text.replace(/[\\^$.|?*+()[\]{}"]/g, (char) => `\\\\${char}`).replaceAll('\n', '');

/** The one value of a query; 0 where Prometheus has none. */
async function firstValue(ask: AskPrometheus, query: string): Promise<number> {
  const answer = await ask(`api/v1/query?query=${encodeURIComponent(query)}`);
  const body = parse(answer);
  if (textAt(body, 'status') !== 'success' || textAt(body, 'data', 'resultType') !== 'vector') {
    const why = textAt(body, 'error') || answer;
    throw new MeshwrightError(`Prometheus has no answer to ${query}: ${printable(why, 300)}`);
  }
  const value = valueAt(objectsAt(body, 'data', 'result')[0], 'value');
  return Array.isArray(value) ? Number(value[1]) : 0;
}

function parse(text: string): Json {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
