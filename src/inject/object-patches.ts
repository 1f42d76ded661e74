import { isObject, type Json, type JsonObject, type Path } from '../resources/json.ts';
import { jsonPatch, type Operation } from '../resources/json-patch.ts';

/** An object that is to be patched, and how. */
export interface PatchedObject {
  readonly object: JsonObject;
  readonly path: Path;
  readonly operations: readonly Operation[];
}

/** How the objects of a document come to be what they are in `after`, Lists taken apart. */
export function objectPatches(before: Json, after: Json, path: Path = []): PatchedObject[] {
  if (before === after || !isObject(before) || !isObject(after)) return [];
  const { items } = before;
  if (Array.isArray(items) && Array.isArray(after.items)) {
    const inItems = after.items as readonly Json[];
    return items.flatMap((item: Json, i) => objectPatches(item, inItems[i] ?? null, [...path, 'items', i]));
  }
  const operations = jsonPatch(before, after);
  return operations.length === 0 ? [] : [{ object: before, path, operations }];
}
