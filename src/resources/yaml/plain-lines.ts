import { carriageReturn, colon, dash, hash, lineFeed, space } from './characters.ts';

/*
 * The lines of a document that the fast reader took (PlainReader), for those who look something up in it. They trust the
 * fast reader's grammar: values end where indentation does, and no tab stands before content.
 */

/** The first character of a block map's or list's first entry, and its column from 0. */
export interface Block {
  readonly pos: number;
  readonly column: number;
}

/** The start of the next entry at `column`, or undefined where the collection ends. */
export function nextEntry(text: string, from: number, column: number): number | undefined {
  for (let lineStart = lineAfter(text, from); lineStart >= 0; lineStart = lineAfter(text, lineStart)) {
    const pos = skipSpaces(text, lineStart);
    // What stands deeper belongs to the entry before, whatever it is.
    if (pos - lineStart > column) continue;
    const c = text.charCodeAt(pos);
    if (c === hash || c === lineFeed || c === carriageReturn) continue;
    return pos - lineStart === column && !Number.isNaN(c) ? pos : undefined;
  }
  return undefined;
}

/** The first content behind this line that is neither empty nor a comment. */
export const nextContent = (text: string, from: number): Block | undefined => contentFrom(text, lineAfter(text, from));

export function contentFrom(text: string, firstLine: number): Block | undefined {
  for (let lineStart = firstLine; lineStart >= 0; lineStart = lineAfter(text, lineStart)) {
    const pos = skipSpaces(text, lineStart);
    const c = text.charCodeAt(pos);
    if (Number.isNaN(c)) return undefined;
    if (c !== hash && c !== lineFeed && c !== carriageReturn) return { pos, column: pos - lineStart };
  }
  return undefined;
}

/** The start of the next line, or -1. */
const lineAfter = (text: string, from: number): number => text.indexOf('\n', from) + 1 || -1;

/** The place of the first character from `from` on that is no space. */
export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === space) at++;
  return at;
}

/** True where the line's content ends: a line break, a comment behind a blank, or the end of the text. */
export function isLineEnd(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (c === hash) return text.charCodeAt(at - 1) === space;
  return c === lineFeed || c === carriageReturn || Number.isNaN(c);
}

const isBlank = (text: string, at: number): boolean => text.charCodeAt(at) === space || isLineEnd(text, at);
export const isDash = (text: string, at: number): boolean => text.charCodeAt(at) === dash && isBlank(text, at + 1);
export const isColon = (text: string, at: number): boolean => text.charCodeAt(at) === colon && isBlank(text, at + 1);
