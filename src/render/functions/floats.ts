import { FunctionError } from '../template/errors.ts';
import { formatFloat } from '../template/fmt/float.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { float64Type, intType } from '../template/model/types.ts';
import { anyType } from '../template/model/values.ts';
import { toFloat64 } from './conversion.ts';

/** An exact decimal number: `digits` × 10 to the power of `exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** What a quotient has after the point. */
const divisionDigits = 16;

/** The number as its shortest text says it. */
function decimal(value: number): Decimal {
  if (!Number.isFinite(value)) {
    throw new FunctionError(`Cannot create a Decimal from ${formatFloat(value, 'g', -1)}`);
  }
  const [mantissa, power] = formatFloat(value, 'e', -1).split('e') as [string, string];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?];
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

const scale = (exponent: number): bigint => 10n ** BigInt(exponent);

/** Both with the lower of their exponents. */
function aligned(a: Decimal, b: Decimal): [a: bigint, b: bigint, exponent: number] {
  const exponent = Math.min(a.exponent, b.exponent);
  return [a.digits * scale(a.exponent - exponent), b.digits * scale(b.exponent - exponent), exponent];
}

type Operation = (a: Decimal, b: Decimal) => Decimal;

const add: Operation = (a, b) => {
  const [x, y, exponent] = aligned(a, b);
  return { digits: x + y, exponent };
};
const subtract: Operation = (a, b) => add(a, { ...b, digits: -b.digits });
const multiply: Operation = (a, b) => ({ digits: a.digits * b.digits, exponent: a.exponent + b.exponent });

/** Rounded half away from zero. */
const divide: Operation = (a, b) => {
  if (b.digits === 0n) throw new FunctionError('decimal division by 0');
  const shift = a.exponent - b.exponent + divisionDigits;
  const numerator = shift >= 0 ? a.digits * scale(shift) : a.digits;
  const denominator = shift >= 0 ? b.digits : b.digits * scale(-shift);
  const [n, d] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  const quotient = n / d + ((n % d) * 2n >= d ? 1n : 0n);
  return { digits: numerator < 0n === denominator < 0n ? quotient : -quotient, exponent: -divisionDigits };
};

const toNumber = ({ digits, exponent }: Decimal): number => Number(`${digits}e${exponent}`);

/** Decimal arithmetic on floats, so that 0.1 + 0.2 is 0.3. */
const computed = (operation: Operation, first: number, others: readonly number[]): number =>
  toNumber(others.reduce<Decimal>((sum, other) => operation(sum, decimal(other)), decimal(first)));

const folded = (operation: Operation) =>
  goFunction({ takes: [anyType], rest: anyType, gives: float64Type }, ([first, ...others]) =>
    computed(operation, toFloat64(first), others.map(toFloat64)),
  );

const extreme = (choose: (a: number, b: number) => number) =>
  goFunction({ takes: [anyType], rest: anyType, gives: float64Type }, ([first, ...others]) =>
    others.map(toFloat64).reduce((a, b) => choose(a, b), toFloat64(first)),
  );

const rounding = (round: (value: number) => number) =>
  goFunction({ takes: [anyType], gives: float64Type }, ([value]) => round(toFloat64(value)));

export const floatFunctions: Functions = {
  addf: goFunction({ takes: [], rest: anyType, gives: float64Type }, (values) =>
    computed(add, 0, values.map(toFloat64)),
  ),
  add1f: goFunction({ takes: [anyType], gives: float64Type }, ([value]) => computed(add, toFloat64(value), [1])),
  subf: folded(subtract),
  mulf: folded(multiply),
  divf: folded(divide),
  maxf: extreme(Math.max),
  minf: extreme(Math.min),
  floor: rounding(Math.floor),
  ceil: rounding(Math.ceil),
  round: goFunction(
    { takes: [anyType, intType], rest: float64Type, gives: float64Type },
    ([value, places, roundOn = 0.5]) => round(toFloat64(value), Number(places), roundOn),
  ),
};

/** From `roundOn` on, a fraction counts as one more; negative numbers are rounded down. */
function round(value: number, places: number, roundOn: number): number {
  const power = 10 ** places;
  const shifted = power * value;
  const fraction = shifted - Math.trunc(shifted);
  return (fraction >= roundOn ? Math.ceil(shifted) : Math.floor(shifted)) / power;
}
