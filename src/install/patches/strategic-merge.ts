import { isObject, type Json, type JsonObject } from '../../resources/json.ts';

/** Lists whose items are told apart by a field, as the Kubernetes API declares them, among what `k8s` settings patch. */
const mergeKeys: Readonly<Record<string, string>> = { containers: 'name', env: 'name', ports: 'port' };

/**
 * A strategic merge patch (kubernetes.io, Update API Objects in Place Using kubectl patch): maps are merged key by key, null
 * takes a key away, items of `mergeKeys`' lists are merged with those of the same key, and other lists are replaced.
 */
export function strategicMerge(base: JsonObject, patch: JsonObject): JsonObject {
  const result: Record<string, Json | undefined> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || value === undefined) delete result[key];
    else result[key] = mergeField(key, Object.hasOwn(base, key) ? base[key] : undefined, value);
  }
  return result;
}

function mergeField(name: string, below: Json | undefined, value: Json): Json {
  if (isObject(value)) return strategicMerge(isObject(below) ? below : {}, value);
  const key = Object.hasOwn(mergeKeys, name) ? mergeKeys[name] : undefined;
  if (key === undefined || !Array.isArray(value) || !Array.isArray(below)) return value;
  return mergeItems(below, value, key);
}

/**
 * Items keep their places; new ones come before the first that the patch does not name, and after those that it names
 * before them: the order that the Kubernetes API gives them. What a patch names twice is one item.
 */
function mergeItems(base: readonly Json[], patch: readonly Json[], key: string): Json[] {
  const patched: { item: Json; at: number }[] = [];
  for (const item of patch) {
    const isSame = (one: Json) => keyOf(one, key) === keyOf(item, key);
    const before = patched.find((one) => isSame(one.item));
    const at = base.findIndex(isSame);
    const under = before === undefined ? base[at] : before.item;
    const merged = isObject(under) && isObject(item) ? strategicMerge(under, item) : item;
    if (before === undefined) patched.push({ item: merged, at });
    else before.item = merged;
  }
  const others = base.map((item, at) => ({ item, at })).filter(({ at }) => !patched.some((one) => one.at === at));
  const result: Json[] = [];
  while (patched.length > 0 || others.length > 0) {
    const [next] = patched;
    const [other] = others;
    const isOtherFirst = next === undefined || (other !== undefined && next.at >= 0 && other.at < next.at);
    result.push((isOtherFirst ? others : patched).shift()!.item);
  }
  return result;
}

const keyOf = (item: Json, key: string): Json | undefined => (isObject(item) ? item[key] : undefined);
