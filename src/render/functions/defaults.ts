import { type Functions, goFunction } from '../template/model/function.ts';
import { boolType } from '../template/model/types.ts';
import { anyType, isTrue, Pointer, Struct, type Value } from '../template/model/values.ts';

/** What counts as not given: nil, false, 0, and what is empty. */
export const isEmpty = (value: Value): boolean =>
  value instanceof Struct ? false : value instanceof Pointer ? value.target === undefined : !isTrue(value);

export const defaultFunctions: Functions = {
  default: goFunction({ takes: [anyType], rest: anyType }, ([fallback, ...given]) =>
    given.length === 0 || isEmpty(given[0]) ? fallback : given[0],
  ),
  empty: goFunction({ takes: [anyType], gives: boolType }, ([value]) => isEmpty(value)),
  coalesce: goFunction({ takes: [], rest: anyType }, (values) => values.find((value) => !isEmpty(value)) ?? null),
  all: goFunction({ takes: [], rest: anyType, gives: boolType }, (values) => !values.some(isEmpty)),
  any: goFunction({ takes: [], rest: anyType, gives: boolType }, (values) => values.some((value) => !isEmpty(value))),
  ternary: goFunction({ takes: [anyType, anyType, boolType] }, ([yes, no, test]) => (test ? yes : no)),
};
