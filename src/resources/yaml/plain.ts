import type { Json } from '../json.ts';
import type { Codes } from './codes.ts';
import type { Limits } from './limits.ts';
import { Words } from './words.ts';

/** The answer for a document that only the full reader can judge. Also thrown, within this file. */
export const handOver = Symbol('hand over');

/** What this reader makes while it reads; outside it is a read-only `Json`. */
type Fields = Record<string, Json>;

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const doubleQuote = 34;
const hash = 35;
const singleQuote = 39;
const plus = 43;
const comma = 44;
const dash = 45;
const colon = 58;
const questionMark = 63;
const openList = 91;
const backslash = 92;
const closeList = 93;
const openMap = 123;
const bar = 124;
const closeMap = 125;

/** 1 for ASCII characters that may start a plain scalar whatever follows; `-` may when no blank follows. */
const startsPlain = new Uint8Array(128);
for (const c of '$()+./0123456789;<=ABCDEFGHIJKLMNOPQRSTUVWXYZ\\^_abcdefghijklmnopqrstuvwxyz~') {
  startsPlain[c.charCodeAt(0)] = 1;
}

/** Keys longer than this are an error in Kubernetes' reader: the full reader says so. */
const longestKey = 1000;

/**
 * The fast reader, for plain block YAML as people and kubectl write it: maps and lists by indentation, scalars on one
 * line, literal block texts, flow collections on one line. It is right or hands over: anchors, tags, folded texts,
 * scalars over several lines, keys given twice, errors, anything it has the least doubt about is for the full reader.
 *
 * It goes through the text once, character by character. Between two values it stands on the first character of the
 * next line with content, whose indentation it knows; a value ends where a line is indented less than it.
 *
 * Its members are `private` and not `#private`, because V8 takes a fifth longer for the latter here.
 */
export class PlainReader {
  private readonly text: string;
  private readonly codes: Codes;
  private readonly words: Words;
  private readonly nestingDepth: number;
  private pos = 0;
  private end = 0;
  /** The column, from 0, of the line's first character when standing on that; -1 at the end of the document. */
  private indent = 0;
  private depth = 0;
  /** Line breaks passed so far: all of the document's, once it has been read. */
  lineBreaks = 0;

  /** One reader serves all documents of `text`, whose `codes` these are, and is quicker at it than one each. */
  constructor(text: string, codes: Codes, limits: Limits) {
    this.text = text;
    this.codes = codes;
    this.words = new Words(text, codes);
    this.nestingDepth = limits.nestingDepth;
  }

  /** The document between two offsets, the first being the start of a line. */
  read(start: number, end: number): Json | typeof handOver {
    this.pos = start;
    this.end = end;
    this.depth = 0;
    this.lineBreaks = 0;
    try {
      this.toContent();
      if (this.indent < 0) return null;
      // A directive, or a `---` with content behind it.
      if (this.text.startsWith('---', this.pos) || this.text.startsWith('%', this.pos)) return handOver;
      const value = this.block();
      return this.indent < 0 ? value : handOver;
    } catch (thrown) {
      if (thrown === handOver) return handOver;
      throw thrown;
    }
  }

  /** The list or map that starts here, at the start of a line. */
  private block(): Json {
    return this.atDash() ? this.list(this.indent) : this.map(this.indent, this.key());
  }

  private enter(): void {
    if (++this.depth > this.nestingDepth) throw handOver;
  }

  /** A map whose keys start at column `indent`; its first key has been read, up to behind the colon. */
  private map(indent: number, firstKey: string): Json {
    this.enter();
    const map: Fields = {};
    let key = firstKey;
    for (;;) {
      // Also true of keys that every object inherits (`constructor`, `__proto__`): rare enough for the full reader.
      if (map[key] !== undefined) throw handOver;
      map[key] = this.mapValue(indent);
      if (this.indent < indent) break;
      if (this.indent > indent) throw handOver;
      key = this.key();
    }
    this.depth--;
    return map;
  }

