import { FunctionError } from '../template/errors.ts';
import { formatValue } from '../template/fmt/print.ts';
import { quote } from '../template/fmt/quote.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { float64Type, isFloat, isInteger } from '../template/model/types.ts';
import { anyType, bare, int64, int64Type, Scalar, typeOf, type Value } from '../template/model/values.ts';
import { parseFloat64 } from './numbers.ts';
import { durationOf, durationType, hour, minute, parseDuration, second } from './time/duration.ts';

/** Bounds of an int64. */
const [least, greatest] = [-(2n ** 63n), 2n ** 63n - 1n];

/**
 * The nanoseconds that a value stands for: a duration, a text such as `1h30m`, or a number of seconds.
 * @throws FunctionError
 */
function nanosecondsIn(value: Value): bigint {
  if (value instanceof Scalar && value.type === durationType) return value.value as bigint;
  if (typeof value === 'string') return nanosecondsInText(value);
  if (value === null || value === undefined) throw new FunctionError('invalid duration');
  const { kind, name } = typeOf(value)!;
  if (isInteger(kind)) return wholeSeconds(bare(value) as bigint);
  if (isFloat(kind)) return someSeconds(bare(value) as number);
  throw new FunctionError(`unsupported duration type ${name}`);
}

function nanosecondsInText(text: string): bigint {
  const trimmed = text.trim();
  if (trimmed === '') throw new FunctionError('empty duration');
  try {
    return parseDuration(trimmed);
  } catch {
    const number = parseFloat64(trimmed);
    if (number === undefined) throw new FunctionError(`could not parse duration ${quote(text)}`);
    return someSeconds(number);
  }
}

function wholeSeconds(seconds: bigint): bigint {
  const size = seconds * second;
  if (size > greatest || size < least) throw new FunctionError(`duration seconds overflow: ${seconds}`);
  return size;
}

function someSeconds(seconds: number): bigint {
  if (!Number.isFinite(seconds)) throw new FunctionError(`invalid duration seconds: ${formatValue(seconds)}`);
  const size = seconds * Number(second);
  if (Math.abs(seconds) > 2 ** 63 / 1e9) throw new FunctionError(`duration seconds overflow: ${formatValue(seconds)}`);
  // Just at the upper bound, what amd64 makes of it is the lower one.
  return BigInt.asIntN(64, BigInt(Math.trunc(size)));
}

/** What is `found` for a duration, or else `otherwise`. */
function inNanoseconds<T>(value: Value, found: (nanoseconds: bigint) => T, otherwise: T): T {
  let nanoseconds: bigint;
  try {
    nanoseconds = nanosecondsIn(value);
  } catch (error) {
    if (error instanceof FunctionError) return otherwise;
    throw error;
  }
  return found(nanoseconds);
}

/**
 * So many of a unit, with a fraction, as Go counts: whole ones and the rest apart, so that more digits are right; then
 * divided by each of `by`.
 */
const fractional = (unit: bigint, ...by: readonly number[]) =>
  goFunction({ takes: [anyType], gives: float64Type }, ([value]) => {
    const count = (size: bigint): number => Number(size / unit) + Number(size % unit) / Number(unit);
    return by.reduce((sum, divisor) => sum / divisor, inNanoseconds(value, count, 0));
  });

const whole = (unit: bigint) =>
  goFunction({ takes: [anyType], gives: int64Type }, ([value]) =>
    int64(inNanoseconds(value, (size) => size / unit, 0n)),
  );

const toMultiple = (change: (size: bigint, multiple: bigint) => bigint) =>
  goFunction({ takes: [anyType, anyType], gives: durationType }, ([value, multiple]) =>
    inNanoseconds(
      value,
      (size) => durationOf(inNanoseconds(multiple, (by) => (by <= 0n ? size : change(size, by)), size)),
      durationOf(0n),
    ),
  );

/** Half away from zero; where that is more than an int64 holds, the greatest or least that it holds. */
function rounded(size: bigint, multiple: bigint): bigint {
  const rest = size % multiple;
  const magnitude = rest < 0n ? -rest : rest;
  if (magnitude * 2n < multiple) return size - rest;
  const result = size - rest + (size < 0n ? -multiple : multiple);
  return result > greatest ? greatest : result < least ? least : result;
}

/** Helm 4's. */
export const durationFunctions: Functions = {
  mustToDuration: goFunction({ takes: [anyType], gives: durationType }, ([value]) => durationOf(nanosecondsIn(value))),
  durationNanoseconds: whole(1n),
  durationMicroseconds: whole(1000n),
  durationMilliseconds: whole(1_000_000n),
  durationSeconds: fractional(second),
  durationMinutes: fractional(minute),
  durationHours: fractional(hour),
  durationDays: fractional(hour, 24),
  durationWeeks: fractional(hour, 24, 7),
  durationRoundTo: toMultiple(rounded),
  durationTruncateTo: toMultiple((size, multiple) => size - (size % multiple)),
};
