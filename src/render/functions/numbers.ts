const prefixes: Readonly<Record<string, number>> = { '0x': 16, '0b': 2, '0o': 8 };
const digitsOf: Readonly<Record<number, RegExp>> = {
  2: /^[01]+$/,
  8: /^[0-7]+$/,
  10: /^[0-9]+$/,
  16: /^[0-9a-f]+$/,
};

/** Underscores may stand between digits, and after a prefix. */
const goodUnderscores = /^(0[xbo]_?)?[0-9a-f]+(_[0-9a-f]+)*$/;

/** An integer of 64 bits, as Go's strconv.ParseInt reads it; base 0 goes by the prefix. Undefined for what is none. */
export function parseInt64(text: string, base: 0 | 8 | 10): bigint | undefined {
  const [, sign, body] = /^([-+]?)(.*)$/s.exec(text.toLowerCase())!;
  let digits = body!;
  let radix: number = base;
  if (base === 0) {
    radix = prefixes[digits.slice(0, 2)] ?? (digits.startsWith('0') && digits !== '0' ? 8 : 10);
    if (digits.includes('_')) {
      if (radix === 10 || !goodUnderscores.test(digits))
        return digits.startsWith('0') ? undefined : plain(digits, sign);
      digits = digits.replaceAll('_', '');
    }
    if (Object.hasOwn(prefixes, digits.slice(0, 2))) digits = digits.slice(2);
  }
  if (!digitsOf[radix]!.test(digits)) return undefined;
  const size = radix === 10 ? BigInt(digits) : BigInt(({ 2: '0b', 8: '0o', 16: '0x' } as never)[radix] + digits);
  return inRange(sign === '-' ? -size : size);
}

/** Digits of base 10 have underscores between them, as in Go's source. */
const plain = (digits: string, sign: string | undefined): bigint | undefined =>
  /^[0-9]+(_[0-9]+)*$/.test(digits)
    ? inRange(BigInt(digits.replaceAll('_', '')) * (sign === '-' ? -1n : 1n))
    : undefined;

const inRange = (value: bigint): bigint | undefined => (value >= -(2n ** 63n) && value < 2n ** 63n ? value : undefined);

const words: Readonly<Record<string, number>> = { inf: Infinity, infinity: Infinity, nan: Number.NaN };

/** A floating-point number as Go's strconv.ParseFloat reads it; undefined for what is none, or too large. */
export function parseFloat64(text: string): number | undefined {
  const [, sign, body] = /^([-+]?)(.*)$/s.exec(text.toLowerCase())!;
  const factor = sign === '-' ? -1 : 1;
  if (Object.hasOwn(words, body!)) return body === 'nan' && sign !== '' ? undefined : factor * words[body!]!;
  const hex = /^0x([0-9a-f_]*)(?:\.([0-9a-f_]*))?p([-+]?\d+)$/.exec(body!);
  if (hex !== null) {
    const digits = (hex[1]! + (hex[2] ?? '')).replaceAll('_', '');
    if (digits === '') return undefined;
    const value = Number(BigInt(`0x${digits}`)) * 2 ** (Number(hex[3]) - 4 * (hex[2] ?? '').replaceAll('_', '').length);
    return Number.isFinite(value) ? factor * value : undefined;
  }
  // Underscores may stand between digits.
  if (/(?<!\d)_|_(?!\d)/.test(body!) || !/^(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/.test(body!.replaceAll('_', ''))) {
    return undefined;
  }
  const value = Number(body!.replaceAll('_', ''));
  return Number.isFinite(value) ? factor * value : undefined;
}
