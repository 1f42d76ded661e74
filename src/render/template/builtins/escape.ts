import { printed, sprint } from '../fmt/print.ts';
import { isPrintable } from '../fmt/quote.ts';
import { encode } from '../model/text.ts';
import { indirect, type Value } from '../model/values.ts';

/** Arguments as one text, each as an action would print it. */
export function textOfAll(values: readonly Value[], longest: number): string {
  const [only] = values;
  if (values.length === 1 && typeof only === 'string') return only;
  return sprint(
    values.map((value) => indirect(value) ?? printed(value)),
    longest,
  );
}

const entities: Readonly<Record<string, string>> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\0': '\ufffd',
};

/** Go's HTMLEscapeString. */
export const escapeHtml = (text: string): string => text.replace(/["'&<>\0]/g, (character) => entities[character]!);

const upper = (point: number, digits: number): string => point.toString(16).toUpperCase().padStart(digits, '0');

/** Within a string of JavaScript. */
export const escapeJavaScript = (text: string): string =>
  text.replace(/[\\'"<>&=]|[^ -\x7f]/gu, (character) => {
    if (character === '\\' || character === "'" || character === '"') return `\\${character}`;
    const point = character.codePointAt(0)!;
    if (point < 0x80) return `\\u${upper(point, 4)}`;
    // A byte that is no character.
    if (point >= 0xdc80 && point <= 0xdcff) return character;
    return isPrintable(point) ? character : `\\u${upper(point, 4)}`;
  });

/** Within the query of a URL. */
export function escapeQuery(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text;
  let escaped = '';
  for (const byte of encode(text)) {
    const character = String.fromCharCode(byte);
    escaped += /[\w.~-]/.test(character) ? character : character === ' ' ? '+' : `%${upper(byte, 2)}`;
  }
  return escaped;
}
