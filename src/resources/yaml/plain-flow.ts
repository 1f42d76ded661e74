import type { Json } from '../json.ts';
import {
  carriageReturn,
  closeList,
  closeMap,
  colon,
  comma,
  dash,
  doubleQuote,
  hash,
  lineFeed,
  openList,
  openMap,
  questionMark,
  singleQuote,
  space,
} from './characters.ts';
import type { Codes } from './codes.ts';
import type { Limits } from './limits.ts';
import { handOver } from './plain-cursor.ts';
import { PlainScalars, startsPlain } from './plain-scalars.ts';

/** What the fast reader makes while it reads; outside it is a read-only `Json`. */
export type Fields = Record<string, Json>;

/** Reads flow collections, `[a, b]` and `{ a: 1 }`, whose scalars are on one line each. */
export class PlainFlow extends PlainScalars {
  protected readonly nestingDepth: number;
  protected depth = 0;
  /** Lines of a flow collection must be indented more than this: the column of what it is the value of. */
  private flowParent = 0;
  /** True once a flow collection went on on a second line. */
  protected hasLongFlow = false;

  constructor(text: string, codes: Codes, limits: Limits) {
    super(text, codes);
    this.nestingDepth = limits.nestingDepth;
  }

  /** Goes one collection deeper. */
  protected enter(): void {
    if (++this.depth > this.nestingDepth) throw handOver;
  }

  /** A value that starts here and, but for flow collections, ends on this line; `parent` as for `outerFlow`. */
  protected inlineValue(parent: number): Json {
    const c = this.char();
    if (c === doubleQuote || c === singleQuote) return this.quoted(c);
    return c === openMap || c === openList ? this.outerFlow(c, parent) : this.valueIn(this.plain());
  }

  /** The flow collection that starts here, the value of a key or dash at column `parent`. */
  protected outerFlow(open: number, parent: number): Json {
    this.flowParent = parent;
    return this.flow(open);
  }

  private flow(open: number): Json {
    this.enter();
    this.pos++;
    const value = open === openMap ? this.flowMap() : this.flowList();
    this.pos++;
    this.depth--;
    return value;
  }

  /** Up to the closing bracket. */
  protected flowList(): Json {
    const list: Json[] = [];
    this.skipInFlow();
    while (this.char() !== closeList) {
      list.push(this.flowValue());
      this.flowComma(closeList);
    }
    return list;
  }

  protected flowMap(): Json {
    const map: Fields = {};
    this.skipInFlow();
    while (this.char() !== closeMap) {
      const c = this.char();
      const isQuoted = c === doubleQuote || c === singleQuote;
      const key = isQuoted ? this.quoted(c) : this.keyIn(this.flowPlain());
      // As in JSON, a value may stand right behind the colon of a quoted key.
      const hasColon = isQuoted ? this.char() === colon : this.atColon();
      if (!hasColon || map[key] !== undefined) throw handOver;
      this.pos++;
      this.skipInFlow();
      map[key] = this.flowValue();
      this.flowComma(closeMap);
    }
    return map;
  }

  private flowValue(): Json {
    const c = this.char();
    if (c === doubleQuote || c === singleQuote) return this.quoted(c);
    if (c === openMap || c === openList) return this.flow(c);
    return this.valueIn(this.flowPlain());
  }

  /** The comma behind an entry, or the place before the collection's end. */
  protected flowComma(close: number): void {
    this.skipInFlow();
    if (this.char() === close) return;
    if (this.char() !== comma) throw handOver;
    this.pos++;
    this.skipInFlow();
  }

  /** Over spaces and line breaks. */
  private skipInFlow(): void {
    this.skipSpaces();
    if (!this.atLineBreak()) return;
    this.hasLongFlow = true;
    do {
      const lineStart = this.behindLineBreak(this.pos);
      if (lineStart >= this.end) throw handOver;
      this.pos = lineStart;
      this.skipSpaces();
      if (!this.atLineBreak() && this.pos - lineStart <= this.flowParent) throw handOver;
    } while (this.atLineBreak());
  }

  private atLineBreak(): boolean {
    const c = this.char();
    return c === lineFeed || c === carriageReturn;
  }

  /** As `plain`, but a comma or bracket ends it too; colons within words and comments are for the full reader. */
  private flowPlain(): number {
    const start = this.pos;
    if (!this.startsPlain()) throw handOver;
    const second = this.codes[start + 1]!;
    if (this.char() === dash && second !== dash && startsPlain[second] !== 1) throw handOver;
    let code = 0;
    let behind = start;
    let pos = start;
    for (; ; pos++) {
      const c = this.codes[pos]!;
      if (c === space) continue;
      // What goes on on the next line is no longer this scalar, or a comma or bracket is missing there.
      if (c === lineFeed || c === carriageReturn) break;
      if (c < space || c === hash) throw handOver;
      if (c > 126) this.checkUnusual(c);
      if (c === comma || c === closeList || c === closeMap) break;
      if (c === openList || c === openMap || c === questionMark) throw handOver;
      if (c === colon) {
        if (this.codes[pos + 1]! !== space) throw handOver;
        break;
      }
      code = (code * 31 + c) | 0;
      behind = pos + 1;
    }
    this.pos = pos;
    return this.words.slot(start, behind, code);
  }
}
