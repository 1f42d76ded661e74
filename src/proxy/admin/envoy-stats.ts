import { InputError } from '../../base/errors.ts';
import type { SourceFile } from '../../resources/document.ts';
import { textAt } from '../../resources/fields.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';
import { JsonSlices } from '../json-slices.ts';

/** What Envoy counts: of all its parts, or of its clusters and their hosts. */
export const statTypes = ['server', 'clusters'] as const;
export type StatType = (typeof statTypes)[number];

/** Paths of Envoy's admin interface, for text and for JSON. */
export const statPaths: Readonly<Record<StatType, { readonly text: string; readonly json: string }>> = {
  server: { text: 'stats', json: 'stats?format=json' },
  clusters: { text: 'clusters', json: 'clusters?format=json' },
};

/** The same in Prometheus' form. */
export const prometheusPath = 'stats/prometheus';

/** What an Envoy answers as JSON. Throws InputError where it is none. */
export function readStats(answer: SourceFile): JsonObject {
  const json = new JsonSlices(answer);
  const value = json.parse(json.whole());
  if (!isObject(value)) throw new InputError(`${answer.name}: no object of stats`);
  return value;
}

/** Istio's agent serves an application's metrics with Envoy's there (Istio, ports used by the sidecar proxy). */
const agent = { port: 15_020, path: 'stats/prometheus' };

/** Where a Pod's annotations tell Prometheus to look for its metrics: after injection, at Istio's agent. */
export function mergedMetrics(pod: JsonObject): { readonly port: number; readonly path: string } {
  const annotation = (name: string) => textAt(pod, 'metadata', 'annotations', `prometheus.io/${name}`);
  return {
    port: Number(annotation('port')) || agent.port,
    path: annotation('path').replace(/^\//, '') || agent.path,
  };
}
