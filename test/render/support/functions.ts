import { type Functions, GoFunction, goFunction } from '../../../src/render/template/model/function.ts';
import { encode } from '../../../src/render/template/model/text.ts';
import {
  boolType,
  float64Type,
  type GoType,
  intType,
  listOf,
  pointerTo,
  stringType,
  wrap,
} from '../../../src/render/template/model/types.ts';
import {
  anyListType,
  anyMapType,
  anyType,
  bytesType,
  int64,
  int64Type,
  List,
  Pointer,
  type Struct,
  scalarTypes,
  stringListType,
  strings,
  type Value,
} from '../../../src/render/template/model/values.ts';
import { personPointerType, personType } from './data.ts';

const sum = (numbers: readonly bigint[]): bigint =>
  wrap(
    'int',
    numbers.reduce((total, number) => total + number, 0n),
  );

const intPointer: GoType<Pointer> = pointerTo(intType) as GoType<Pointer>;
const intList = listOf(intType) as GoType<List>;
const nameOf = ({ fields }: Struct): Value => fields.get('Name') ?? '';

/** The functions of go/functions.go. Made when first asked for, as the types of data.ts are among theirs. */
export const functions: Functions = {
  upper: goFunction({ takes: [stringType], gives: stringType }, ([text]) => text.toUpperCase()),
  repeat: goFunction({ takes: [intType, stringType], gives: stringType }, ([count, text]) =>
    text.repeat(Number(count)),
  ),
  join: goFunction({ takes: [stringType, stringListType], gives: stringType }, ([separator, items]) =>
    (items.items ?? []).join(separator),
  ),
  add: goFunction({ takes: [], rest: intType, gives: intType }, (numbers) => sum(numbers)),
  add64: goFunction({ takes: [int64Type, int64Type], gives: int64Type }, ([a, b]) =>
    int64((a.value as bigint) + (b.value as bigint)),
  ),
  half: goFunction({ takes: [float64Type], gives: float64Type }, ([number]) => number / 2),
  small: goFunction({ takes: [scalarTypes.int8!], gives: scalarTypes.int8! }, ([number]) => number),
  natural: goFunction({ takes: [scalarTypes.uint16!], gives: scalarTypes.uint16! }, ([number]) => number),
  single: goFunction({ takes: [scalarTypes.float32!], gives: scalarTypes.float32! }, ([number]) => number),
  flag: goFunction({ takes: [boolType], gives: boolType }, ([on]) => !on),
  list: goFunction({ takes: [], rest: anyType, gives: anyListType }, (items) => items),
  strings: goFunction({ takes: [], rest: stringType, gives: stringListType }, (items) => strings(items)),
  numbers: goFunction(
    { takes: [intType], gives: intList },
    ([count]) =>
      new List(
        intList,
        Array.from({ length: Number(count) }, (_, i) => BigInt(i)),
      ),
  ),
  bytes: goFunction({ takes: [stringType], gives: bytesType }, ([text]) => encode(text)),
  dict: goFunction({ takes: [], rest: anyType, gives: anyMapType }, (pairs) => {
    const made = new Map<string, Value>();
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const key = pairs[i];
      if (typeof key !== 'string') throw new Error('a key is no string');
      made.set(key, pairs[i + 1]);
    }
    return made;
  }),
  get: goFunction({ takes: [anyMapType, stringType] }, ([entries, key]) => entries.get(key) ?? null),
  fail: goFunction({ takes: [stringType], gives: stringType }, ([reason]) => {
    throw new Error(reason);
  }),
  panics: goFunction({ takes: [], gives: stringType }, () => {
    throw new Error('it panics');
  }),
  nothing: goFunction({ takes: [] }, () => null),
  noError: goFunction({ takes: [], gives: intType }, () => 7n),
  typed: goFunction({ takes: [anyType], gives: stringType }, () => 'any'),
  adder: goFunction({ takes: [intType] }, ([base]) =>
    goFunction({ takes: [intType], gives: intType }, ([number]) => sum([base, number])),
  ),
  anyOf: goFunction({ takes: [anyType] }, ([value]) => value),
  pointer: goFunction({ takes: [intType], gives: intPointer }, ([number]) => new Pointer(intPointer, number)),
  get nameOf() {
    return new GoFunction([personType], undefined, stringType, ([one]) => nameOf(one as Struct));
  },
  get nameAt() {
    return new GoFunction([personPointerType], undefined, stringType, ([one]) => {
      const { target } = one as Pointer;
      return target === undefined ? 'nobody' : nameOf(target as Struct);
    });
  },
  lengthOf: goFunction({ takes: [anyMapType], gives: intType }, ([entries]) => BigInt(entries.size)),
};
