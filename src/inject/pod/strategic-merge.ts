import { isObject, type Json, type JsonObject, type Path, setField } from '../../resources/json.ts';
import { InjectionError } from '../pod-template.ts';
import { orderedList, patchedList } from './merge-list.ts';
import {
  deletesFrom,
  isDirective,
  orderOf,
  patchDirective,
  retainDirective,
  taken,
  takenWhole,
} from './patch-directives.ts';
import { type Field, type ObjectType, pointee } from './pod-types.ts';

/**
 * What a strategic merge patch makes of an object: maps are merged, lists as their type says, null takes a field away
 * (kubernetes.io, "Update API Objects in Place"; k8s.io/apimachinery, strategicpatch). Neither is changed; what stays the
 * same is shared with them, so that the result is `original` itself where nothing changes.
 *
 * @param type of both; fields that it does not have are merged as maps, or replaced
 * @throws InjectionError, with the path of what is wrong in the patch
 */
export const strategicMerge = (original: JsonObject, patch: JsonObject, type: ObjectType): JsonObject =>
  mergeObjects(original, patch, type, []);

function mergeObjects(original: JsonObject, patch: JsonObject, type: ObjectType | undefined, path: Path): JsonObject {
  const directive = patch[patchDirective];
  if (directive !== undefined) return directed(directive, patch, path);

  const merged = new Draft(original);
  if (patch[retainDirective] !== undefined) retain(merged, patch, path);
  const done = applyOrders(merged, patch, type, path);
  for (const key in patch) {
    const value = patch[key]!;
    if (value === undefined || key === retainDirective || done.has(key)) continue;
    const list = deletesFrom(key);
    if (list !== undefined) deleteItems(merged, list, value, [...path, key]);
    else if (value === null) merged.delete(key);
    else merged.set(key, mergeField(merged.get(key), value, key, type, path));
  }
  return merged.result;
}

/** An object that is copied when it changes first. */
class Draft {
  #copy: Record<string, Json | undefined> | undefined;

  constructor(private readonly original: JsonObject) {}

  get result(): JsonObject {
    return this.#copy ?? this.original;
  }

  get(key: string): Json | undefined {
    const { result } = this;
    return Object.hasOwn(result, key) ? result[key] : undefined;
  }

  set(key: string, value: Json | undefined): void {
    if (this.get(key) === value) return;
    this.#copy ??= { ...this.original };
    if (value === undefined) delete this.#copy[key];
    else setField(this.#copy as Record<string, Json>, key, value);
  }

  delete(key: string): void {
    if (!Object.hasOwn(this.result, key)) return;
    this.#copy ??= { ...this.original };
    delete this.#copy[key];
  }
}

/** `$patch` in a map: it is replaced by the rest of the patch, or emptied. */
function directed(directive: Json, patch: JsonObject, path: Path): JsonObject {
  if (directive === 'delete') return {};
  if (directive !== 'replace') {
    throw new InjectionError('must be replace or delete here', [...path, patchDirective]);
  }
  return takenWhole(patch);
}

/** `$retainKeys`: the fields that may stay, which all of the patch's must be among. */
function retain(merged: Draft, patch: JsonObject, path: Path): void {
  const keys = patch[retainDirective];
  const at = [...path, retainDirective];
  if (!Array.isArray(keys)) throw new InjectionError('must be a list of fields', at);
  for (const [key, value] of Object.entries(patch)) {
    if (value !== null && !isDirective(key) && !keys.includes(key)) {
      throw new InjectionError(`must name ${key}, which the patch sets`, at);
    }
  }
  for (const key of Object.keys(merged.result)) if (!keys.includes(key)) merged.delete(key);
}

function mergeField(
  original: Json | undefined,
  patch: Json,
  key: string,
  type: ObjectType | undefined,
  path: Path,
): Json | undefined {
  const field = type?.byJson.get(key);
  if (Array.isArray(original) && Array.isArray(patch)) {
    if (field === undefined || !field.isMerged) return takenWhole(patch);
    const merge = (a: JsonObject, b: JsonObject, at: Path) => mergeObjects(a, b, itemType(field.type), at);
    return isPresent(original, field) ? patchedList(original, patch, field, merge, [...path, key]) : taken(patch);
  }
  if (isObject(original) && isObject(patch)) {
    const of = field && pointee(field.type);
    return mergeObjects(original, patch, of?.kind === 'object' ? of : undefined, [...path, key]);
  }
  return taken(patch);
}

/** A list counts as there where Go would write it. */
const isPresent = (list: readonly Json[], field: Field): boolean => list.length > 0 || !field.omitsEmpty;

function itemType(type: Parameters<typeof pointee>[0]): ObjectType | undefined {
  const item = type.kind === 'list' ? pointee(type.element) : undefined;
  return item?.kind === 'object' ? item : undefined;
}

/** `$deleteFromPrimitiveList/…` */
function deleteItems(merged: Draft, key: string, gone: Json, at: Path): void {
  const list = merged.get(key);
  if (!Array.isArray(list)) return;
  if (!Array.isArray(gone)) throw new InjectionError('must be a list', at);
  const kept = list.filter((item: Json) => !gone.includes(item));
  if (kept.length < list.length) merged.set(key, kept);
}

/** `$setElementOrder/…`: merges the lists that have one, and gives the keys of the patch that are done with. */
function applyOrders(merged: Draft, patch: JsonObject, type: ObjectType | undefined, path: Path): ReadonlySet<string> {
  const done = new Set<string>();
  for (const directive in patch) {
    const key = orderOf(directive);
    if (key === undefined) continue;
    const at = [...path, directive];
    const order = patch[directive]!;
    if (!Array.isArray(order)) throw new InjectionError('must be a list', at);
    const field = type?.byJson.get(key);
    if (field === undefined || field.type.kind !== 'list') {
      throw new InjectionError(`must be for a list that there is, which ${key} is not`, at);
    }
    done.add(directive).add(key);
    const given = patch[key];
    const found = merged.get(key);
    const original = Array.isArray(found) && isPresent(found, field) ? (found as readonly Json[]) : undefined;
    if (given === null || (given !== undefined && !Array.isArray(given))) {
      throw new InjectionError('must be a list', [...path, key]);
    }
    if (original === undefined && given === undefined) continue;
    if (original !== undefined && given !== undefined) {
      const merge = (a: JsonObject, b: JsonObject, where: Path) => mergeObjects(a, b, itemType(field.type), where);
      merged.set(key, patchedList(original, given, field, merge, at, order));
    } else if (original !== undefined) merged.set(key, orderedList(original, false, field, order, at));
    else merged.set(key, orderedList(taken(given ?? []) as readonly Json[], true, field, order, at));
  }
  return done;
}
