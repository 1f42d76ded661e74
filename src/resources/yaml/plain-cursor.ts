import { carriageReturn, colon, dash, hash, lineFeed, space, tab } from './characters.ts';
import type { Codes } from './codes.ts';

/** The answer for a document that only the full reader can judge. Also thrown, within the fast reader. */
export const handOver = Symbol('hand over');

/** ASCII that may stand on a line: an expression finds its end sooner than a loop that V8 has only just met. */
const usual = /[\t -~]*/y;

/**
 * Where the fast reader stands in a text, and how it gets on: character by character, and from line to line. Between
 * two values it stands on the first character of the next line with content, whose indentation it knows.
 *
 * Its members are `protected` and not `#private`, because V8 takes a fifth longer for the latter here.
 */
export class PlainCursor {
  protected pos = 0;
  protected end = 0;
  /** The column, from 0, of the line's first character when standing on that; -1 at the end of the document. */
  protected indent = 0;
  /** Line breaks passed so far: all of the document's, once it has been read. */
  lineBreaks = 0;

  constructor(
    protected readonly text: string,
    protected readonly codes: Codes,
  ) {}

  /** Beyond ASCII: control characters, line breaks in YAML 1.1 only, and what may be half a character or none. */
  protected checkUnusual(c: number): void {
    if (c < 0xa0 || c === 0x2028 || c === 0x2029 || c === 0xfeff || (c >= 0xd800 && c < 0xe000) || c > 0xfffd)
      throw handOver;
  }

  /** The place of the line break that ends this line, or the end of the document. Looks for bad characters. */
  protected lineEnd(from: number): number {
    const codes = this.codes;
    for (let pos = from; ; pos++) {
      usual.lastIndex = pos;
      usual.test(this.text);
      pos = usual.lastIndex;
      const c = codes[pos]!;
      if (c === lineFeed || c === carriageReturn) return pos;
      if (c < space) throw handOver;
      this.checkUnusual(c);
    }
  }

  /** The start of the next line. Each line break is passed here, and once. */
  protected behindLineBreak(pos: number): number {
    this.lineBreaks++;
    const c = this.codes[pos]!;
    if (c === lineFeed) return pos + 1;
    if (c === carriageReturn && this.codes[pos + 1]! === lineFeed) return pos + 2;
    throw handOver;
  }

  /** The character here. It is none of the document only when `indent` says that the document has ended. */
  protected char(): number {
    return this.codes[this.pos]!;
  }

  /** True where a blank or a line break follows. */
  protected isBlank(pos: number): boolean {
    const c = this.codes[pos]!;
    return c === space || c === lineFeed || c === carriageReturn || c === tab;
  }

  protected atDash(): boolean {
    return this.char() === dash && this.isBlank(this.pos + 1);
  }

  protected atColon(): boolean {
    return this.char() === colon && this.isBlank(this.pos + 1);
  }

  protected skipSpaces(): void {
    while (this.char() === space) this.pos++;
  }

  /** True when this line holds nothing more. Spaces have been skipped. */
  protected atLineEnd(): boolean {
    const c = this.char();
    return c === lineFeed || c === carriageReturn || (c === hash && this.isBlank(this.pos - 1));
  }

  /** Behind a value: nothing but a comment may follow on its line. */
  protected finishLine(): void {
    this.skipSpaces();
    if (!this.atLineEnd()) throw handOver;
    this.toNextLine();
  }

  protected toNextLine(): void {
    const pos = this.char() === hash ? this.lineEnd(this.pos) : this.pos;
    this.pos = this.behindLineBreak(pos);
    this.toContent();
  }

  /** From the start of a line to the first character that is neither blank nor a comment. */
  protected toContent(): void {
    const codes = this.codes;
    const end = this.end;
    let lineStart = this.pos;
    while (lineStart < end) {
      let pos = lineStart;
      while (codes[pos]! === space) pos++;
      const c = codes[pos]!;
      if (c === hash) lineStart = this.behindLineBreak(this.lineEnd(pos));
      else if (c === lineFeed || c === carriageReturn) lineStart = this.behindLineBreak(pos);
      else if (c === tab) throw handOver;
      else {
        this.pos = pos;
        this.indent = pos - lineStart;
        return;
      }
    }
    this.pos = end;
    this.indent = -1;
  }
}
