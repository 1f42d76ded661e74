import { encode } from '../model/text.ts';
import { type Flags, pad, padding, truncate } from './flags.ts';
import { canBackquote, quote } from './quote.ts';

/** A string by a verb; undefined where the verb is none for strings. */
export function formatString(text: string, verb: string, flags: Flags): string | undefined {
  switch (verb) {
    case 'v':
      return flags.sharpV ? quoted(text, flags) : pad(truncate(text, flags), flags);
    case 's':
      return pad(truncate(text, flags), flags);
    case 'q':
      return quoted(text, flags);
    case 'x':
    case 'X':
      return hexadecimal(encode(text), verb, flags);
    default:
      return undefined;
  }
}

function quoted(text: string, flags: Flags): string {
  const shown = truncate(text, flags);
  return pad(flags.sharp && canBackquote(shown) ? `\`${shown}\`` : quote(shown, flags.plus), flags);
}

/** Bytes as hexadecimal digits; a blank flag puts spaces between them. */
export function hexadecimal(bytes: Uint8Array, verb: 'x' | 'X', flags: Flags): string {
  const shown = flags.precision === undefined ? bytes : bytes.subarray(0, flags.precision);
  if (shown.length === 0) return padding(flags, 0);
  const prefix = flags.sharp ? '0x' : '';
  const pairs = Array.from(shown, (byte) => byte.toString(16).padStart(2, '0'));
  const text = flags.space ? pairs.map((pair) => prefix + pair).join(' ') : prefix + pairs.join('');
  const blanks = padding(flags, text.length);
  const cased = verb === 'X' ? text.toUpperCase() : text;
  return flags.minus ? cased + blanks : blanks + cased;
}
