import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { mapAt } from '../settings/merge.ts';
import { sameValue } from './same-value.ts';

/**
 * The fields that a manager owns by having applied them, as the server writes them (Kubernetes, FieldsV1): `f:<key>` below a
 * map, `k:<JSON of its keys>` below a list whose items have keys, `v:<JSON>` below a list that is a set, `.` for the item itself.
 * Undefined where it has applied nothing in this version.
 */
export function appliedFields(live: JsonObject, manager: string, apiVersion: Json | undefined): JsonObject | undefined {
  const { managedFields } = mapAt(live, 'metadata');
  if (!Array.isArray(managedFields)) return undefined;
  const found = managedFields
    .filter(isObject)
    .find(
      (one) =>
        one.manager === manager && one.operation === 'Apply' && !one.subresource && one.apiVersion === apiVersion,
    );
  return found === undefined ? undefined : mapAt(found, 'fieldsV1');
}

/** Fields that name an object, which nobody owns. */
const naming = new Set(['apiVersion', 'kind']);
const namingInMetadata = new Set(['name', 'namespace']);

/**
 * True when applying `wanted` would change nothing: the fields that the manager owns are those of `wanted`, neither more nor
 * fewer, with the same values. False when in doubt; the server then finds out.
 *
 * @param fields what the manager owns of `live`
 */
export function isApplied(wanted: JsonObject, live: JsonObject, fields: JsonObject | undefined): boolean {
  if (fields === undefined) return false;
  const { metadata, ...others } = without(wanted, naming);
  const named = isObject(metadata) ? { metadata: without(metadata, namingInMetadata) } : {};
  return sameMap({ ...others, ...named }, live, fields, '');
}

const without = (map: JsonObject, keys: ReadonlySet<string>): JsonObject =>
  Object.fromEntries(Object.entries(map).filter(([key, value]) => value !== undefined && !keys.has(key)));

const owned = (fields: JsonObject): string[] => Object.keys(fields).filter((key) => key !== '.');

function same(wanted: Json | undefined, live: Json | undefined, fields: Json | undefined, name: string): boolean {
  if (!isObject(fields)) return false;
  if (owned(fields).length === 0) return isOthers(wanted, live, name) || sameValue(wanted, live, name);
  if (isObject(wanted)) return isObject(live) && sameMap(wanted, live, fields, name);
  return Array.isArray(wanted) && Array.isArray(live) && sameItems(wanted, live, fields);
}

/** An empty map of annotations or labels, each of which has an owner of its own: what it holds is from others. */
const isOthers = (wanted: Json | undefined, live: Json | undefined, name: string): boolean =>
  (name === 'annotations' || name === 'labels') &&
  isObject(wanted) &&
  isObject(live) &&
  Object.keys(wanted).length === 0;

function sameMap(wanted: JsonObject, live: JsonObject, fields: JsonObject, name: string): boolean {
  const keys = Object.keys(wanted);
  return (
    keys.length === owned(fields).length &&
    keys.every((key) => {
      const below = Object.hasOwn(live, key) ? live[key] : undefined;
      return same(wanted[key], below, fields[`f:${key}`], isQuantities(name) ? name : key);
    })
  );
}

/** Maps whose values are all quantities, under names of any kind. */
const isQuantities = (name: string): boolean => name === 'limits' || name === 'requests' || name === 'hard';

/** Items of a list that are merged by their keys, or that are a set; the server keeps them in the order that is applied. */
function sameItems(wanted: readonly Json[], live: readonly Json[], fields: JsonObject): boolean {
  const entries = owned(fields);
  if (entries.length !== wanted.length) return false;
  const free = new Set(entries);
  let last = -1;
  return wanted.every((item) => {
    const entry = [...free].find((one) => isEntryOf(one, item));
    if (entry === undefined) return false;
    free.delete(entry);
    const at = live.findIndex((one) => isEntryOf(entry, one));
    if (at <= last) return false;
    last = at;
    return entry.startsWith('v:') || same(item, live[at], fields[entry], '');
  });
}

/** True when an entry is about an item. A key that the item does not give has its default, which the entry tells. */
export function isEntryOf(entry: string, item: Json): boolean {
  const kind = entry.slice(0, 2);
  if (kind === 'v:') return entry.slice(2) === JSON.stringify(item);
  if (kind !== 'k:' || !isObject(item)) return false;
  const keys: unknown = JSON.parse(entry.slice(2));
  return isObject(keys) && Object.entries(keys).every(([key, value]) => item[key] === undefined || item[key] === value);
}
