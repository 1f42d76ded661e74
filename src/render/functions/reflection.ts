import { type Functions, goFunction } from '../template/model/function.ts';
import { boolType, stringType } from '../template/model/types.ts';
import { anyType, typeOf, type Value } from '../template/model/values.ts';
import { deepEqual } from './equality.ts';

const typeName = (value: Value): string => typeOf(value)?.name ?? '<nil>';

/** The kind of a value, as Go's reflect names it. */
export const kindName = (value: Value): string => typeOf(value)?.kind ?? 'invalid';

const test = (matches: (wanted: string, value: Value) => boolean) =>
  goFunction({ takes: [stringType, anyType], gives: boolType }, ([wanted, value]) => matches(wanted, value));

export const reflectionFunctions: Functions = {
  typeOf: goFunction({ takes: [anyType], gives: stringType }, ([value]) => typeName(value)),
  typeIs: test((wanted, value) => wanted === typeName(value)),
  typeIsLike: test((wanted, value) => wanted === typeName(value) || `*${wanted}` === typeName(value)),
  kindOf: goFunction({ takes: [anyType], gives: stringType }, ([value]) => kindName(value)),
  kindIs: test((wanted, value) => wanted === kindName(value)),
  deepEqual: goFunction({ takes: [anyType, anyType], gives: boolType }, ([a, b]) => deepEqual(a, b)),
};
