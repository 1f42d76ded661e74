import { type CelFunc, CelScalar, celFunc, objectType } from '@bufbuild/cel';
import { create } from '@bufbuild/protobuf';
import { type Duration, DurationSchema } from '@bufbuild/protobuf/wkt';
import { CelError, duration } from '../functions.ts';

const { DOUBLE, INT, STRING } = CelScalar;

const longestDuration = 1000;

/** @param nanoseconds a whole number */
export const toDuration = (nanoseconds: number): Duration =>
  create(DurationSchema, {
    seconds: BigInt(Math.trunc(nanoseconds / 1e9)),
    nanos: Math.trunc(nanoseconds % 1e9),
  });

/** Conversions of CEL's own that @bufbuild/cel leaves to JavaScript, which reads more texts than Go does. */
export const standardLibrary: readonly CelFunc[] = [
  celFunc('int', [STRING], INT, (text) => {
    const value = /^[-+]?\d{1,19}$/.test(text) ? BigInt(text.replace(/^\+/, '')) : undefined;
    if (value === undefined || BigInt.asIntN(64, value) !== value) throw new CelError(`${text} is no integer`);
    return value;
  }),
  celFunc('double', [STRING], DOUBLE, (text) => {
    if (!/^[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|inf(?:inity)?|nan)$/i.test(text)) {
      throw new CelError(`${text} is no number`);
    }
    const word = text.toLowerCase().replace(/^[-+]/, '');
    if (word === 'nan') return Number.NaN;
    return word.startsWith('inf') ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
  }),
  celFunc('duration', [STRING], objectType(DurationSchema), (text) => {
    if (text.length > longestDuration) throw new CelError('the text is too long for a duration');
    return toDuration(duration(text)) as never;
  }),
];
