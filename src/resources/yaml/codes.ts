import { isAscii } from '../../base/is-ascii.ts';

/**
 * A text's UTF-16 units by number: an array is read faster than a string. A line feed follows the last, so that loops
 * over a line need not look for the end of the text.
 */
export type Codes = Uint8Array | Uint16Array;

export function codesOf(text: string): Codes {
  const isPlain = isAscii(text);
  const codes = isPlain ? new Uint8Array(text.length + 1) : new Uint16Array(text.length + 1);
  Buffer.from(codes.buffer).write(text, isPlain ? 'latin1' : 'utf16le');
  codes[text.length] = 10;
  return codes;
}
