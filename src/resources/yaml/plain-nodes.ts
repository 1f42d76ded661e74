import { bar, colon, doubleQuote, openList, openMap, singleQuote, space } from './characters.ts';
import { flowNode } from './event-nodes.ts';
import { blockTextEnd, type Entry, isFlow, type Node } from './node.ts';
import { contentFrom, isColon, isDash, isLineEnd, nextContent, nextEntry, skipSpaces } from './plain-lines.ts';

/**
 * The root of a plain document, that is one which the fast reader takes (PlainReader); undefined where there is none.
 * The text must end with a line break and hold no text that keeps blank lines (`|+`). Entries are looked for when asked
 * for: whoever changes a few values of a document goes down to these alone.
 */
export function plainNodes(text: string): Node | undefined {
  const first = contentFrom(text, 0);
  if (first === undefined) return undefined;
  return new PlainNode(text, isDash(text, first.pos) ? 'block list' : 'block map', first.pos, first.column);
}

/** False where a document may hold a text that keeps blank lines: those at its end are the text's, which its node does not know. */
export const hasPlainNodes = (text: string): boolean => !text.includes('|+');

class PlainNode implements Node {
  readonly isLinked = false;
  readonly isStrange = false;
  #entries: readonly Entry[] | undefined;
  #end: number | undefined;
  #inFlow: Node | undefined;

  constructor(
    readonly text: string,
    readonly kind: Node['kind'],
    readonly start: number,
    readonly column = -1,
    end?: number,
  ) {
    this.#end = end;
  }

  get outer(): number {
    return this.start;
  }

  get end(): number {
    this.#end ??= isFlow(this) ? this.#flow().end : this.entries.at(-1)!.value.end;
    return this.#end;
  }

  get entries(): readonly Entry[] {
    this.#entries ??= this.#findEntries();
    return this.#entries;
  }

  #flow(): Node {
    this.#inFlow ??= flowNode(this.text, this.start, this.text.indexOf('\n', this.start));
    return this.#inFlow;
  }

  #findEntries(): readonly Entry[] {
    switch (this.kind) {
      case 'block map':
        return fields(this.text, this.start, this.column);
      case 'block list':
        return items(this.text, this.start, this.column);
      case 'flow map':
      case 'flow list':
        return this.#flow().entries;
      default:
        return [];
    }
  }
}

/** The entries of the block map whose first key is at `start`. */
function fields(text: string, start: number, column: number): Entry[] {
  const entries: Entry[] = [];
  for (let pos: number | undefined = start; pos !== undefined; pos = nextEntry(text, pos, column)) {
    // An item of a list that stands as far left as the key it belongs to.
    if (isDash(text, pos)) continue;
    const end = keyEnd(text, pos);
    const mark = skipSpaces(text, end) + 1;
    const at = skipSpaces(text, mark);
    entries.push({
      key: keyText(text.slice(pos, end)),
      start: pos,
      mark,
      value: isLineEnd(text, at) ? valueBelow(text, mark, column, column) : lineValue(text, at, column),
    });
  }
  return entries;
}

/** The items of the block list whose first dash is at `start`. */
function items(text: string, start: number, column: number): Entry[] {
  const entries: Entry[] = [];
  for (let pos: number | undefined = start; pos !== undefined; pos = nextEntry(text, pos, column)) {
    if (!isDash(text, pos)) break;
    const mark = pos + 1;
    const at = skipSpaces(text, mark);
    entries.push({ start: pos, mark, value: itemValue(text, mark, at, column, column + at - pos) });
  }
  return entries;
}

function itemValue(text: string, mark: number, at: number, listColumn: number, column: number): Node {
  if (isLineEnd(text, at)) return valueBelow(text, mark, listColumn, Number.POSITIVE_INFINITY);
  if (isDash(text, at)) return new PlainNode(text, 'block list', at, column);
  return keyEnd(text, at) >= 0 ? new PlainNode(text, 'block map', at, column) : lineValue(text, at, listColumn);
}

/** The collection on the lines below a key or dash at `column`; a list may stand at `listColumn`. */
function valueBelow(text: string, mark: number, column: number, listColumn: number): Node {
  const next = nextContent(text, mark);
  const isList = next !== undefined && isDash(text, next.pos);
  if (next === undefined || (next.column <= column && !(isList && next.column === listColumn)))
    return new PlainNode(text, 'empty', mark, -1, mark);
  return new PlainNode(text, isList ? 'block list' : 'block map', next.pos, next.column);
}

/** A value that starts on the line of its key or dash, which is at column `parent`. */
function lineValue(text: string, at: number, parent: number): Node {
  const c = text.charCodeAt(at);
  if (c === openMap) return new PlainNode(text, 'flow map', at);
  if (c === openList) return new PlainNode(text, 'flow list', at);
  if (c === doubleQuote || c === singleQuote) return new PlainNode(text, 'scalar', at, -1, quotedEnd(text, at));
  const end = plainEnd(text, at);
  return c === bar
    ? new PlainNode(text, 'block text', at, -1, literalEnd(text, end, parent))
    : new PlainNode(text, 'scalar', at, -1, end);
}

/** Behind a literal text whose `|` ends at `headerEnd`: behind that where it holds no text. */
function literalEnd(text: string, headerEnd: number, parent: number): number {
  const first = text.indexOf('\n', headerEnd) + 1;
  let indent = 0;
  for (let lineStart = first; lineStart > 0 && lineStart < text.length; lineStart = text.indexOf('\n', lineStart) + 1) {
    const at = skipSpaces(text, lineStart);
    if (text[at] === '\n' || text[at] === '\r') continue;
    indent = at - lineStart;
    break;
  }
  return indent > parent ? Math.max(headerEnd, blockTextEnd(text, first, indent)) : headerEnd;
}

/** Where the key that starts here ends, quotes included; -1 where no key stands. */
function keyEnd(text: string, pos: number): number {
  const c = text.charCodeAt(pos);
  if (c === doubleQuote || c === singleQuote) {
    const end = quotedEnd(text, pos);
    return isColon(text, skipSpaces(text, end)) ? end : -1;
  }
  if (c === openMap || c === openList || c === bar) return -1;
  let end = pos;
  for (let at = pos; !isLineEnd(text, at); at++) {
    const c = text.charCodeAt(at);
    if (c === colon && isColon(text, at)) return end;
    if (c !== space) end = at + 1;
  }
  return -1;
}

function keyText(written: string): string {
  if (written[0] === '"') return JSON.parse(written) as string;
  if (written[0] === "'") return written.slice(1, -1).replaceAll("''", "'");
  return written;
}

/** Behind a quoted text on one line. */
function quotedEnd(text: string, pos: number): number {
  const quote = text[pos]!;
  for (let at = pos + 1; at < text.length; at++) {
    const c = text[at];
    if (c === '\\' && quote === '"') at++;
    else if (c === quote) {
      if (quote === '"' || text[at + 1] !== quote) return at + 1;
      at++;
    }
  }
  return text.length;
}

/** Behind a plain scalar, or a literal text's `|` and `-`. */
function plainEnd(text: string, pos: number): number {
  let behind = pos;
  for (let at = pos; !isLineEnd(text, at); at++) if (text.charCodeAt(at) !== space) behind = at + 1;
  return behind;
}
