import type { Json } from '../json.ts';
import {
  closeList,
  closeMap,
  colon,
  comma,
  dash,
  doubleQuote,
  hash,
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

/** Reads flow collections, `[a, b]` and `{ a: 1 }`, on one line. */
export class PlainFlow extends PlainScalars {
  protected readonly nestingDepth: number;
  protected depth = 0;

  constructor(text: string, codes: Codes, limits: Limits) {
    super(text, codes);
    this.nestingDepth = limits.nestingDepth;
  }

  /** Goes one collection deeper. */
  protected enter(): void {
    if (++this.depth > this.nestingDepth) throw handOver;
  }

  /** A flow collection on one line. */
  protected flow(open: number): Json {
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
    this.skipSpaces();
    while (this.char() !== closeList) {
      list.push(this.flowValue());
      this.flowComma(closeList);
    }
    return list;
  }

  protected flowMap(): Json {
    const map: Fields = {};
    this.skipSpaces();
    while (this.char() !== closeMap) {
      const c = this.char();
      const key = c === doubleQuote || c === singleQuote ? this.quoted(c) : this.keyIn(this.flowPlain());
      if (!this.atColon() || map[key] !== undefined) throw handOver;
      this.pos++;
      this.skipSpaces();
      map[key] = this.flowValue();
      this.flowComma(closeMap);
    }
    return map;
  }

  protected flowValue(): Json {
    const c = this.char();
    if (c === doubleQuote || c === singleQuote) return this.quoted(c);
    if (c === openMap || c === openList) return this.flow(c);
    return this.valueIn(this.flowPlain());
  }

  /** The comma behind an entry, or the place before the collection's end. */
  protected flowComma(close: number): void {
    this.skipSpaces();
    if (this.char() === close) return;
    if (this.char() !== comma) throw handOver;
    this.pos++;
    this.skipSpaces();
  }

  /** As `plain`, but a comma or bracket ends it too; colons within words and comments are for the full reader. */
  protected flowPlain(): number {
    const start = this.pos;
    if (!this.startsPlain() || (this.char() === dash && startsPlain[this.codes[start + 1]!] !== 1)) throw handOver;
    let code = 0;
    let behind = start;
    let pos = start;
    for (; ; pos++) {
      const c = this.codes[pos]!;
      if (c === space) continue;
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
