import { formatValue } from '../template/fmt/print.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { decode } from '../template/model/text.ts';
import { float64Type, intType, stringType } from '../template/model/types.ts';
import {
  anyType,
  bare,
  indirect,
  int64,
  int64Type,
  itemsOf,
  List,
  Scalar,
  stringListType,
  strings,
  typeOf,
  type Value,
} from '../template/model/values.ts';
import { parseFloat64, parseInt64 } from './numbers.ts';

/** A value as text: bytes are taken for it. */
export function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  return value instanceof Uint8Array ? decode(value) : formatValue(value);
}

/** A number without its type; types with names of their own count as no numbers, but for months and days of the week. */
function numeric(value: Value): Value {
  if (!(value instanceof Scalar) || value.type.underlying === undefined) return bare(value);
  return value.type.name === 'time.Month' || value.type.name === 'time.Weekday' ? value.value : null;
}

/** A value as an integer of 64 bits; 0 for what is none. Fractions are cut off, texts are read as Go's source has them. */
export function toInt64(value: Value): bigint {
  const content = numeric(indirect(value));
  switch (typeof content) {
    case 'bigint':
      return BigInt.asIntN(64, content);
    case 'number':
      return truncated(content);
    case 'string':
      return typeOf(value) === stringType ? (parseInt64(content.replace(/\.0*$/, dropZeros), 0) ?? 0n) : 0n;
    case 'boolean':
      return content ? 1n : 0n;
    default:
      return 0n;
  }
}

/** `1.00` is 1, but `1.` is no number. */
const dropZeros = (zeros: string): string => (zeros.length > 1 ? '' : zeros);

/** What amd64 makes of a float that is no int64 is its least. */
function truncated(value: number): bigint {
  const isInside = value >= -(2 ** 63) && value < 2 ** 63;
  return isInside ? BigInt(Math.trunc(value)) : -(2n ** 63n);
}

/** A value as a floating-point number; 0 for what is none. */
export function toFloat64(value: Value): number {
  const content = numeric(indirect(value));
  switch (typeof content) {
    case 'bigint':
      return Number(content);
    case 'number':
      return content;
    case 'string':
      return typeOf(value) === stringType ? (parseFloat64(content) ?? 0) : 0;
    case 'boolean':
      return content ? 1 : 0;
    default:
      return 0;
  }
}

/** A list's items as texts, without those that are nil; of what is no list, itself. */
export function textsOf(value: Value): string[] {
  if (value instanceof List && value.type === stringListType) return [...((value.items ?? []) as string[])];
  const items = itemsOf(value);
  if (items !== undefined) return items.filter((item) => item !== null && item !== undefined).map(textOf);
  return value === null || value === undefined ? [] : [textOf(value)];
}

/** A list's items as `[]string`, whose nil stays nil. */
export function textList(value: Value, change: (texts: string[]) => string[] = (texts) => texts): List {
  const isNil = value instanceof List && value.type === stringListType && value.items === null;
  return isNil ? value : strings(change(textsOf(value)));
}

export const conversionFunctions: Functions = {
  toString: goFunction({ takes: [anyType], gives: stringType }, ([value]) => textOf(value)),
  toStrings: goFunction({ takes: [anyType], gives: stringListType }, ([value]) => textList(value)),
  atoi: goFunction({ takes: [stringType], gives: intType }, ([text]) => atoi(text)),
  int: goFunction({ takes: [anyType], gives: intType }, ([value]) => toInt64(value)),
  int64: goFunction({ takes: [anyType], gives: int64Type }, ([value]) => int64(toInt64(value))),
  float64: goFunction({ takes: [anyType], gives: float64Type }, ([value]) => toFloat64(value)),
  toDecimal: goFunction({ takes: [anyType], gives: int64Type }, ([value]) =>
    int64(parseInt64(formatValue(value), 8) ?? 0n),
  ),
};

/** Beyond 64 bits Go's Atoi gives the nearest that there is, beside its error, which is ignored. */
function atoi(text: string): bigint {
  if (!/^[-+]?\d+$/.test(text)) return 0n;
  const value = BigInt(text.replace('+', ''));
  return value >= 2n ** 63n ? 2n ** 63n - 1n : value < -(2n ** 63n) ? -(2n ** 63n) : value;
}
