import { valueAt } from '../../resources/fields.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';

/**
 * `over` laid on `base`: maps key by key, anything else whole, lists too. Null counts as well: a chart takes it as the
 * wish to have no default.
 */
export function merge(base: JsonObject, over: JsonObject): JsonObject {
  const result = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = Object.hasOwn(base, key) ? base[key] : undefined;
    const laid = isObject(value) && isObject(below) ? merge(below, value) : value;
    Object.defineProperty(result, key, { value: laid, enumerable: true, configurable: true, writable: true });
  }
  return result;
}

/** A map that holds `value` at the end of `keys`: `nested(['a', 'b'], 1)` is `{ a: { b: 1 } }`. */
export const nested = (keys: readonly string[], value: JsonObject[string]): JsonObject =>
  keys.reduceRight<JsonObject[string]>((inner, key) => ({ [key]: inner }), value) as JsonObject;

/** The map at the end of `keys`; empty where there is none. */
export function mapAt(value: JsonObject[string], ...keys: readonly string[]): JsonObject {
  const found = valueAt(value, ...keys);
  return isObject(found) ? found : {};
}
