import { isObject, type Json, type JsonObject } from '../../resources/json.ts';

/** What has to be laid on `base` to get `full`, which was made by laying something on it: `merge` gives it back. */
export function subtract(full: JsonObject, base: JsonObject): JsonObject {
  const entries = Object.entries(full).flatMap(([key, value]): [string, Json | undefined][] => {
    const below = Object.hasOwn(base, key) ? base[key] : undefined;
    if (!isObject(value) || !isObject(below)) return isSame(value, below) ? [] : [[key, value]];
    const rest = subtract(value, below);
    return Object.keys(rest).length === 0 ? [] : [[key, rest]];
  });
  return Object.fromEntries(entries);
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [mine, theirs] = [Object.keys(a), Object.keys(b)];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    mine.length === theirs.length &&
    mine.every((key) => Object.hasOwn(b, key) && isSame(a[key as never], b[key as never]))
  );
}
