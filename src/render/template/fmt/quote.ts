const printable = /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;

/** True for what Go's strconv.IsPrint holds to be visible: of blanks, only U+0020. */
export const isPrintable = (point: number): boolean =>
  point < 0x7f ? point >= 0x20 : point <= 0x10ffff && printable.test(String.fromCodePoint(point));

const escapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

function escaped(point: number, mark: string, asciiOnly: boolean): string {
  const isByte = point >= 0xdc80 && point <= 0xdcff;
  if (isByte) return `\\x${hex(point - 0xdc00, 2)}`;
  const character = String.fromCodePoint(point);
  if (character === mark || character === '\\') return `\\${character}`;
  if (isPrintable(point) && (point < 0x80 || !asciiOnly)) return character;
  if (escapes[character] !== undefined) return escapes[character];
  if (point < 0x20 || point === 0x7f) return `\\x${hex(point, 2)}`;
  return point < 0x10000 ? `\\u${hex(point, 4)}` : `\\U${hex(point, 8)}`;
}

/** A string as Go's strconv.Quote writes it, which is what `%q` gives; `asciiOnly` is `%+q`. */
export function quote(text: string, asciiOnly = false): string {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`;
  let quoted = '"';
  for (const character of text) quoted += escaped(character.codePointAt(0)!, '"', asciiOnly);
  return `${quoted}"`;
}

/** A character as Go's strconv.QuoteRune writes it; what is no character is U+FFFD. */
export function quoteCharacter(point: number, asciiOnly = false): string {
  const isCharacter = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return `'${escaped(isCharacter ? point : 0xfffd, "'", asciiOnly)}'`;
}

/** True for a string that fits between back quotes, on one line. */
export const canBackquote = (text: string): boolean => !/[`\x7f\ufeff\udc80-\udcff]|(?!\t)[^ -\u{10ffff}]/u.test(text);
