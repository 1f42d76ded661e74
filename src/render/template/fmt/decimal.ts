/** A decimal number: 0.digits × 10^point, without leading or trailing zeros. Of zero, no digits and point 0. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/** The fewest digits that tell a positive number from all others of its size. */
export function shortest(value: number, bits: 32 | 64): Decimal {
  if (value === 0) return { digits: '', point: 0 };
  if (bits === 64) return fromExponential(value.toExponential());
  for (let digits = 1; ; digits++) {
    const decimal = round(exact(value), digits);
    if (Math.fround(toNumber(decimal)) === value || digits === 17) return decimal;
  }
}

const toNumber = ({ digits, point }: Decimal): number => Number(`0.${digits}e${point}`);

function fromExponential(text: string): Decimal {
  const [mantissa, exponent] = text.split('e') as [string, string];
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 };
}

const view = new DataView(new ArrayBuffer(8));

/** A positive number as mantissa × 2^exponent, the mantissa of 53 bits unless the number is below the normal ones. */
export function parts(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  view.setFloat64(0, value);
  const raw = view.getBigUint64(0);
  const exponent = Number((raw >> 52n) & 0x7ffn);
  const fraction = raw & 0xfffffffffffffn;
  return exponent === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: exponent - 1075 };
}

/** All digits of a positive number: every floating-point number has finitely many. */
export function exact(value: number): Decimal {
  if (value === 0) return { digits: '', point: 0 };
  const { mantissa, exponent } = parts(value);
  const places = Math.max(0, -exponent);
  const scaled = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(places);
  const digits = scaled.toString();
  return { digits: digits.replace(/0+$/, ''), point: digits.length - places };
}

/** Rounded to a number of digits; halves go to the even digit, as IEEE 754 has it. */
export function round({ digits, point }: Decimal, count: number): Decimal {
  if (count >= digits.length) return { digits, point };
  if (count < 0) return { digits: '', point: 0 };
  const next = digits.charCodeAt(count) - 48;
  const isHalf = next === 5 && digits.length === count + 1;
  const isOdd = count > 0 && (digits.charCodeAt(count - 1) - 48) % 2 === 1;
  if (next < 5 || (isHalf && !isOdd)) {
    const kept = digits.slice(0, count).replace(/0+$/, '');
    return { digits: kept, point: kept === '' ? 0 : point };
  }
  const up = (BigInt(`0${digits.slice(0, count)}`) + 1n).toString();
  const grown = up.length > count ? 1 : 0;
  return { digits: up.replace(/0+$/, ''), point: point + grown };
}
