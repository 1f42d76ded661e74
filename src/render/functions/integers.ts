import { FunctionError } from '../template/errors.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { intType, listOf, stringType } from '../template/model/types.ts';
import { anyType, int64, int64Type, List, type Value } from '../template/model/values.ts';
import { toInt64 } from './conversion.ts';

const intListType = listOf(intType);

const wrap = (value: bigint): bigint => BigInt.asIntN(64, value);

/** A function of one integer and more, from the left. */
const folded = (step: (a: bigint, b: bigint) => bigint) =>
  goFunction({ takes: [anyType], rest: anyType, gives: int64Type }, ([first, ...others]) =>
    int64(others.reduce<bigint>((sum, other) => wrap(step(sum, toInt64(other))), toInt64(first))),
  );

const binary = (compute: (a: bigint, b: bigint) => bigint) =>
  goFunction({ takes: [anyType, anyType], gives: int64Type }, ([a, b]) => int64(compute(toInt64(a), toInt64(b))));

const dividing = (compute: (a: bigint, b: bigint) => bigint) =>
  binary((a, b) => {
    if (b === 0n) throw new FunctionError('runtime error: integer divide by zero');
    return compute(a, b);
  });

const larger = folded((a, b) => (b > a ? b : a));

/** More would only be a mistake. */
const longest = 1_000_000;

/** Integers from `start` on, up to `stop` without it; down where `step` is negative. */
function range(start: bigint, stop: bigint, step: bigint): bigint[] {
  const isDown = stop < start;
  if (isDown ? step >= 0n : step <= 0n) return [];
  const size = step < 0n ? -step : step;
  const distance = isDown ? start - stop : stop - start;
  const count = (distance + size - 1n) / size;
  if (count > longest) throw new FunctionError(`a list of ${count} integers is too long`);
  return Array.from({ length: Number(count) }, (_, i) => start + BigInt(i) * step);
}

const integers = (items: readonly bigint[]): List => new List(intListType, items);

export const integerFunctions: Functions = {
  add: goFunction({ takes: [], rest: anyType, gives: int64Type }, (values) =>
    int64(values.reduce<bigint>((sum, value) => wrap(sum + toInt64(value)), 0n)),
  ),
  add1: goFunction({ takes: [anyType], gives: int64Type }, ([value]) => int64(toInt64(value) + 1n)),
  sub: binary((a, b) => a - b),
  mul: folded((a, b) => a * b),
  div: dividing((a, b) => a / b),
  mod: dividing((a, b) => a % b),
  max: larger,
  biggest: larger,
  min: folded((a, b) => (b < a ? b : a)),

  until: goFunction({ takes: [intType], gives: intListType }, ([count]) =>
    integers(range(0n, count, count < 0n ? -1n : 1n)),
  ),
  untilStep: goFunction({ takes: [intType, intType, intType], gives: intListType }, ([start, stop, step]) =>
    integers(range(start, stop, step)),
  ),
  seq: goFunction({ takes: [], rest: intType, gives: stringType }, (bounds) => sequence(bounds).join(' ')),
};

/** As the command seq: `end`, `start end` or `start step end`, the end included. */
function sequence(bounds: readonly bigint[]): Value[] {
  if (bounds.length === 0 || bounds.length > 3) return [];
  const start = bounds.length === 1 ? 1n : bounds[0]!;
  const end = bounds.at(-1)!;
  const beyond = end < start ? -1n : 1n;
  if (bounds.length < 3) return range(start, end + beyond, beyond);
  const step = bounds[1]!;
  return end < start && step > 0n ? [] : range(start, end + beyond, step);
}
