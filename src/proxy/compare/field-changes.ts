import { formatPath, isObject, type Json, type JsonObject, type Path } from '../../resources/json.ts';
import { itemKey, orderMatters } from './list-items.ts';

/** A field that is not the same on both sides. */
export interface FieldChange {
  /** `virtualHosts["reviews:9080"].routes[0].route.cluster` */
  readonly path: string;
  /** `reordered`: a list holds the same items in another order; the values are then their keys. */
  readonly type: 'added' | 'removed' | 'changed' | 'reordered';
  /** Absent where it was added. */
  readonly before?: Json;
  /** Absent where it was removed. */
  readonly after?: Json;
}

/**
 * The fields in which two resources differ. Items of lists belong together by what tells them apart, such as their names;
 * order counts only where it means something to Envoy.
 */
export const fieldChanges = (before: Json, after: Json): FieldChange[] => [...changesAt([], before, after)];

type Maybe = Json | undefined;

/**
 * Which values are the same, by the first and then the second of a pair: every list around them asks again, at both of its
 * ends, and lists lie within lists.
 */
const knownPairs = new WeakMap<object, WeakMap<object, boolean>>();

function isSame(a: Maybe, b: Maybe): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  let known = knownPairs.get(a);
  if (known === undefined) {
    known = new WeakMap();
    knownPairs.set(a, known);
  }
  const before = known.get(b);
  if (before !== undefined) return before;
  const same = changesAt([], a, b).next().done === true;
  known.set(b, same);
  return same;
}

function* changesAt(path: Path, before: Maybe, after: Maybe): Generator<FieldChange> {
  if (before === after) return;
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* changesAt([...path, key], own(before, key), own(after, key));
    }
  } else if (Array.isArray(before) && Array.isArray(after)) yield* listChanges(path, before, after);
  else {
    const type = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    yield {
      path: formatPath(path),
      type,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    };
  }
}

const own = (map: JsonObject, key: string): Maybe => (Object.hasOwn(map, key) ? map[key] : undefined);

function* listChanges(path: Path, before: readonly Json[], after: readonly Json[]): Generator<FieldChange> {
  const name = path.findLast((step) => typeof step === 'string') ?? '';
  const [old, now] = [byKey(name, before), byKey(name, after)];
  if (old === undefined || now === undefined) return yield* changesByPlace(path, before, after);
  for (const key of new Set([...old.keys(), ...now.keys()]))
    yield* changesAt([...path, key], old.get(key), now.get(key));
  if (!orderMatters(name)) return;
  const [oldOrder, newOrder] = [common(old, now), common(now, old)];
  if (oldOrder.some((key, i) => key !== newOrder[i])) {
    yield { path: formatPath(path), type: 'reordered', before: oldOrder, after: newOrder };
  }
}

/** The items by their keys; undefined where some have none, or two the same. */
function byKey(list: string, items: readonly Json[]): Map<string, Json> | undefined {
  const found = new Map<string, Json>();
  for (const item of items) {
    const key = itemKey(list, item);
    if (key === undefined || found.has(key)) return undefined;
    found.set(key, item);
  }
  return found;
}

const common = (items: ReadonlyMap<string, Json>, others: ReadonlyMap<string, Json>): string[] =>
  [...items.keys()].filter((key) => others.has(key));

/** What is the same at both ends is passed over, so that an item that was put between others is all that is told. */
function* changesByPlace(path: Path, before: readonly Json[], after: readonly Json[]): Generator<FieldChange> {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSame(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && isSame(before.at(-1 - end), after.at(-1 - end))) end++;
  const [old, now] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  for (let i = 0; i < Math.max(old.length, now.length); i++) yield* changesAt([...path, start + i], old[i], now[i]);
}
