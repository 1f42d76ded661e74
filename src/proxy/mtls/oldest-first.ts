import { compareTexts } from '../../base/compare-texts.ts';
import type { Resource } from '../../resources/resource.ts';

/**
 * Resources in the order in which Istio lets them win: the oldest first, then by name and namespace. What no cluster has
 * made yet is newer than all else.
 */
export const oldestFirst = <B>(resources: readonly Resource<B>[]): Resource<B>[] =>
  [...resources].sort(
    (a, b) => ageOf(a) - ageOf(b) || compareTexts(a.name, b.name) || compareTexts(a.namespace, b.namespace),
  );

/** When it was made, in milliseconds since 1970; those without a time are newer than all else. */
export function ageOf({ creationTimestamp }: Resource<unknown>): number {
  const time = Date.parse(creationTimestamp);
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}
