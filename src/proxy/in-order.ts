import type { JsonObject } from '../resources/json.ts';
import { goSorted } from './go-sort.ts';

/**
 * What `view` makes of each resource, in the order of their keys; those with equal keys in istioctl's order. The resources
 * themselves are let go of one by one, so that a large dump is never held as a whole.
 */
export function inOrder<K, T>(
  resources: Iterable<JsonObject>,
  key: (resource: JsonObject) => K,
  compare: (a: K, b: K) => number,
  view: (resource: JsonObject) => T,
): T[] {
  const seen: { readonly key: K; readonly view: T }[] = [];
  for (const resource of resources) seen.push({ key: key(resource), view: view(resource) });
  return goSorted(seen, (a, b) => compare(a.key, b.key) < 0).map((one) => one.view);
}
