import type { Json } from '../json.ts';
import {
  backslash,
  carriageReturn,
  colon,
  dash,
  doubleQuote,
  hash,
  lineFeed,
  plus,
  singleQuote,
  space,
  tab,
} from './characters.ts';
import type { Codes } from './codes.ts';
import { handOver, PlainCursor } from './plain-cursor.ts';
import { Words } from './words.ts';

/** 1 for ASCII characters that may start a plain scalar whatever follows; `-` may when no blank follows. */
export const startsPlain = new Uint8Array(128);
for (const c of '$()+./0123456789;<=ABCDEFGHIJKLMNOPQRSTUVWXYZ\\^_abcdefghijklmnopqrstuvwxyz~') {
  startsPlain[c.charCodeAt(0)] = 1;
}

/** Keys longer than this are an error in Kubernetes' reader: the full reader says so. */
export const longestKey = 1000;

/** Reads scalars: plain and quoted ones on one line, and literal block texts. */
export class PlainScalars extends PlainCursor {
  protected readonly words: Words;

  constructor(text: string, codes: Codes) {
    super(text, codes);
    this.words = new Words(text, codes);
  }

  /** A word as a key; numbers, booleans and `<<` are keys of another kind. */
  protected keyIn(slot: number): string {
    const key = this.words.values[slot];
    if (typeof key !== 'string' || key === '<<') throw handOver;
    return key;
  }

  protected valueIn(slot: number): Json {
    const value = this.words.values[slot];
    if (value === undefined) throw handOver;
    return value;
  }

  /** A plain scalar: the words up to a `: `, a comment or the end of the line, where it stops. */
  protected plain(): number {
    const codes = this.codes;
    const start = this.pos;
    if (!this.startsPlain()) throw handOver;
    let code = 0;
    let behind = start;
    let pos = start;
    for (; ; pos++) {
      const c = codes[pos]!;
      if (c > 126) this.checkUnusual(c);
      else if (c <= space) {
        if (c !== space) break;
        continue;
      } else if (c === colon) {
        if (this.isBlank(pos + 1)) break;
      } else if (c === hash && behind < pos) break;
      code = (code * 31 + c) | 0;
      behind = pos + 1;
    }
    this.pos = pos;
    return this.words.slot(start, behind, code);
  }

  protected startsPlain(): boolean {
    const c = this.char();
    if (c === dash) return !this.isBlank(this.pos + 1);
    return c > 126 || startsPlain[c] === 1;
  }

  /** A quoted scalar on one line. */
  protected quoted(quote: number): string {
    const codes = this.codes;
    const start = this.pos + 1;
    let code = 0;
    let escaped = false;
    let pos = start;
    for (; ; pos++) {
      const c = codes[pos]!;
      if (c === quote) {
        if (quote === doubleQuote || codes[pos + 1]! !== singleQuote) break;
        escaped = true;
        pos++;
      } else if (c === backslash && quote === doubleQuote) {
        escaped = true;
        // A line break must not be jumped over: it is what ends the loop.
        if (codes[++pos]! < space) throw handOver;
      } else if (c < space) throw handOver;
      else if (c > 126) this.checkUnusual(c);
      code = (code * 31 + c) | 0;
    }
    this.pos = pos + 1;
    if (pos - start > longestKey && this.char() === colon) throw handOver;
    if (!escaped) return this.words.strings[this.words.slot(start, pos, code)]!;
    if (quote === singleQuote) return this.text.slice(start, pos).replaceAll("''", "'");
    return unescapeQuoted(this.text.slice(start, pos));
  }

  /** True once a block text was met that ends the file without a line break: it cannot be edited as others. */
  protected hasCutText = false;

  /** A literal block text (`|`), from its bar on, in a parent indented by `parent`. */
  protected literal(parent: number): Json {
    this.pos++;
    const chomping = this.char();
    if (chomping === dash || chomping === plus) this.pos++;
    this.skipSpaces();
    const codes = this.codes;
    let pos = this.behindLineBreak(this.pos);
    let indent = -1;
    const lines: string[] = [];
    /** Empty lines since the last one with text. */
    let empty = 0;
    while (pos < this.end) {
      const lineStart = pos;
      while (codes[pos]! === space && pos - lineStart !== indent) pos++;
      const column = pos - lineStart;
      const c = codes[pos]!;
      if (c === lineFeed || c === carriageReturn) {
        // Lines of spaces alone have rules of their own where they decide or reach the indentation.
        if (column > 0 && (indent < 0 || pos >= this.end)) throw handOver;
        pos = this.behindLineBreak(pos);
        empty++;
        continue;
      }
      if (indent < 0) {
        if (c === tab) throw handOver;
        if (column > parent) indent = column;
      }
      if (column < indent || indent < 0) {
        pos = lineStart;
        break;
      }
      const contentEnd = this.lineEnd(pos);
      for (; empty > 0; empty--) lines.push('');
      lines.push(this.text.slice(pos, contentEnd));
      if (contentEnd >= this.end) {
        this.hasCutText = true;
        pos = this.end;
        break;
      }
      pos = this.behindLineBreak(contentEnd);
    }
    this.pos = pos;
    this.toContent();
    if (lines.length === 0 && empty > 0) throw handOver;
    if (chomping === plus) for (; empty > 0; empty--) lines.push('');
    // Without a line break at its end, the text ends without one.
    if (chomping !== dash && lines.length > 0 && !this.hasCutText) lines.push('');
    return lines.join('\n');
  }
}

/** Where JSON and YAML escape alike, JSON's parser does it; half a surrogate pair and `\/` Kubernetes' reader refuses. */
function unescapeQuoted(text: string): string {
  if (!/^(?:[^\\]|\\["\\bfnrt]|\\u(?![dD])[0-9a-fA-F]{4})*$/.test(text)) throw handOver;
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    throw handOver;
  }
}