  /** A key, simple enough, and its colon. */
  private key(): string {
    const c = this.char();
    const key = c === doubleQuote || c === singleQuote ? this.quoted(c) : this.plainKey();
    this.skipSpaces();
    if (!this.atColon()) throw handOver;
    this.pos++;
    return key;
  }

  private plainKey(): string {
    const start = this.pos;
    const slot = this.plain();
    // `...` with something behind it is a mistake at the start of a line.
    if (this.pos - start > longestKey || this.text.startsWith('...', start)) throw handOver;
    return this.keyIn(slot);
  }

  /** A word as a key; numbers, booleans and `<<` are keys of another kind. */
  private keyIn(slot: number): string {
    const key = this.words.values[slot];
    if (typeof key !== 'string' || key === '<<') throw handOver;
    return key;
  }

  /** What follows a key's colon, up to the next line with content. */
  private mapValue(indent: number): Json {
    this.skipSpaces();
    if (!this.atLineEnd()) return this.lineValue(indent);
    this.toNextLine();
    if (this.indent > indent) return this.block();
    // A list may stand as far left as the key it belongs to.
    return this.indent === indent && this.atDash() ? this.list(indent) : null;
  }

  /** A list whose dashes stand at column `indent`, from its first dash on. */
  private list(indent: number): Json {
    this.enter();
    // Most lists are short, and `[]` would make room for 17 items when the first comes.
    const list = [this.item(indent)];
    while (this.indent === indent && this.atDash()) list.push(this.item(indent));
    if (this.indent > indent) throw handOver;
    this.depth--;
    return list;
  }

  /** The item whose dash stands here, in a list at column `indent`. */
  private item(indent: number): Json {
    const dashAt = this.pos++;
    this.skipSpaces();
    if (this.atLineEnd()) {
      this.toNextLine();
      return this.indent > indent ? this.block() : null;
    }
    const column = indent + this.pos - dashAt;
    const c = this.char();
    if (c === doubleQuote || c === singleQuote) {
      const text = this.quoted(c);
      this.skipSpaces();
      if (this.atColon()) {
        this.pos++;
        return this.map(column, text);
      }
      this.finishLine();
      return text;
    }
    if (c === openMap || c === openList || c === bar) return this.lineValue(indent);
    if (this.atDash()) return this.list(column);
    const start = this.pos;
    const slot = this.plain();
    if (this.atColon()) {
      if (this.pos - start > longestKey) throw handOver;
      this.pos++;
      return this.map(column, this.keyIn(slot));
    }
    this.finishLine();
    return this.valueIn(slot);
  }

  /** A value that starts on its key's or dash's line and is no block collection. `indent` is that of the parent. */
  private lineValue(indent: number): Json {
    let value: Json;
    const c = this.char();
    if (c === bar) return this.literal(indent);
    if (c === doubleQuote || c === singleQuote) value = this.quoted(c);
    else if (c === openMap || c === openList) value = this.flow(c);
    else value = this.valueIn(this.plain());
    this.finishLine();
    return value;
  }

  private valueIn(slot: number): Json {
    const value = this.words.values[slot];
    if (value === undefined) throw handOver;
    return value;
  }

