import { isAscii, isUtf8 } from 'node:buffer';

/** A file's text, or where and why its bytes are none. Columns count from 1, in UTF-16 units. */
export type Decoded =
  | { readonly text: string; readonly problem?: never }
  | {
      readonly text?: never;
      readonly problem: { readonly message: string; readonly line: number; readonly column: number };
    };

/**
 * Bytes as text: UTF-8, or what a byte order mark announces (UTF-8, UTF-16 of either order: what Go's YAML reader,
 * and so Kubernetes, takes). The mark itself is left out. Never throws.
 */
export function decode(bytes: Buffer): Decoded {
  // One byte a character: half the memory, and quicker to read. Nearly all manifests are plain ASCII.
  if (isAscii(bytes)) return { text: bytes.toString('latin1') };
  if (startsWith(bytes, 0xff, 0xfe)) return decodeUtf16(bytes);
  if (startsWith(bytes, 0xfe, 0xff)) return decodeUtf16(Buffer.from(evenPart(bytes)).swap16(), bytes.length);
  const content = startsWith(bytes, 0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes;
  return isUtf8(content) ? { text: content.toString('utf8') } : { problem: badUtf8(content) };
}

const startsWith = (bytes: Buffer, ...start: number[]): boolean => start.every((byte, i) => bytes[i] === byte);

const evenPart = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length - (bytes.length % 2));

/** `bytes` in little-endian order with their mark; `length` is that of the original, where an odd byte was cut off. */
function decodeUtf16(bytes: Buffer, length = bytes.length): Decoded {
  const text = evenPart(bytes).subarray(2).toString('utf16le');
  const lone = /\p{Surrogate}/u.exec(text);
  if (lone !== null) {
    const code = lone[0].charCodeAt(0).toString(16).toUpperCase();
    return { problem: { message: `not valid UTF-16: half of a character (0x${code})`, ...placeOf(text, lone.index) } };
  }
  if (length % 2 === 0) return { text };
  return { problem: { message: 'not valid UTF-16: half a character at its end', ...placeOf(text, text.length) } };
}

/** The first byte that is not UTF-8. A line feed is never part of a longer character, so one line at a time will do. */
function badUtf8(bytes: Buffer): { message: string; line: number; column: number } {
  let start = 0;
  for (let line = 1; ; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed;
    const bytesOfLine = bytes.subarray(start, end);
    if (!isUtf8(bytesOfLine)) {
      const { offset, column } = badCharacter(bytesOfLine);
      const hex = bytesOfLine[offset]!.toString(16).padStart(2, '0').toUpperCase();
      return { message: `not valid UTF-8: byte 0x${hex}. Save the file as UTF-8`, line, column };
    }
    start = end + 1;
  }
}

const replacement = Buffer.from('\uFFFD');

/** Decoding puts U+FFFD for a bad byte; the first that the bytes do not really hold is the place. */
function badCharacter(line: Buffer): { offset: number; column: number } {
  let offset = 0;
  let column = 1;
  for (const character of line.toString('utf8')) {
    const size = Buffer.byteLength(character);
    if (character === '\uFFFD' && !line.subarray(offset, offset + size).equals(replacement)) break;
    offset += size;
    column += character.length;
  }
  return { offset, column };
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
