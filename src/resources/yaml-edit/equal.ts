import type { Json, JsonObject } from '../json.ts';

/** True when two values are the same: order of keys does not matter, fields that are undefined are none. */
export function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, i) => equal(item as Json, b[i] as Json));
  }
  return sameFields(a as JsonObject, b as JsonObject);
}

function sameFields(a: JsonObject, b: JsonObject): boolean {
  let count = 0;
  for (const key of Object.keys(a)) {
    if (a[key] === undefined) continue;
    if (!Object.hasOwn(b, key) || !equal(a[key], b[key])) return false;
    count++;
  }
  return count === keysOf(b).length;
}

/** The keys of the fields that are there. */
export function keysOf(map: JsonObject): string[] {
  const keys = Object.keys(map);
  return keys.every((key) => map[key] !== undefined) ? keys : keys.filter((key) => map[key] !== undefined);
}

/** A field, if the map has one of that name itself. */
export const fieldOf = (map: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined;
