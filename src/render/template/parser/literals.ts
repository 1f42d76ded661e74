import { quote } from '../fmt/quote.ts';
import { joined } from '../model/text.ts';

/** What is wrong with a literal; the parser adds where. */
export class LiteralError extends Error {}

const simple: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92 };
const escapePattern = /\\(?:([abfnrtv\\'"])|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3}))/y;

interface Unquoted {
  readonly point: number;
  /** A byte of its own, which need not be a character. */
  readonly isByte: boolean;
  readonly end: number;
}

/** The character, or its escape, at a position of a literal in marks. */
function unquoteAt(text: string, at: number, mark: string): Unquoted {
  const first = text.codePointAt(at);
  if (first === undefined || text[at] === mark || text[at] === '\n') throw new LiteralError('invalid syntax');
  if (text[at] !== '\\') return { point: first, isByte: false, end: at + String.fromCodePoint(first).length };
  escapePattern.lastIndex = at;
  const [, letter, byte, short, long, octal] = escapePattern.exec(text) ?? [];
  const end = escapePattern.lastIndex;
  if (letter !== undefined) {
    const isMark = letter === '"' || letter === "'";
    if (isMark && letter !== mark) throw new LiteralError('invalid syntax');
    return { point: isMark ? letter.charCodeAt(0) : simple[letter]!, isByte: false, end };
  }
  if (byte !== undefined) return { point: Number.parseInt(byte, 16), isByte: true, end };
  if (octal !== undefined && octal <= '377') return { point: Number.parseInt(octal, 8), isByte: true, end };
  const point = Number.parseInt(short ?? long ?? '110000', 16);
  if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) throw new LiteralError('invalid syntax');
  return { point, isByte: false, end };
}

/**
 * The value of a string literal of Go's, in double or back quotes.
 * @throws LiteralError
 */
export function unquote(literal: string): string {
  if (literal.startsWith('`')) return literal.slice(1, -1).replaceAll('\r', '');
  if (!literal.includes('\\') && !literal.includes('\n')) return literal.slice(1, -1);
  let value = '';
  for (let at = 1; at < literal.length - 1; ) {
    const { point, isByte, end } = unquoteAt(literal, at, '"');
    value += isByte && point >= 0x80 ? String.fromCharCode(0xdc00 + point) : String.fromCodePoint(point);
    at = end;
  }
  return joined(value);
}

/** A number constant, as each of the kinds that can hold it. */
export interface NumberConstant {
  readonly int: bigint | undefined;
  readonly uint: bigint | undefined;
  readonly float: number | undefined;
}

function characterConstant(text: string): NumberConstant {
  const { point, end } = unquoteAt(text, 1, "'");
  if (text.slice(end) !== "'") throw new LiteralError(`malformed character constant: ${text}`);
  return { int: BigInt(point), uint: BigInt(point), float: point };
}

/** What most are. */
const small = /^(?:0|[1-9]\d{0,14})$/;
const integer =
  /^([+-]?)(?:0[xX]_?([\da-fA-F]+(?:_[\da-fA-F]+)*)|0[bB]_?([01]+(?:_[01]+)*)|0[oO]?_?([0-7]+(?:_[0-7]+)*)|(0|[1-9]\d*(?:_\d+)*))$/;
const decimal = /^[+-]?(?:[\d_]+\.?[\d_]*|\.[\d_]+)(?:[eE][+-]?\d[\d_]*)?$/;
const hexadecimal = /^([+-]?)0[xX]([\da-fA-F_]*)(?:\.([\da-fA-F_]*))?[pP]([+-]?\d[\d_]*)$/;

const isInt64 = (value: bigint): boolean => value === BigInt.asIntN(64, value);
const isUint64 = (value: bigint): boolean => value === BigInt.asUintN(64, value);

/**
 * What a number constant says: whole (decimal, hexadecimal, octal, binary), or floating point, underscores where Go allows
 * them; or a character in its marks.
 * @throws LiteralError, for complex numbers as well
 */
export function numberOf(text: string): NumberConstant {
  if (small.test(text)) return { int: BigInt(text), uint: BigInt(text), float: Number(text) };
  if (text.startsWith("'")) return characterConstant(text);
  if (text.endsWith('i')) throw new LiteralError(`complex numbers are not supported: ${quote(text)}`);
  const { value, sign } = wholeNumber(text);
  let int = value !== undefined && isInt64(value) ? value : undefined;
  let uint = value !== undefined && (sign === '' || value === 0n) && isUint64(value) ? value : undefined;
  let float = int !== undefined ? Number(int) : uint !== undefined ? Number(uint) : floatingPoint(text);
  if (float !== undefined && int === undefined && uint === undefined) {
    if (!/[.eEpP]/.test(text)) throw new LiteralError(`integer overflow: ${quote(text)}`);
    if (!Number.isFinite(float)) float = undefined;
    else if (Number.isInteger(float)) {
      const whole = BigInt(float);
      if (isInt64(whole)) int = whole;
      if (isUint64(whole)) uint = whole;
    }
  }
  if (float === undefined) throw new LiteralError(`illegal number syntax: ${quote(text)}`);
  return { int, uint, float };
}

function wholeNumber(text: string): { readonly value: bigint | undefined; readonly sign: string } {
  const [, sign = '', hex, binary, octal, plain] = integer.exec(text) ?? [];
  const [prefix, digits] = hex ? ['0x', hex] : binary ? ['0b', binary] : octal ? ['0o', octal] : ['', plain];
  if (digits === undefined) return { value: undefined, sign };
  const value = BigInt(prefix + digits.replaceAll('_', ''));
  return { value: sign === '-' ? -value : value, sign };
}

/** Underscores separate digits, and are allowed only there (the Go specification, Floating-point literals). */
const badUnderscore = /(?:^|\D)_|_(?:$|\D)/;
const badHexUnderscore = /(?:^|[^\da-fA-FxX])_|_(?:$|[^\da-fA-F])/;

function floatingPoint(text: string): number | undefined {
  if (decimal.test(text)) return badUnderscore.test(text) ? undefined : Number(text.replaceAll('_', ''));
  if (badHexUnderscore.test(text)) return undefined;
  const [, sign, whole = '', fraction = '', exponent] = hexadecimal.exec(text.replaceAll('_', '')) ?? [];
  if (exponent === undefined || whole + fraction === '') return undefined;
  const value = hexadecimalValue(BigInt(`0x${whole}${fraction}`), Number(exponent) - 4 * fraction.length);
  return sign === '-' ? -value : value;
}

/** mantissa × 2^exponent, rounded once, to the even neighbour when halfway. */
function hexadecimalValue(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const bits = mantissa.toString(2).length;
  // What is kept: 53 bits, fewer for numbers below the normal ones (2^-1022).
  const kept = Math.min(53, bits + exponent + 1074);
  if (bits + exponent > 1100) return Number.POSITIVE_INFINITY;
  if (kept < 0) return 0;
  const cut = BigInt(Math.max(0, bits - kept));
  const half = cut === 0n ? 0n : 1n << (cut - 1n);
  const rest = mantissa - ((mantissa >> cut) << cut);
  let rounded = mantissa >> cut;
  if (cut > 0n && (rest > half || (rest === half && (rounded & 1n) === 1n))) rounded++;
  const power = exponent + Number(cut);
  // In two steps, as 2^power alone may be out of range.
  return Number(rounded) * 2 ** Math.ceil(power / 2) * 2 ** Math.floor(power / 2);
}
