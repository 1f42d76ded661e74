import { sprint, sprintln } from '../fmt/print.ts';
import { sprintf } from '../fmt/printf.ts';
import { type Functions, goFunction } from '../model/function.ts';
import { boolType, intType, stringType } from '../model/types.ts';
import { anyType, isTrue, type Value, valueType } from '../model/values.ts';
import { indexed, length, sliced } from './collections.ts';
import { isEqualToAny, isLess, isLessOrEqual } from './compare.ts';
import { escapeHtml, escapeJavaScript, escapeQuery, textOfAll } from './escape.ts';

const values = (make: (values: readonly Value[], longest: number) => string) =>
  goFunction({ takes: [], rest: anyType, gives: stringType }, (args, run) => make(args, run.budget.limits.output));

const comparison = (test: (a: Value, b: Value) => boolean) =>
  goFunction({ takes: [valueType, valueType], gives: boolType }, ([a, b]) => test(a, b));

const notCallable = goFunction({ takes: [valueType], rest: valueType }, () => undefined);

/** The functions that every template has. `and`, `or` and `call` are the compiler's: here they only have their names. */
export const builtins: Functions = {
  and: notCallable,
  or: notCallable,
  call: notCallable,
  not: goFunction({ takes: [valueType], gives: boolType }, ([value]) => !isTrue(value)),

  len: goFunction({ takes: [valueType], gives: intType }, ([value]) => length(value)),
  index: goFunction({ takes: [valueType], rest: valueType }, ([value, ...indexes]) => indexed(value, indexes)),
  slice: goFunction({ takes: [valueType], rest: valueType }, ([value, ...indexes]) => sliced(value, indexes)),

  print: values(sprint),
  println: values(sprintln),
  printf: goFunction({ takes: [stringType], rest: anyType, gives: stringType }, ([format, ...args], run) =>
    sprintf(format, args, run.budget.limits.output),
  ),
  html: values((args, longest) => escapeHtml(textOfAll(args, longest))),
  js: values((args, longest) => escapeJavaScript(textOfAll(args, longest))),
  urlquery: values((args, longest) => escapeQuery(textOfAll(args, longest))),

  eq: goFunction({ takes: [valueType], rest: valueType, gives: boolType }, ([first, ...others]) =>
    isEqualToAny(first, others),
  ),
  ne: comparison((a, b) => !isEqualToAny(a, [b])),
  lt: comparison(isLess),
  le: comparison(isLessOrEqual),
  gt: comparison((a, b) => !isLessOrEqual(a, b)),
  ge: comparison((a, b) => !isLess(a, b)),
};
