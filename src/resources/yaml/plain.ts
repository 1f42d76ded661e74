import type { Json } from '../json.ts';
import { bar, doubleQuote, openList, openMap, singleQuote } from './characters.ts';
import { handOver } from './plain-cursor.ts';
import { type Fields, PlainFlow } from './plain-flow.ts';
import { longestKey } from './plain-scalars.ts';

/**
 * The fast reader, for plain block YAML as people and kubectl write it: maps and lists by indentation, scalars on one
 * line, literal block texts, flow collections. It is right or hands over: anchors, tags, folded texts,
 * scalars over several lines, keys given twice, errors, anything it has the least doubt about is for the full reader.
 *
 * It goes through the text once; a value ends where a line is indented less than it. One reader serves all documents
 * of a text, and is quicker at it than one each. Its parts build on each other: PlainCursor moves, PlainScalars and
 * PlainFlow read what stands on a line, and this class what indentation makes.
 */
export class PlainReader extends PlainFlow {
  /** True when what was read last is plain enough to be searched line by line (plain-positions.ts): flow ends on its line. */
  get isPlain(): boolean {
    return !this.hasLongFlow && !this.hasCutText;
  }

  /** The document between two offsets, the first being the start of a line. */
  read(start: number, end: number): Json | typeof handOver {
    this.pos = start;
    this.end = end;
    this.depth = 0;
    this.lineBreaks = 0;
    this.hasLongFlow = false;
    this.hasCutText = false;
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
    if (this.char() === bar) return this.literal(indent);
    const value = this.inlineValue(indent);
    this.finishLine();
    return value;
  }
}
