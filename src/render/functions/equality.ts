import {
  Dictionary,
  fieldOf,
  List,
  type MapKey,
  Pointer,
  Scalar,
  Struct,
  typeOf,
  type Value,
} from '../template/model/values.ts';
import { GoTime } from './time/time.ts';

const sameItems = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((item, i) => deepEqual(item, b[i]));

const sameEntries = (a: ReadonlyMap<MapKey, Value>, b: ReadonlyMap<MapKey, Value>): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.has(key) && deepEqual(value, b.get(key)));

/** Go's reflect.DeepEqual: values of different types are never equal. */
export function deepEqual(a: Value, b: Value): boolean {
  if (a === undefined || a === null || b === undefined || b === null) return (a ?? null) === (b ?? null);
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  if (typeOf(a) !== typeOf(b)) return false;
  if (a instanceof GoTime && b instanceof GoTime) {
    return a.seconds === b.seconds && a.nanoseconds === b.nanoseconds && a.zone === b.zone;
  }
  if (a instanceof Map && b instanceof Map) return a === b || sameEntries(a, b as never);
  if (Array.isArray(a) && Array.isArray(b)) return sameItems(a, b);
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  if (a instanceof Scalar && b instanceof Scalar) return a.value === b.value;
  if (a instanceof List && b instanceof List) {
    return (a.items === null) === (b.items === null) && sameItems(a.items ?? [], b.items ?? []);
  }
  if (a instanceof Dictionary && b instanceof Dictionary) {
    return (a.entries === null) === (b.entries === null) && sameEntries(a.entries ?? new Map(), b.entries ?? new Map());
  }
  if (a instanceof Struct && b instanceof Struct) {
    return (a.type.fields ?? []).every(({ name }) => deepEqual(fieldOf(a, name), fieldOf(b, name)));
  }
  if (a instanceof Pointer && b instanceof Pointer) return a === b || deepEqual(a.target, b.target);
  return false;
}
