import { type Decimal, exact, parts, round, shortest } from './decimal.ts';

export type FloatVerb = 'e' | 'E' | 'f' | 'g' | 'G' | 'b' | 'x' | 'X';

/**
 * A floating-point number as Go's strconv.FormatFloat writes it. `precision` is the digits after the point for e and f, the
 * digits altogether for g; -1 for as few as tell the number from others.
 */
export function formatFloat(value: number, verb: FloatVerb, precision: number, bits: 32 | 64 = 64): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (verb === 'b') return sign + binary(size, bits);
  if (verb === 'x' || verb === 'X') return sign + hexadecimal(size, precision, verb);
  const isShortest = precision < 0;
  let digits = precision;
  if (verb === 'g' || verb === 'G') digits = Math.max(1, digits);
  const decimal = isShortest ? shortest(size, bits) : rounded(exact(size), verb, digits);
  const count = decimal.digits.length;
  if (verb === 'e' || verb === 'E')
    return sign + exponential(decimal, isShortest ? Math.max(0, count - 1) : digits, verb);
  if (verb === 'f') return sign + plain(decimal, isShortest ? Math.max(0, count - decimal.point) : digits);
  return sign + general(decimal, isShortest, isShortest ? count : digits, verb);
}

function rounded(decimal: Decimal, verb: FloatVerb, digits: number): Decimal {
  if (verb === 'f') return round(decimal, decimal.point + digits);
  return round(decimal, verb === 'g' || verb === 'G' ? digits : digits + 1);
}

/** The shorter of the two forms, as C has it: exponents below -4 and from the precision on are written. */
function general(decimal: Decimal, isShortest: boolean, precision: number, verb: 'g' | 'G'): string {
  const count = decimal.digits.length;
  // Without a precision, 6 decides: 100000 but 1e+06.
  const limit = isShortest ? 6 : precision > count && count >= decimal.point ? count : precision;
  const exponent = decimal.point - 1;
  if (exponent < -4 || exponent >= limit) {
    return exponential(decimal, Math.min(precision, count) - 1, verb === 'g' ? 'e' : 'E');
  }
  return plain(decimal, Math.max((precision > decimal.point ? count : precision) - decimal.point, 0));
}

function exponential({ digits, point }: Decimal, precision: number, letter: 'e' | 'E'): string {
  const first = digits[0] ?? '0';
  const rest = precision > 0 ? `.${digits.slice(1, precision + 1).padEnd(precision, '0')}` : '';
  const exponent = digits === '' ? 0 : point - 1;
  return `${first}${rest}${letter}${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function plain({ digits, point }: Decimal, precision: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  if (precision <= 0) return whole;
  const fraction = (point < 0 ? '0'.repeat(Math.min(-point, precision)) : '') + digits.slice(Math.max(0, point));
  return `${whole}.${fraction.slice(0, precision).padEnd(precision, '0')}`;
}

function binary(size: number, bits: 32 | 64): string {
  let { mantissa, exponent } = parts(size);
  if (bits === 32) {
    // Numbers of 32 bits have 24 of mantissa, and are below the normal ones from 2^-126 on.
    const shift = Math.max(29, -149 - exponent);
    mantissa >>= BigInt(shift);
    exponent += shift;
    if (size === 0) exponent = -149;
  }
  return `${mantissa}p${exponent >= 0 ? '+' : ''}${exponent}`;
}

function hexadecimal(size: number, precision: number, letter: 'x' | 'X'): string {
  let { mantissa, exponent } = parts(size);
  let power = 0;
  if (mantissa !== 0n) {
    const length = mantissa.toString(2).length;
    mantissa <<= BigInt(61 - length);
    power = exponent + length - 1;
  }
  if (precision >= 0 && precision < 15) {
    const cut = BigInt(60 - precision * 4);
    const rest = mantissa & ((1n << cut) - 1n);
    const half = 1n << (cut - 1n);
    mantissa >>= cut;
    if (rest > half || (rest === half && (mantissa & 1n) === 1n)) mantissa++;
    mantissa <<= cut;
    if (mantissa >> 61n) {
      mantissa >>= 1n;
      power++;
    }
  }
  exponent = power;
  const all = (mantissa & ((1n << 60n) - 1n)).toString(16).padStart(15, '0');
  const fraction = precision < 0 ? all.replace(/0+$/, '') : all.slice(0, precision).padEnd(precision, '0');
  const text = `0x${mantissa >> 60n}${fraction === '' ? '' : `.${fraction}`}p${exponent < 0 ? '-' : '+'}${String(
    Math.abs(exponent),
  ).padStart(2, '0')}`;
  return letter === 'X' ? text.toUpperCase() : text;
}
