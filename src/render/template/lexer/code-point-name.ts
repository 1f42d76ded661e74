import { isPrintable } from '../fmt/quote.ts';

/** A character as Go's `%#U` writes it: `U+0040 '@'`; -1 is the end of the text. */
export function codePointName(point: number): string {
  if (point < 0) return 'U+FFFFFFFFFFFFFFFF';
  const name = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  return isPrintable(point) ? `${name} '${String.fromCodePoint(point)}'` : name;
}