  /** A plain scalar: the words up to a `: `, a comment or the end of the line, where it stops. */
  private plain(): number {
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

  private startsPlain(): boolean {
    const c = this.char();
    if (c === dash) return !this.isBlank(this.pos + 1);
    return c > 126 || startsPlain[c] === 1;
  }

  /** Beyond ASCII: control characters, line breaks in YAML 1.1 only, and what may be half a character or none. */
  private checkUnusual(c: number): void {
    if (c < 0xa0 || c === 0x2028 || c === 0x2029 || c === 0xfeff || (c >= 0xd800 && c < 0xe000) || c > 0xfffd)
      throw handOver;
  }

  /** A quoted scalar on one line. */
  private quoted(quote: number): string {
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

  /** A flow collection on one line. */
  private flow(open: number): Json {
    this.enter();
    this.pos++;
    const value = open === openMap ? this.flowMap() : this.flowList();
    this.pos++;
    this.depth--;
    return value;
  }

  /** Up to the closing bracket. */
  private flowList(): Json {
    const list: Json[] = [];
    this.skipSpaces();
    while (this.char() !== closeList) {
      list.push(this.flowValue());
      this.flowComma(closeList);
    }
    return list;
  }

  private flowMap(): Json {
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

  private flowValue(): Json {
    const c = this.char();
    if (c === doubleQuote || c === singleQuote) return this.quoted(c);
    if (c === openMap || c === openList) return this.flow(c);
    return this.valueIn(this.flowPlain());
  }

  /** The comma behind an entry, or the place before the collection's end. */
  private flowComma(close: number): void {
    this.skipSpaces();
    if (this.char() === close) return;
    if (this.char() !== comma) throw handOver;
    this.pos++;
    this.skipSpaces();
  }

  /** As `plain`, but a comma or bracket ends it too; colons within words and comments are for the full reader. */
  private flowPlain(): number {
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

  /** A literal block text (`|`), from its bar on, in a parent indented by `parent`. */
  private literal(parent: number): Json {
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
      // Without a line break at its end, the text ends without one.
      if (contentEnd >= this.end) throw handOver;
      for (; empty > 0; empty--) lines.push('');
      lines.push(this.text.slice(pos, contentEnd));
      pos = this.behindLineBreak(contentEnd);
    }
    this.pos = pos;
    this.toContent();
    if (lines.length === 0 && empty > 0) throw handOver;
    if (chomping === plus) for (; empty > 0; empty--) lines.push('');
    if (chomping !== dash && lines.length > 0) lines.push('');
    return lines.join('\n');
  }

  /** The place of the line break that ends this line, or the end of the document. Looks for bad characters. */
  private lineEnd(from: number): number {
    const codes = this.codes;
    let pos = from;
    for (; ; pos++) {
      const c = codes[pos]!;
      if (c === lineFeed || c === carriageReturn) break;
      if (c > 126) this.checkUnusual(c);
      else if (c < space && c !== tab) throw handOver;
    }
    return pos;
  }

  /** The start of the next line. Each line break is passed here, and once. */
  private behindLineBreak(pos: number): number {
    this.lineBreaks++;
    const c = this.codes[pos]!;
    if (c === lineFeed) return pos + 1;
    if (c === carriageReturn && this.codes[pos + 1]! === lineFeed) return pos + 2;
    throw handOver;
  }

  /** The character here. It is none of the document only when `indent` says that the document has ended. */
  private char(): number {
    return this.codes[this.pos]!;
  }

  /** True where a blank or a line break follows. */
  private isBlank(pos: number): boolean {
    const c = this.codes[pos]!;
    return c === space || c === lineFeed || c === carriageReturn || c === tab;
  }

  private atDash(): boolean {
    return this.char() === dash && this.isBlank(this.pos + 1);
  }

  private atColon(): boolean {
    return this.char() === colon && this.isBlank(this.pos + 1);
  }

  private skipSpaces(): void {
    while (this.char() === space) this.pos++;
  }

  /** True when this line holds nothing more. Spaces have been skipped. */
  private atLineEnd(): boolean {
    const c = this.char();
    return c === lineFeed || c === carriageReturn || (c === hash && this.isBlank(this.pos - 1));
  }

  /** Behind a value: nothing but a comment may follow on its line. */
  private finishLine(): void {
    this.skipSpaces();
    if (!this.atLineEnd()) throw handOver;
    this.toNextLine();
  }

  private toNextLine(): void {
    const pos = this.char() === hash ? this.lineEnd(this.pos) : this.pos;
    this.pos = this.behindLineBreak(pos);
    this.toContent();
  }

  /** From the start of a line to the first character that is neither blank nor a comment. */
  private toContent(): void {
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

/** Where JSON and YAML escape alike, JSON's parser does it; half a surrogate pair and `\/` Kubernetes' reader refuses. */
function unescapeQuoted(text: string): string {
  if (!/^(?:[^\\]|\\["\\bfnrt]|\\u(?![dD])[0-9a-fA-F]{4})*$/.test(text)) throw handOver;
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    throw handOver;
  }
}
