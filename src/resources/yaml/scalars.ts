/**
 * What unquoted words mean to Kubernetes. It reads YAML through Go's sigs.k8s.io/yaml, whose rules are neither those of
 * YAML 1.1 nor of 1.2: `yes` and `0o17` are a boolean and a number, `1:30` and dates stay strings.
 * test/resources/yaml/kubernetes.test.ts holds this file to the real thing.
 */

/** A scalar's value, and the text that it becomes as a map key: undefined where Kubernetes takes no such key. */
export interface Scalar {
  readonly type: 'null' | 'bool' | 'int' | 'float' | 'string';
  /** NaN and infinities for `.nan` and `.inf`, which JSON has no words for. */
  readonly value: null | boolean | number | string;
  readonly key: string | undefined;
}

const scalar = (type: Scalar['type'], value: Scalar['value'], key: string | undefined): Scalar => ({
  type,
  value,
  key,
});
const nothing = scalar('null', null, undefined);
export const stringScalar = (text: string): Scalar => scalar('string', text, text);

/** The three spellings that count: yes, Yes, YES, but not yEs. */
const spellings = (word: string): string[] => [word, word[0]!.toUpperCase() + word.slice(1), word.toUpperCase()];
const dotted = (sign: string): string[] => [`${sign}.inf`, `${sign}.Inf`, `${sign}.INF`];

const words = new Map<string, Scalar>([
  ...['y', 'yes', 'true', 'on'].flatMap(spellings).map((word) => [word, scalar('bool', true, 'true')] as const),
  ...['n', 'no', 'false', 'off'].flatMap(spellings).map((word) => [word, scalar('bool', false, 'false')] as const),
  ...['', '~', ...spellings('null')].map((word) => [word, nothing] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, scalar('float', Number.NaN, '.nan')] as const),
  ...[...dotted(''), ...dotted('+')].map((word) => [word, scalar('float', Infinity, '.inf')] as const),
  ...dotted('-').map((word) => [word, scalar('float', -Infinity, '-.inf')] as const),
]);

/** The first letters of all words above and of numbers: any other word is a string, and most are. */
const firstLetters = new Set('+-.0123456789yYnNtTfFoO~');

/** The value of an untagged plain scalar. */
export function resolve(text: string): Scalar {
  if (text !== '' && !firstLetters.has(text[0]!)) return stringScalar(text);
  return words.get(text) ?? number(text) ?? stringScalar(text);
}

function number(text: string): Scalar | undefined {
  const first = text[0]!;
  // Here Go lets its float parser judge underscores: they must stand between digits. Below they may stand anywhere.
  if (first === '.')
    return /^\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+(_[0-9]+)*)?$/.test(text) ? float(text.replaceAll('_', '')) : undefined;
  if (!/[-+0-9]/.test(first)) return undefined;
  const digits = text.replaceAll('_', '');
  if (/^(0|[1-9][0-9]{0,14})$/.test(digits)) return scalar('int', Number(digits), digits);
  const integer = parseInteger(digits);
  if (integer !== undefined) {
    // Go gives integers beyond int64 another type, which is no map key.
    const key = integer < 2n ** 63n ? integer.toString() : undefined;
    return scalar('int', Number(integer), key);
  }
  return /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(digits) ? float(digits) : undefined;
}

/** Decimal, hexadecimal, binary, octal. A slip in Go's reader that manifests could rely on: a sign may follow `0b`. */
const integers = /^([-+]?)(?:([1-9][0-9]*|0)|0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+))$|^0b([-+])([01]+)$/;

/** Integers that fit in 64 bits, signed or not; undefined for anything else. */
function parseInteger(text: string): bigint | undefined {
  const match = integers.exec(text);
  if (match === null) return undefined;
  const [, before, decimal, hexadecimal, binary, octal, within, signed] = match;
  const sign = before ?? within;
  const prefixed = (hexadecimal && `0x${hexadecimal}`) ?? (octal && `0o${octal}`) ?? `0b${binary ?? signed}`;
  const size = BigInt(decimal ?? prefixed);
  const value = sign === '-' ? -size : size;
  // Only numbers without a sign may use the 64th bit.
  const top = sign === '' ? 2n ** 64n : 2n ** 63n;
  return value >= -(2n ** 63n) && value < top ? value : undefined;
}

/** Beyond what a 64-bit float holds, Go leaves the text a string. */
function float(text: string): Scalar | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? scalar('float', value, floatKey(value)) : undefined;
}

/** A float as a map key: Go writes it with the digits of a 32-bit float, in `%g` form. */
function floatKey(value: number): string {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  const sign = Object.is(single, -0) || single < 0 ? '-' : '';
  const size = Math.abs(single);
  if (size === 0) return `${sign}0`;
  let digits = 1;
  while (Math.fround(Number(size.toPrecision(digits))) !== size) digits++;
  const [mantissa, exponent] = size.toExponential(digits - 1).split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < 6) return sign + plainDecimal(mantissa.replace('.', ''), power);
  return `${sign}${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function plainDecimal(digits: string, power: number): string {
  if (power < 0) return `0.${'0'.repeat(-power - 1)}${digits}`;
  const whole = digits.padEnd(power + 1, '0');
  return whole.length > power + 1 ? `${whole.slice(0, power + 1)}.${whole.slice(power + 1)}` : whole;
}

const coreTag = 'tag:yaml.org,2002:';

/**
 * The value of a scalar with a tag (in full, `tag:yaml.org,2002:int`), or undefined when the tag does not fit. Unknown
 * tags make strings, as does `!`.
 */
export function resolveTagged(tag: string, text: string): Scalar | undefined {
  if (!tag.startsWith(coreTag)) return stringScalar(text);
  const found = resolve(text);
  switch (tag.slice(coreTag.length)) {
    case 'null':
    case 'bool':
    case 'int':
      return found.type === tag.slice(coreTag.length) ? found : undefined;
    case 'float':
      if (found.type === 'float') return found;
      return found.type === 'int' && found.key !== undefined ? float(String(found.value)) : undefined;
    case 'binary':
      return /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text.replace(/[\r\n]/g, ''))
        ? stringScalar(Buffer.from(text, 'base64').toString('utf8'))
        : undefined;
    case 'timestamp':
      return isTimestamp(text) ? stringScalar(text) : undefined;
    default:
      return stringScalar(text);
  }
}

function isTimestamp(text: string): boolean {
  const [, year, month, day] =
    /^(\d{4})-(\d\d?)-(\d\d?)([Tt]\d\d?:\d\d?:\d\d?(\.\d+)?(Z|[-+]\d\d:\d\d)| \d\d?:\d\d?:\d\d?(\.\d+)?)?$/.exec(
      text,
    ) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
