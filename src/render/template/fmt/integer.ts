import { type Flags, pad, padding } from './flags.ts';
import { isPrintable, quoteCharacter } from './quote.ts';

const bases: Readonly<Record<string, number>> = { v: 10, d: 10, b: 2, o: 8, O: 8, x: 16, X: 16 };
const prefixes: Readonly<Record<number, string>> = { 2: '0b', 16: '0x' };

/** An integer by a verb; undefined where the verb is none for integers. `%#v` of unsigned ones is hexadecimal. */
export function formatInteger(value: bigint, verb: string, flags: Flags, isSigned: boolean): string | undefined {
  const base = bases[verb];
  if (base !== undefined) {
    if (verb === 'v' && flags.sharpV && !isSigned) return inBase(value, 16, 'v', { ...flags, sharp: true });
    return inBase(value, base, verb, flags);
  }
  const point = value >= 0n && value <= 0x10ffffn ? Number(value) : 0xfffd;
  switch (verb) {
    case 'c':
      return pad(String.fromCodePoint(point >= 0xd800 && point <= 0xdfff ? 0xfffd : point), flags);
    case 'q':
      return pad(quoteCharacter(point, flags.plus), flags);
    case 'U':
      return unicode(BigInt.asUintN(64, value), flags);
    default:
      return undefined;
  }
}

function inBase(value: bigint, base: number, verb: string, flags: Flags): string {
  const { precision, width } = flags;
  if (precision === 0 && value === 0n) return padding({ ...flags, zero: false }, 0);
  const isNegative = value < 0n;
  const hasSign = isNegative || flags.plus || flags.space;
  let least = precision ?? 0;
  if (precision === undefined && flags.zero && !flags.minus && width !== undefined) least = hasSign ? width - 1 : width;
  let text = (isNegative ? -value : value).toString(base).padStart(least, '0');
  if (flags.sharp) {
    if (base === 8) text = text.startsWith('0') ? text : `0${text}`;
    else text = (prefixes[base] ?? '') + text;
  }
  if (verb === 'O') text = `0o${text}`;
  if (verb === 'X') text = text.toUpperCase();
  const sign = isNegative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  return pad(sign + text, { ...flags, zero: false });
}

/** `U+0040`; with `#` the character as well. */
function unicode(value: bigint, flags: Flags): string {
  const digits = value
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(4, flags.precision ?? 0), '0');
  const isShown = flags.sharp && value <= 0x10ffffn && isPrintable(Number(value));
  const shown = isShown ? ` '${String.fromCodePoint(Number(value))}'` : '';
  return pad(`U+${digits}${shown}`, { ...flags, zero: false });
}
