import { intType, stringType, structOf } from '../../template/model/types.ts';
import { asType, int64Type, type Scalar, Struct, type Value } from '../../template/model/values.ts';
import type { JsonType } from '../formats/json-value.ts';
import { type Civil, civilOf, daysOf } from './calendar.ts';
import { durationOf, durationType, monthOf, weekdayOf } from './duration.ts';
import { formatTime } from './format.ts';
import { findZone, utc, type Zone } from './zone.ts';

/** A `time.Time`: seconds since 1970, nanoseconds beyond them, and where its clock stands. */
export class GoTime extends Struct {
  constructor(
    readonly seconds: number,
    readonly nanoseconds: number,
    readonly zone: Zone,
  ) {
    super(timeType, new Map());
  }

  /** Its parts in its zone, with the zone's offset and name at that time. */
  civil(): Civil & ReturnType<Zone['at']> {
    const zone = this.zone.at(this.seconds);
    return { ...civilOf(this.seconds + zone.offset), ...zone };
  }

  in(zone: Zone): GoTime {
    return new GoTime(this.seconds, this.nanoseconds, zone);
  }

  /** @param duration in nanoseconds */
  add(duration: bigint): GoTime {
    return timeAt(BigInt(this.seconds) * 1_000_000_000n + BigInt(this.nanoseconds) + duration, this.zone);
  }

  addDate(years: number, months: number, days: number): GoTime {
    const { year, month, day, hour, minute, second } = this.civil();
    const local = daysOf(year + years, month + months, day + days) * 86400 + hour * 3600 + minute * 60 + second;
    return new GoTime(toUtc(local, this.zone), this.nanoseconds, this.zone);
  }

  /** Nanoseconds from `other` to this. */
  since(other: GoTime): bigint {
    return BigInt(this.seconds - other.seconds) * 1_000_000_000n + BigInt(this.nanoseconds - other.nanoseconds);
  }

  format(layout: string): string {
    return formatTime(this, layout);
  }
}

/** Seconds since 1970 of a time that the zone's clocks show. */
export function toUtc(local: number, zone: Zone): number {
  const first = local - zone.at(local).offset;
  const again = local - zone.at(first).offset;
  return zone.at(again).offset === local - again ? again : first;
}

/** @param nanoseconds since 1970 */
export function timeAt(nanoseconds: bigint, zone: Zone): GoTime {
  const rest = BigInt.asUintN(64, ((nanoseconds % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n);
  return new GoTime(Number((nanoseconds - rest) / 1_000_000_000n), Number(rest), zone);
}

/** The value, if it is a time. */
export const goTime = (value: Value): GoTime | undefined => (value instanceof GoTime ? value : undefined);

const zeroSeconds = -62135596800;
const rfc3339Nano = '2006-01-02T15:04:05.999999999Z07:00';
const longForm = '2006-01-02 15:04:05.999999999 -0700 MST';

const number = (of: (civil: Civil) => number) => ({
  takes: [],
  run: (time: GoTime): Value => BigInt(of(time.civil())),
});
const takesTime = <R extends Value>(run: (time: GoTime, other: GoTime) => R) => ({
  get takes() {
    return [timeType];
  },
  run: (time: GoTime, [other]: readonly GoTime[]) => run(time, other!),
});

export const timeType: JsonType = {
  ...structOf<GoTime>('time.Time', [], {
    text: (time: GoTime) => time.format(longForm),
    methods: {
      String: { takes: [], run: (time: GoTime) => time.format(longForm) },
      Format: { takes: [stringType], run: (time: GoTime, [layout]: readonly string[]) => time.format(layout!) },
      Unix: { takes: [], run: (time: GoTime) => asType(int64Type, BigInt(time.seconds)) },
      UnixMilli: {
        takes: [],
        run: (time: GoTime) => asType(int64Type, BigInt(time.seconds) * 1000n + BigInt(time.nanoseconds) / 1_000_000n),
      },
      UnixNano: {
        takes: [],
        run: (time: GoTime) => asType(int64Type, BigInt(time.seconds) * 1_000_000_000n + BigInt(time.nanoseconds)),
      },
      Year: number(({ year }) => year),
      Month: { takes: [], run: (time: GoTime) => monthOf(time.civil().month) },
      Day: number(({ day }) => day),
      Hour: number(({ hour }) => hour),
      Minute: number(({ minute }) => minute),
      Second: number(({ second }) => second),
      Nanosecond: { takes: [], run: (time: GoTime) => BigInt(time.nanoseconds) },
      Weekday: { takes: [], run: (time: GoTime) => weekdayOf(time.civil().weekday) },
      YearDay: number(({ yearDay }) => yearDay),
      UTC: { takes: [], run: (time: GoTime) => time.in(utc) },
      Local: { takes: [], run: (time: GoTime) => time.in(findZone('Local') ?? utc) },
      IsZero: { takes: [], run: (time: GoTime) => time.seconds === zeroSeconds && time.nanoseconds === 0 },
      Add: {
        takes: [durationType],
        run: (time: GoTime, [duration]: readonly Scalar[]) => time.add(duration!.value as bigint),
      },
      AddDate: {
        takes: [intType, intType, intType],
        run: (time: GoTime, [years, months, days]: readonly bigint[]) =>
          time.addDate(Number(years), Number(months), Number(days)),
      },
      Sub: takesTime((time, other) => durationOf(time.since(other))),
      Before: takesTime((time, other) => time.since(other) < 0n),
      After: takesTime((time, other) => time.since(other) > 0n),
      Equal: takesTime((time, other) => time.since(other) === 0n),
    },
  }),
  json: (time: GoTime) => time.format(rfc3339Nano),
};

/** What Go's zero value of a time is: the first of January of the year 1. */
export const zeroTime = new GoTime(zeroSeconds, 0, utc);
