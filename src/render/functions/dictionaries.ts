import { FunctionError } from '../template/errors.ts';
import { type Functions, type GoFunction, goFunction } from '../template/model/function.ts';
import { sortedKeys } from '../template/model/order.ts';
import { boolType, stringType } from '../template/model/types.ts';
import {
  anyListType,
  anyMapType,
  anyType,
  Dictionary,
  List,
  Pointer,
  stringListType,
  strings,
  typeOf,
  type Value,
} from '../template/model/values.ts';
import { textOf } from './conversion.ts';
import { merge } from './merge.ts';

type Entries = Map<string, Value>;

const keysOf = (entries: Entries): string[] => sortedKeys(entries) as string[];

function made(pairs: readonly Value[]): Entries {
  const entries: Entries = new Map();
  for (let i = 0; i < pairs.length; i += 2) entries.set(textOf(pairs[i]), i + 1 < pairs.length ? pairs[i + 1] : '');
  return entries;
}

const deepest = 1000;

/** A value with maps and lists of its own. */
export function deepCopy(value: Value, depth = 0): Value {
  if (depth > deepest) throw new FunctionError('values lie too deep within each other');
  if (value instanceof Map) return entriesCopy(value, depth);
  if (Array.isArray(value)) return value.map((item) => deepCopy(item as Value, depth + 1));
  if (value instanceof List && value.items !== null) {
    return new List(
      value.type,
      value.items.map((item) => deepCopy(item, depth + 1)),
    );
  }
  if (value instanceof Dictionary && value.entries !== null) {
    return new Dictionary(value.type, entriesCopy(value.entries, depth));
  }
  if (value instanceof Pointer && value.target !== undefined) {
    return new Pointer(value.type, deepCopy(value.target, depth + 1));
  }
  return value;
}

function entriesCopy<K>(entries: ReadonlyMap<K, Value>, depth: number): Map<K, Value> {
  const copy = new Map<K, Value>();
  entries.forEach((entry, key) => {
    copy.set(key, deepCopy(entry, depth + 1));
  });
  return copy;
}

const conversionError = (value: Value, wanted: string): FunctionError => {
  const type = typeOf(value);
  return new FunctionError(`interface conversion: interface {} is ${type?.name ?? 'nil'}, not ${wanted}`);
};

/** `dig "a" "b" fallback map`: what lies deep within maps. */
function dig(args: readonly Value[]): Value {
  if (args.length < 3) throw new FunctionError('dig needs at least three arguments');
  let at: Value = args.at(-1);
  const fallback = args.at(-2);
  const keys = args.slice(0, -2);
  if (!(at instanceof Map)) throw conversionError(at, 'map[string]interface {}');
  for (const key of keys) if (typeof key !== 'string') throw conversionError(key, 'string');
  for (const [i, key] of (keys as string[]).entries()) {
    if (!(at instanceof Map)) throw conversionError(at, 'map[string]interface {}');
    if (!at.has(key)) return fallback;
    at = at.get(key);
    if (i === keys.length - 1) return at;
  }
  return fallback;
}

const merging = (overwrite: boolean): GoFunction =>
  goFunction({ takes: [anyMapType], rest: anyMapType }, ([target, ...sources]) => {
    for (const source of sources) merge(target, source, overwrite);
    return target;
  });

const copying = goFunction({ takes: [anyType] }, ([value]) => {
  if (value === null || value === undefined)
    throw new FunctionError('reflect: call of reflect.Value.Type on zero Value');
  return deepCopy(value);
});

export const dictionaryFunctions: Functions = {
  dict: goFunction({ takes: [], rest: anyType, gives: anyMapType }, (pairs) => made(pairs)),
  get: goFunction({ takes: [anyMapType, stringType] }, ([entries, key]) => (entries.has(key) ? entries.get(key) : '')),
  set: goFunction({ takes: [anyMapType, stringType, anyType], gives: anyMapType }, ([entries, key, value]) =>
    entries.set(key, value),
  ),
  unset: goFunction({ takes: [anyMapType, stringType], gives: anyMapType }, ([entries, key]) => {
    entries.delete(key);
    return entries;
  }),
  hasKey: goFunction({ takes: [anyMapType, stringType], gives: boolType }, ([entries, key]) => entries.has(key)),
  pluck: goFunction({ takes: [stringType], rest: anyMapType, gives: anyListType }, ([key, ...maps]) =>
    (maps as Entries[]).filter((entries) => entries.has(key)).map((entries) => entries.get(key)),
  ),
  keys: goFunction({ takes: [], rest: anyMapType, gives: stringListType }, (maps) =>
    strings((maps as readonly Entries[]).flatMap(keysOf)),
  ),
  values: goFunction({ takes: [anyMapType], gives: anyListType }, ([entries]) =>
    keysOf(entries).map((key) => entries.get(key)),
  ),
  pick: goFunction({ takes: [anyMapType], rest: stringType, gives: anyMapType }, ([entries, ...keys]) => {
    const picked: Entries = new Map();
    for (const key of keys as string[]) if (entries.has(key)) picked.set(key, entries.get(key));
    return picked;
  }),
  omit: goFunction({ takes: [anyMapType], rest: stringType, gives: anyMapType }, ([entries, ...keys]) => {
    const omitted = new Set(keys as string[]);
    return new Map([...entries].filter(([key]) => !omitted.has(key)));
  }),
  dig: goFunction({ takes: [], rest: anyType }, (args) => dig(args)),
  merge: merging(false),
  mustMerge: merging(false),
  mergeOverwrite: merging(true),
  mustMergeOverwrite: merging(true),
  deepCopy: copying,
  mustDeepCopy: copying,
};
