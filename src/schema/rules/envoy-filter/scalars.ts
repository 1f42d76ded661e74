import { didYouMean } from '../../../base/nearest.ts';
import type { FieldKind } from '../../../envoy-api/messages.ts';
import type { Json } from '../../../resources/json.ts';
import { parseDuration } from '../../values/duration.ts';
import { type Problem, quote } from '../../values/value.ts';

const text = (value: Json): Problem =>
  typeof value === 'string' ? undefined : `must be a text, not ${describe(value)}`;

/** Integers and numbers may be written as texts, in JSON's way. */
const integerText = /^[ \t\r\n]*-?(?:0|[1-9]\d*)[ \t\r\n]*$/;
const numberText = /^(?:[ \t\r\n]*-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?[ \t\r\n]*|NaN|-?Infinity)$/;

const integer =
  (minimum: bigint, maximum: bigint) =>
  (value: Json): Problem => {
    const isInteger = typeof value === 'string' ? integerText.test(value) : Number.isInteger(value);
    if (!isInteger) return `must be an integer, not ${describe(value)}`;
    const number = BigInt(value as string | number);
    return number < minimum || number > maximum ? `must be from ${minimum} to ${maximum}, not ${value}` : undefined;
  };

/** Padded, in the alphabet of RFC 4648, section 4; the other one, and no padding, istiod does not take. */
const base64 = /^(?:(?:[A-Za-z\d+/][\r\n]*){4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?[\r\n]*$/;

/** RFC 3339. */
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

const int32 = integer(-(2n ** 31n), 2n ** 31n - 1n);

/** What is wrong with values that are no messages (protobuf.dev, ProtoJSON Format), by their kind. */
export const scalars: Partial<Readonly<Record<FieldKind, (value: Json) => Problem>>> = {
  text,
  bytes: (value) =>
    typeof value === 'string' && base64.test(value) ? undefined : `must be in base64, not ${describe(value)}`,
  time: (value) =>
    typeof value === 'string' && timestamp.test(value) && !Number.isNaN(Date.parse(value))
      ? undefined
      : `must be a time such as "2026-01-31T12:00:00Z", not ${describe(value)}`,
  int32,
  uint32: integer(0n, 2n ** 32n - 1n),
  int64: integer(-(2n ** 63n), 2n ** 63n - 1n),
  uint64: integer(0n, 2n ** 64n - 1n),
  bool: (value) => (typeof value === 'boolean' ? undefined : `must be true or false, not ${describe(value)}`),
  number: (value) =>
    typeof value === 'number' || (typeof value === 'string' && numberText.test(value))
      ? undefined
      : `must be a number, not ${describe(value)}`,
  duration: (value) =>
    typeof value === 'string' && parseDuration(value) !== undefined
      ? undefined
      : `must be a duration such as "5s", not ${describe(value)}`,
  list: (value) => (Array.isArray(value) ? undefined : `must be a list, not ${describe(value)}`),
};

/** What is wrong with a value of an enum: a name, or any number. */
export function enumProblem(value: Json, names: readonly string[]): Problem {
  if (typeof value === 'number' && int32(value) === undefined) return undefined;
  if (typeof value === 'string' && names.includes(value)) return undefined;
  const guess = typeof value === 'string' ? didYouMean(value, names) : '';
  return `must be one of ${names.join(', ')}, not ${describe(value)}${guess && `.${guess}`}`;
}

/** A value as a message names it. */
export const describe = (value: Json): string => {
  if (typeof value === 'string') return quote(value);
  return typeof value === 'object' ? (Array.isArray(value) ? 'a list' : 'an object') : String(value);
};
