import { isObject, type Json, type JsonObject, setField } from '../../resources/json.ts';

/** The keys with which a strategic merge patch says what is no value (kubernetes.io, "Strategic Merge Patch"). */
export const patchDirective = '$patch';
export const retainDirective = '$retainKeys';
const deletePrefix = '$deleteFromPrimitiveList/';
const orderPrefix = '$setElementOrder/';

/** The list that a key takes items from; undefined for other keys. */
export const deletesFrom = (key: string): string | undefined =>
  key.startsWith(deletePrefix) ? key.slice(deletePrefix.length) : undefined;

/** The list that a key gives the order of; undefined for other keys. */
export const orderOf = (key: string): string | undefined =>
  key.startsWith(orderPrefix) ? key.slice(orderPrefix.length) : undefined;

/** True for a key that says how to merge. */
export const isDirective = (key: string): boolean =>
  key.charCodeAt(0) === 0x24 &&
  (key === patchDirective || key === retainDirective || key.startsWith(deletePrefix) || key.startsWith(orderPrefix));

/**
 * A value of a patch that there is nothing to merge with, as it is taken over: without null in maps, without maps that hold
 * `$patch`, without directives. Undefined for such a map; the same value where it holds none of that.
 */
export function taken(value: Json): Json | undefined {
  return isObject(value) && value[patchDirective] !== undefined ? undefined : cleaned(value, true);
}

/** As `taken`, where a list or an item of one is taken over as a whole: what `$patch` says within it counts for nothing. */
export const takenWhole = <T extends Json>(value: T): T => cleaned(value, false) as T;

function cleaned(value: Json, obeys: boolean): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: Json[] = [];
    let isSame = true;
    for (const item of value as readonly Json[]) {
      if (obeys && isObject(item) && item[patchDirective] !== undefined) {
        isSame = false;
        continue;
      }
      const clean = cleaned(item, obeys);
      if (clean !== item) isSame = false;
      items.push(clean);
    }
    return isSame ? value : items;
  }
  const object = value as JsonObject;
  let copy: Record<string, Json | undefined> | undefined;
  for (const key in object) {
    const entry = object[key];
    const isGone =
      entry === null ||
      entry === undefined ||
      isDirective(key) ||
      (obeys && isObject(entry) && entry[patchDirective] !== undefined);
    const clean = isGone ? undefined : cleaned(entry, obeys);
    if (clean === entry && !isGone) continue;
    copy ??= { ...object };
    if (clean === undefined) delete copy[key];
    else setField(copy as Record<string, Json>, key, clean);
  }
  return copy ?? object;
}
