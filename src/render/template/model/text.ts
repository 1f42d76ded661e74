/**
 * Go's strings are bytes, mostly UTF-8. Here they are JavaScript's strings, so that functions need nothing special for
 * ordinary text. A byte that is not part of valid UTF-8 (half of a character that was cut) is the lone surrogate
 * U+DC00 + byte, as Python's PEP 383 has it: lengths, positions and order by byte are all known, and no byte is lost.
 */
const nonAscii = /[^\0-\x7f]/;
const surrogate = /[\ud800-\udfff]/;
const escapedByte = /[\udc80-\udcff]/u;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/** The number of bytes of a string. */
export function byteLength(text: string): number {
  if (!nonAscii.test(text)) return text.length;
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes++;
    else if (unit < 0x800) bytes += 2;
    else if (isHigh(unit) && isLow(text.charCodeAt(i + 1))) {
      bytes += 4;
      i++;
    } else bytes += unit >= 0xdc80 && unit <= 0xdcff ? 1 : 3;
  }
  return bytes;
}

/** The bytes of a string. */
export function encode(text: string): Uint8Array {
  if (!escapedByte.test(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point >= 0xdc80 && point <= 0xdcff) bytes.push(point - 0xdc00);
    else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}

/** The string of bytes. */
export function decode(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    let text = '';
    for (let i = 0; i < bytes.length; ) {
      const length = characterLength(bytes, i);
      text += length === 0 ? String.fromCharCode(0xdc00 + bytes[i]!) : strict.decode(bytes.subarray(i, i + length));
      i += length || 1;
    }
    return text;
  }
}

/** How many bytes the character at `at` has; 0 where there is no valid one (The Unicode Standard, table 3-7). */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (bytes[at + 1]! < lowest || bytes[at + 1]! > highest) return 0;
  for (let i = 2; i < length; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0;
  return length;
}

/** Text whose parts were put together: escaped bytes that now make up a character become that character. */
export const joined = (text: string): string => (escapedByte.test(text) ? decode(encode(text)) : text);

/** `text[start:end]`, in bytes. */
export const sliceBytes = (text: string, start: number, end: number): string =>
  nonAscii.test(text) ? decode(encode(text).subarray(start, end)) : text.slice(start, end);

/** The byte at a position within the string. */
export const byteAt = (text: string, at: number): number =>
  nonAscii.test(text) ? encode(text)[at]! : text.charCodeAt(at);

/** The number of characters, each byte that belongs to none counting as one. */
export function characterCount(text: string): number {
  if (!surrogate.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Go's order of strings, by byte: negative, zero or positive. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (!surrogate.test(a) && !surrogate.test(b)) return a < b ? -1 : 1;
  const [x, y] = [encode(a), encode(b)];
  for (let i = 0; i < x.length && i < y.length; i++) if (x[i] !== y[i]) return x[i]! - y[i]!;
  return x.length - y.length;
}
