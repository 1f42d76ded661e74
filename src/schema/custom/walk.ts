import { isObject, type Json, type Path } from '../../resources/json.ts';
import type { Structural } from './structural.ts';

/**
 * Calls `visit` for each part of a value that its schema says something of, the outer first. `below` tells which nodes
 * are worth going down from.
 */
export function walk(
  value: Json,
  schema: Structural,
  path: Path,
  below: (schema: Structural) => boolean,
  visit: (value: Json, schema: Structural, path: Path) => void,
): void {
  if (!below(schema)) return;
  visit(value, schema, path);
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined || !below(items)) return;
    for (const [i, item] of (value as readonly Json[]).entries()) walk(item, items, [...path, i], below, visit);
    return;
  }
  if (!isObject(value)) return;
  for (const key of Object.keys(value)) {
    const field = schema.properties?.get(key) ?? schema.values;
    if (field !== undefined && field !== true) walk(value[key] ?? null, field, [...path, key], below, visit);
  }
}

/** For `walk`: true for a node that `test` holds for, or one within it. Each node is looked at once. */
export function holding(test: (schema: Structural) => boolean): (schema: Structural) => boolean {
  const known = new Map<Structural, boolean>();
  const holds = (schema: Structural): boolean => {
    let found = known.get(schema);
    if (found === undefined) {
      const parts = [...(schema.properties?.values() ?? []), schema.values, schema.items];
      found = test(schema) || parts.some((part) => part !== undefined && part !== true && holds(part));
      known.set(schema, found);
    }
    return found;
  };
  return holds;
}
