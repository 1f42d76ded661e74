import type { Json, JsonObject } from '../../../resources/json.ts';
import type { Value } from './values.ts';

/**
 * Values of YAML or JSON as those of a template: numbers are float64, as Helm has them. Of an object, only its own
 * properties count. What is no JSON (a function, a date) has no value.
 */
export function fromJson(json: unknown): Value {
  if (Array.isArray(json)) return json.map(fromJson);
  if (typeof json === 'object' && json !== null) {
    const map = new Map<string, Value>();
    for (const key of Object.keys(json)) map.set(key, fromJson((json as JsonObject)[key]));
    return map;
  }
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' ? json : null;
}

/** Values as `fromJson` makes them, as JSON again. */
export const toJson = (value: Value): Json => {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, one]) => [key, toJson(one)]));
  return Array.isArray(value) ? value.map(toJson) : (value as Json);
};
