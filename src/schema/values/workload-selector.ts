import type { WorkloadSelector } from '../compiled/networking.istio.io/Sidecar.js';
import type { Field } from '../rules/rule.ts';
import { quote } from './value.ts';

/**
 * Which workloads a networking resource is for, by `labels`; the security kinds' selector has `matchLabels` instead. That
 * values hold no wildcard is in the schema.
 *
 * @param field where `selector` stands
 */
export function checkWorkloadSelector(selector: WorkloadSelector | undefined, field: Field): void {
  if (selector === undefined) return;
  const keys = Object.keys(selector.labels ?? {});
  if (keys.length === 0) field.at('labels').warning('is empty: every workload in the namespace is selected');
  for (const key of keys) {
    if (key === '') field.at('labels', key).error('must have a key');
    if (key.includes('*')) field.at('labels', key).error(`must not have a wildcard in its key, ${quote(key)}`);
  }
}
