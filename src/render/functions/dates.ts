import { FunctionError } from '../template/errors.ts';
import { quote } from '../template/fmt/quote.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { stringType } from '../template/model/types.ts';
import { anyType, int64Type, Pointer, Scalar, type Value } from '../template/model/values.ts';
import { parseInt64 } from './numbers.ts';
import { formatDuration, hour, minute, parseDuration, second } from './time/duration.ts';
import { parseTime } from './time/parse.ts';
import { GoTime, timeAt, timeType, zeroTime } from './time/time.ts';
import { findZone, utc, type Zone } from './time/zone.ts';

const local = (): Zone => findZone('Local') ?? utc;
const now = (): GoTime => timeAt(BigInt(Date.now()) * 1_000_000n, local());

/** The time that a value stands for; integers count seconds since 1970, and whatever else is the present. */
function timeOf(value: Value): GoTime {
  if (value instanceof GoTime) return value;
  if (value instanceof Pointer && value.target instanceof GoTime) return value.target;
  if (typeof value === 'bigint') return new GoTime(Number(value), 0, local());
  if (value instanceof Scalar && (value.type === int64Type || value.type.name === 'int32')) {
    return new GoTime(Number(value.value), 0, local());
  }
  return now();
}

const inZone = (layout: string, value: Value, zone: string): string =>
  timeOf(value)
    .in(findZone(zone) ?? utc)
    .format(layout);

const dateLayout = '2006-01-02';

/** Rounded half away from zero, to seconds. */
function wholeSeconds(nanoseconds: bigint): bigint {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const rounded = ((size + second / 2n) / second) * second;
  return nanoseconds < 0n ? -rounded : rounded;
}

function seconds(value: Value): bigint {
  if (typeof value === 'string') return parseInt64(value, 10) ?? 0n;
  return value instanceof Scalar && value.type === int64Type ? (value.value as bigint) : 0n;
}

const day = 24n * hour;
const roundUnits: readonly (readonly [size: bigint, name: string])[] = [
  [365n * day, 'y'],
  [30n * day, 'mo'],
  [day, 'd'],
  [hour, 'h'],
  [minute, 'm'],
  [second, 's'],
];

function durationIn(value: Value): bigint {
  if (value instanceof GoTime) return now().since(value);
  if (value instanceof Scalar && value.type === int64Type) return value.value as bigint;
  if (typeof value !== 'string') return 0n;
  try {
    return parseDuration(value);
  } catch {
    return 0n;
  }
}

/** A duration in its largest unit: `3d`. */
function roughly(value: Value): string {
  const duration = durationIn(value);
  const size = duration < 0n ? -duration : duration;
  const unit = roundUnits.find(([length]) => size > length);
  return unit === undefined ? '0s' : `${size / unit[0]}${unit[1]}`;
}

const modified = goFunction({ takes: [stringType, timeType], gives: timeType }, ([duration, time]) => {
  try {
    return (time as GoTime).add(parseDuration(duration));
  } catch {
    return time as GoTime;
  }
});
const mustModify = goFunction({ takes: [stringType, timeType], gives: timeType }, ([duration, time]) =>
  (time as GoTime).add(parseDuration(duration)),
);
const dateInZone = goFunction(
  { takes: [stringType, anyType, stringType], gives: stringType },
  ([layout, value, zone]) => inZone(layout, value, zone),
);

export const dateFunctions: Functions = {
  now: goFunction({ takes: [], gives: timeType }, now),
  date: goFunction({ takes: [stringType, anyType], gives: stringType }, ([layout, value]) =>
    inZone(layout, value, 'Local'),
  ),
  dateInZone,
  date_in_zone: dateInZone,
  htmlDate: goFunction({ takes: [anyType], gives: stringType }, ([value]) => inZone(dateLayout, value, 'Local')),
  htmlDateInZone: goFunction({ takes: [anyType, stringType], gives: stringType }, ([value, zone]) =>
    inZone(dateLayout, value, zone),
  ),
  dateModify: modified,
  date_modify: modified,
  mustDateModify: mustModify,
  must_date_modify: mustModify,
  toDate: goFunction(
    { takes: [stringType, stringType], gives: timeType },
    ([layout, text]) => parseTime(layout, text, local()) ?? zeroTime,
  ),
  mustToDate: goFunction({ takes: [stringType, stringType], gives: timeType }, ([layout, text]) => {
    const time = parseTime(layout, text, local());
    if (time === undefined) throw new FunctionError(`parsing time ${quote(text)} as ${quote(layout)}: cannot parse it`);
    return time;
  }),
  unixEpoch: goFunction({ takes: [timeType], gives: stringType }, ([time]) => String((time as GoTime).seconds)),
  ago: goFunction({ takes: [anyType], gives: stringType }, ([value]) =>
    formatDuration(wholeSeconds(now().since(timeOf(value)))),
  ),
  duration: goFunction({ takes: [anyType], gives: stringType }, ([value]) =>
    formatDuration(BigInt.asIntN(64, seconds(value) * second)),
  ),
  durationRound: goFunction({ takes: [anyType], gives: stringType }, ([value]) => roughly(value)),
};
