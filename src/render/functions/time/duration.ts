import { FunctionError } from '../../template/errors.ts';
import { quote } from '../../template/fmt/quote.ts';
import { intType, named } from '../../template/model/types.ts';
import { asType, int64Type, Scalar } from '../../template/model/values.ts';

/** Nanoseconds in each unit, as time.ParseDuration names them. */
const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
export const second = units.s!;
export const minute = units.m!;
export const hour = units.h!;

/**
 * The nanoseconds of a duration like `1h30m` or `-1.5s`.
 * @throws FunctionError
 */
export function parseDuration(text: string): bigint {
  const invalid = (): never => {
    throw new FunctionError(`time: invalid duration ${quote(text)}`);
  };
  const [, sign, body] = /^([-+]?)(.*)$/s.exec(text)!;
  if (body === '0') return 0n;
  if (body === '') return invalid();
  let total = 0n;
  for (let rest = body!; rest !== ''; ) {
    const match = /^(\d*)(?:\.(\d*))?/.exec(rest)!;
    const [number, whole, fraction] = match;
    if (whole === '' && (fraction ?? '') === '') return invalid();
    const name = /^[^.\d]*/.exec(rest.slice(number.length))![0];
    const unit = Object.hasOwn(units, name) ? units[name] : undefined;
    if (name === '') throw new FunctionError(`time: missing unit in duration ${quote(text)}`);
    if (unit === undefined) throw new FunctionError(`time: unknown unit ${quote(name)} in duration ${quote(text)}`);
    total += BigInt(whole || '0') * unit + fractionOf(fraction ?? '', unit);
    if (total > 2n ** 63n) return invalid();
    rest = rest.slice(number.length + name.length);
  }
  if (sign === '-') return -total;
  return total === 2n ** 63n ? invalid() : total;
}

/** Cut off below a nanosecond. */
function fractionOf(digits: string, unit: bigint): bigint {
  const used = digits.slice(0, 18);
  return used === '' ? 0n : (BigInt(used) * unit) / 10n ** BigInt(used.length);
}

/** Nanoseconds as Go's Duration.String writes them: `1h30m0s`, `1.5ms`. */
export function formatDuration(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '0s';
  const sign = nanoseconds < 0n ? '-' : '';
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (size < 1000n) return `${sign}${size}ns`;
  if (size < 1_000_000n) return `${sign}${decimal(size, 3)}µs`;
  if (size < second) return `${sign}${decimal(size, 6)}ms`;
  const minutes = size / minute;
  const seconds = `${decimal(size % minute, 9)}s`;
  if (minutes === 0n) return sign + seconds;
  return `${sign}${minutes >= 60n ? `${minutes / 60n}h` : ''}${minutes % 60n}m${seconds}`;
}

function decimal(size: bigint, places: number): string {
  const scale = 10n ** BigInt(places);
  const fraction = String(size % scale)
    .padStart(places, '0')
    .replace(/0+$/, '');
  return `${size / scale}${fraction === '' ? '' : `.${fraction}`}`;
}

/** `time.Duration` */
export const durationType = named<Scalar>('time.Duration', int64Type, {
  text: (duration: Scalar) => formatDuration(duration.value as bigint),
  methods: {
    String: { takes: [], run: (duration: Scalar) => formatDuration(duration.value as bigint) },
    Nanoseconds: { takes: [], run: (duration: Scalar) => asType(int64Type, duration.value) },
    Milliseconds: {
      takes: [],
      run: (duration: Scalar) => asType(int64Type, (duration.value as bigint) / 1_000_000n),
    },
    Seconds: { takes: [], run: (duration: Scalar) => Number(duration.value) / 1e9 },
    Minutes: { takes: [], run: (duration: Scalar) => Number(duration.value) / 6e10 },
    Hours: { takes: [], run: (duration: Scalar) => Number(duration.value) / 3.6e12 },
  },
});

/** So many nanoseconds as Go's time.Duration. */
export const durationOf = (nanoseconds: bigint): Scalar => new Scalar(durationType, BigInt.asIntN(64, nanoseconds));

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
export const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const enumeration = (name: string, texts: readonly string[], first: number) => {
  const text = (value: Scalar): string => texts[Number(value.value) - first] ?? String(value.value);
  const type = named<Scalar>(name, intType as never, { text, methods: { String: { takes: [], run: text } } });
  return (value: number): Scalar => new Scalar(type, BigInt(value));
};
export const monthOf = enumeration('time.Month', monthNames, 1);
export const weekdayOf = enumeration('time.Weekday', dayNames, 0);
