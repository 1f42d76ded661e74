import { type CelFunc, CelScalar, celFunc, celMethod } from '@bufbuild/cel';
import { CelError } from '../functions.ts';
import { opaqueType } from './opaque.ts';

const { BOOL, DOUBLE, INT, STRING } = CelScalar;

const one = 10n ** 9n;
const largest = (2n ** 63n - 1n) * one;
const quantity = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\d{1,19}))?$/;
/** Powers of ten. */
const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
/** Powers of 1024. */
const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/**
 * A quantity in billionths, the finest part that one has: rounded up away from zero, and cut at 2⁶³ - 1 (kubernetes.io,
 * Quantity). Undefined for what is none.
 */
function parseQuantity(text: string): bigint | undefined {
  const match = quantity.exec(text);
  if (match === null) return undefined;
  const [, sign, number = '', kibi, unit, exponent] = match;
  const [whole = '', fraction = ''] = number.split('.');
  const factor = kibi === undefined ? 1n : 1024n ** BigInt(binary.indexOf(kibi) + 1);
  const power = (unit === undefined ? Number(exponent ?? 0) : decimal[unit]!) + 9 - fraction.length;
  const digits = BigInt(whole + fraction) * factor;
  const size = scaled(digits, power);
  const kept = size > largest ? largest : size;
  return sign === '-' ? -kept : kept;
}

/** `digits` × 10^`power`, rounded up; what is far too large or small is not spelt out. */
function scaled(digits: bigint, power: number): bigint {
  if (digits === 0n) return 0n;
  if (power > 40) return largest;
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(Math.min(-power, digits.toString().length + 1));
  return (digits + divisor - 1n) / divisor;
}

function quantityOf(text: string): bigint {
  const found = parseQuantity(text);
  if (found === undefined) throw new CelError(`${text} is no quantity`);
  return found;
}

const quantities = opaqueType<bigint>('Quantity', String, BigInt);
const QUANTITY = quantities.type;
const { read, write } = quantities;
const isInteger = (value: bigint): boolean => value % one === 0n;
const order = (left: bigint, right: bigint): bigint => (left < right ? -1n : left > right ? 1n : 0n);

/** Kubernetes' quantity library. */
export const quantityLibrary: readonly CelFunc[] = [
  celFunc('isQuantity', [STRING], BOOL, (text) => parseQuantity(text) !== undefined),
  celFunc('quantity', [STRING], QUANTITY, (text) => write(quantityOf(text)) as never),
  celFunc('sign', [QUANTITY], INT, (value) => order(read(value), 0n)),
  celMethod('sign', QUANTITY, [], INT, function () {
    return order(read(this), 0n);
  }),
  celMethod('isGreaterThan', QUANTITY, [QUANTITY], BOOL, function (other) {
    return read(this) > read(other);
  }),
  celMethod('isLessThan', QUANTITY, [QUANTITY], BOOL, function (other) {
    return read(this) < read(other);
  }),
  celMethod('compareTo', QUANTITY, [QUANTITY], INT, function (other) {
    return order(read(this), read(other));
  }),
  celMethod('asApproximateFloat', QUANTITY, [], DOUBLE, function () {
    return Number(read(this)) / Number(one);
  }),
  celMethod('isInteger', QUANTITY, [], BOOL, function () {
    return isInteger(read(this));
  }),
  celMethod('asInteger', QUANTITY, [], INT, function () {
    const value = read(this);
    if (!isInteger(value)) throw new CelError('the quantity is no integer');
    return value / one;
  }),
  celMethod('add', QUANTITY, [QUANTITY], QUANTITY, function (other) {
    return write(read(this) + read(other)) as never;
  }),
  celMethod('add', QUANTITY, [INT], QUANTITY, function (other) {
    return write(read(this) + other * one) as never;
  }),
  celMethod('sub', QUANTITY, [QUANTITY], QUANTITY, function (other) {
    return write(read(this) - read(other)) as never;
  }),
  celMethod('sub', QUANTITY, [INT], QUANTITY, function (other) {
    return write(read(this) - other * one) as never;
  }),
];
