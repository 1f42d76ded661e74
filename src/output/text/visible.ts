/**
 * What a terminal would act on or not show: control characters (ESC, BEL, C1), format characters that hide or reorder
 * text (https://trojansource.codes), separators and halves of surrogate pairs. The two joiners stay: emoji and several
 * scripts need them.
 */
const invisible = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * One line of text in which nothing is hidden: `\n`, `\x1b`, `\u202e` stand for such characters. Values come from
 * files that may be hostile, so whatever reaches a terminal, a log or a page goes through here.
 */
export const visible = (text: string): string =>
  text.replace(invisible, (char) => {
    const short = named[char];
    if (short !== undefined) return short;
    const hex = char.codePointAt(0)!.toString(16);
    if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
    return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
  });

const beyondPlain = /[^\n -~]/;

/** The same for a text of several lines, whose line ends stay. */
export const visibleLines = (text: string): string =>
  beyondPlain.test(text) ? text.split('\n').map(visible).join('\n') : text;

/**
 * JSON text with the characters above, where `JSON.stringify` leaves them raw inside strings, as `\u` escapes: the same
 * value, safe to print. Line breaks outside strings stay, and so do the few beyond U+FFFF, which YAML cannot escape in
 * JSON's way. Tabs and carriage returns are blanks there, and inside strings there are none: the latter become spaces, since a
 * terminal would write over what stands before them.
 */
export const escapeInvisible = (json: string): string =>
  // Most output is ASCII, and much of it line breaks: one quick look saves a slow one.
  !beyondPlain.test(json)
    ? json
    : json.replace(invisible, (char) =>
        char.length > 1 ? char : (blanks[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
      );

const blanks: Readonly<Record<string, string>> = { '\n': '\n', '\t': '\t', '\r': ' ' };
