import { isObject, type Json, type JsonObject, type Path } from '../../resources/json.ts';
import { InjectionError } from '../pod-template.ts';
import { patchDirective, takenWhole } from './patch-directives.ts';
import { type Field, type ListType, type ObjectType, zeroJson } from './pod-types.ts';

type Items = readonly Json[];
type Merge = (original: JsonObject, patch: JsonObject, path: Path) => JsonObject;

/**
 * A list that is merged with one of a strategic merge patch: items by their merge keys, or texts as a set. Items of the
 * patch stand in its order (or in that of `order`, of `$setElementOrder`), others in theirs; one of the others comes before
 * one of the patch only where it did so in `original`.
 *
 * @param merge merges two items that have the same key
 */
export function patchedList(
  original: Items,
  patch: Items,
  field: Field,
  merge: Merge,
  path: Path,
  order?: Items,
): Items {
  const keys = new ItemKeys(field, path);
  const { left, changes, isReplaced } = obey(original, patch, keys, path);
  if (isReplaced) return arranged(changes.map(takenWhole), keys, keys.ofOriginal(changes), []);

  // As a set, texts stand there once.
  const items = field.mergeKey === undefined ? [...new Set(left)] : [...left];
  const originalKeys = keys.ofOriginal(left);
  const patchKeys = keys.ofPatch(changes);
  const places = firstPlaces(originalKeys);
  for (const [i, change] of changes.entries()) {
    const key = patchKeys[i]!;
    const place = places.get(key);
    if (place === undefined) {
      places.set(key, items.length);
      items.push(takenWhole(change));
    } else if (isObject(change)) items[place] = merge(items[place] as JsonObject, change, [...path, i]);
  }
  const wanted = order === undefined ? patchKeys : keys.ofPatch(order);
  if (order !== undefined) checkOrder(patchKeys, wanted, path);
  return sameOr(original, arranged(items, keys, originalKeys, wanted));
}

/**
 * A list in the order that `$setElementOrder` gives it, where only one of the lists is there.
 *
 * @param isPatch that `items` are the patch's
 */
export function orderedList(items: Items, isPatch: boolean, field: Field, order: Items, path: Path): Items {
  const keys = new ItemKeys(field, path);
  const wanted = keys.ofPatch(order);
  if (isPatch) checkOrder(keys.ofPatch(items), wanted, path);
  return sameOr(items, arranged(items, keys, isPatch ? [] : keys.ofOriginal(items), wanted));
}

const sameOr = (before: Items, after: Items): Items =>
  before.length === after.length && before.every((item, i) => item === after[i]) ? before : after;

/** What tells the items of a list apart: the values of their merge key, or they themselves. */
class ItemKeys {
  readonly name: string | undefined;
  readonly #missing: Json;

  constructor(
    field: Field,
    private readonly path: Path,
  ) {
    this.name = field.mergeKey;
    const item = (field.type as ListType).element as ObjectType;
    const key = this.name === undefined ? undefined : item.byJson.get(this.name);
    this.#missing = key === undefined ? null : zeroJson(key.type);
  }

  ofOriginal(items: Items): Items {
    const { name } = this;
    if (name === undefined) return items;
    return items.map((item) => (isObject(item) ? (item[name] ?? this.#missing) : item));
  }

  ofPatch(items: Items): Items {
    const { name } = this;
    return items.map((item, i) => {
      if (name === undefined ? isObject(item) || Array.isArray(item) : !isObject(item)) {
        throw new InjectionError(name === undefined ? 'must be a text' : 'must be a map', [...this.path, i]);
      }
      if (name === undefined) return item;
      const key = (item as JsonObject)[name] ?? null;
      if (key === null) throw new InjectionError(`must have the field ${name}, to be merged by`, [...this.path, i]);
      return key;
    });
  }
}

/** Does what `$patch` in the items says; gives what stays of the original list, and the items that say nothing of it. */
function obey(original: Items, patch: Items, keys: ItemKeys, path: Path) {
  if (!patch.some((item) => isObject(item) && item[patchDirective] !== undefined)) {
    return { left: original, changes: patch, isReplaced: false };
  }
  let left = original;
  let isReplaced = false;
  const changes: Json[] = [];
  for (const [i, item] of patch.entries()) {
    const directive = isObject(item) ? item[patchDirective] : undefined;
    if (directive === undefined) changes.push(item);
    else if (directive === 'replace') isReplaced = true;
    else if (directive === 'delete') {
      const [gone] = keys.ofPatch([item]);
      const there = keys.ofOriginal(left);
      left = left.filter((_, at) => there[at] !== gone);
    } else {
      throw new InjectionError('must be delete or replace in an item of a list', [...path, i, patchDirective]);
    }
  }
  return { left, changes, isReplaced };
}

function firstPlaces(keys: Items): Map<Json, number> {
  const places = new Map<Json, number>();
  for (let i = 0; i < keys.length; i++) if (!places.has(keys[i]!)) places.set(keys[i]!, i);
  return places;
}

/** Items of the patch have to stand in the order that goes with it, and in the same one. */
function checkOrder(patchKeys: Items, wanted: Items, path: Path): void {
  if (wanted.length === 0) return;
  let at = 0;
  for (const key of wanted) if (at < patchKeys.length && patchKeys[at] === key) at++;
  if (at < patchKeys.length) throw new InjectionError('must hold the items of the patch, in the same order', path);
}

/** Items in the order of `wanted`; in between those that are not in it, in the order of the original. */
function arranged(items: Items, keys: ItemKeys, originalKeys: Items, wanted: Items): Items {
  const [inOriginal, inPatch] = [firstPlaces(originalKeys), firstPlaces(wanted)];
  const all = keys.ofOriginal(items).map((key, i) => ({ key, item: items[i]! }));
  const by = (places: ReadonlyMap<Json, number>, chosen: typeof all) =>
    chosen.sort((a, b) => (places.get(a.key) ?? 0) - (places.get(b.key) ?? 0));
  const others = by(
    inOriginal,
    all.filter(({ key }) => !inPatch.has(key)),
  );
  const patched = by(
    inPatch,
    all.filter(({ key }) => inPatch.has(key)),
  );

  const result: Json[] = [];
  let next = 0;
  for (const { key, item } of patched) {
    const place = inOriginal.get(key) ?? -1;
    while (next < others.length && (inOriginal.get(others[next]!.key) ?? Number.POSITIVE_INFINITY) < place) {
      result.push(others[next++]!.item);
    }
    result.push(item);
  }
  return [...result, ...others.slice(next).map(({ item }) => item)];
}
