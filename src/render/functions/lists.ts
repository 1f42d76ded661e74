import { FunctionError } from '../template/errors.ts';
import { type Functions, type GoFunction, goFunction } from '../template/model/function.ts';
import { compareText } from '../template/model/text.ts';
import { boolType, type GoType, intType, listOf } from '../template/model/types.ts';
import {
  anyListType,
  anyType,
  itemsOf,
  List,
  nilList,
  stringListType,
  strings,
  typeOf,
  type Value,
} from '../template/model/values.ts';
import { textList, textOf, toInt64 } from './conversion.ts';
import { isEmpty } from './defaults.ts';
import { deepEqual } from './equality.ts';
import { kindName } from './reflection.ts';

const chunksType = listOf(anyListType);

/** The items of a list, or an error that says what cannot be done with what is none. */
function items(value: Value, words: string): readonly Value[] {
  const found = itemsOf(value);
  if (found !== undefined) return found;
  if (value === null || value === undefined) {
    throw new FunctionError('runtime error: invalid memory address or nil pointer dereference');
  }
  throw new FunctionError(`Cannot ${words} on type ${kindName(value)}`);
}

const without = (list: readonly Value[], others: readonly Value[]): Value[] =>
  list.filter((item) => !others.some((other) => deepEqual(item, other)));

function unique(list: readonly Value[]): Value[] {
  const seen = new Set<Value>();
  const kept: Value[] = [];
  for (const item of list) {
    const isPlain = typeof item !== 'object' || item === null;
    if (isPlain ? seen.has(item) : kept.some((other) => deepEqual(item, other))) continue;
    if (isPlain) seen.add(item);
    kept.push(item);
  }
  return kept;
}

function chunks(size: bigint, value: Value): List {
  const list = itemsOf(value);
  if (list === undefined && value != null) throw new FunctionError(`Cannot chunk type ${kindName(value)}`);
  const all = list ?? items(value, 'chunk');
  // Sprig divides floating-point numbers: of one item, even a size below zero makes one part.
  if (all.length === 1 && size < -1n) return new List(chunksType, [all]);
  const count = Math.floor((all.length - 1) / Number(size)) + 1;
  if (size <= 0n && count !== 0) throw new FunctionError('runtime error: makeslice: len out of range');
  const made = Array.from({ length: count }, (_, i) => all.slice(i * Number(size), (i + 1) * Number(size)));
  return new List(chunksType, made);
}

function part(value: Value, bounds: readonly Value[]): Value {
  const list = itemsOf(value);
  if (list === undefined) {
    if (value === null || value === undefined) items(value, '');
    throw new FunctionError(`list should be type of slice or array but ${kindName(value)}`);
  }
  if (list.length === 0) return null;
  const start = bounds.length > 0 ? Number(toInt64(bounds[0])) : 0;
  const end = bounds.length > 1 ? Number(toInt64(bounds[1])) : list.length;
  if (start < 0 || end < start || end > list.length) {
    throw new FunctionError('reflect.Value.Slice: slice index out of bounds');
  }
  if (value instanceof Uint8Array) return value.subarray(start, end);
  return value instanceof List ? new List(value.type, list.slice(start, end)) : list.slice(start, end);
}

function concatenated(lists: readonly Value[]): readonly Value[] {
  const all = lists.flatMap((list) => {
    const found = itemsOf(list);
    if (found === undefined) {
      if (list === null || list === undefined) items(list, '');
      throw new FunctionError(`Cannot concat type ${kindName(list)} as list`);
    }
    return found;
  });
  return all.length === 0 ? nilList : all;
}

const ofList = (words: string, make: (list: readonly Value[]) => Value, gives: GoType = anyListType): GoFunction =>
  goFunction({ takes: [anyType], gives }, ([value]) => make(items(value, words)));

const list = goFunction({ takes: [], rest: anyType, gives: anyListType }, (values) => [...values]);

/** Functions that sprig has under two names, which differ by how errors come about only. */
const twofold: Readonly<Record<string, GoFunction>> = {
  append: goFunction({ takes: [anyType, anyType], gives: anyListType }, ([value, item]) => [
    ...items(value, 'push'),
    item,
  ]),
  push: goFunction({ takes: [anyType, anyType], gives: anyListType }, ([value, item]) => [
    ...items(value, 'push'),
    item,
  ]),
  prepend: goFunction({ takes: [anyType, anyType], gives: anyListType }, ([value, item]) => [
    item,
    ...items(value, 'prepend'),
  ]),
  first: ofList('find first', (all) => all[0] ?? null, anyType),
  last: ofList('find last', (all) => all.at(-1) ?? null, anyType),
  rest: ofList('find rest', (all) => (all.length === 0 ? nilList : all.slice(1))),
  initial: ofList('find initial', (all) => (all.length === 0 ? nilList : all.slice(0, -1))),
  reverse: ofList('find reverse', (all) => [...all].reverse()),
  uniq: ofList('find uniq', unique),
  compact: ofList('compact', (all) => all.filter((item) => !isEmpty(item))),
  without: goFunction({ takes: [anyType], rest: anyType, gives: anyListType }, ([value, ...others]) =>
    without(items(value, 'find without'), others),
  ),
  has: goFunction({ takes: [anyType, anyType], gives: boolType }, ([item, value]) =>
    value === null ? false : items(value, 'find has').some((other) => deepEqual(item, other)),
  ),
  slice: goFunction({ takes: [anyType], rest: anyType }, ([value, ...bounds]) => part(value, bounds)),
  chunk: goFunction({ takes: [intType, anyType], gives: chunksType }, ([size, value]) => chunks(size, value)),
};

export const listFunctions: Functions = {
  list,
  tuple: list,
  ...twofold,
  ...Object.fromEntries(
    Object.entries(twofold).map(([name, fn]) => [`must${name[0]!.toUpperCase()}${name.slice(1)}`, fn]),
  ),
  concat: goFunction({ takes: [], rest: anyType }, (lists) => concatenated(lists)),
  sortAlpha: goFunction({ takes: [anyType], gives: stringListType }, ([value]) =>
    typeOf(value)?.kind === 'slice' ? textList(value, (texts) => texts.sort(compareText)) : strings([textOf(value)]),
  ),
};
