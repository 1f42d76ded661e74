import {
  type AliasEvent,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { parse, spanOf } from './events.ts';
import { defaultLimits } from './limits.ts';
import type { Source } from './lines.ts';
import { blockTextEnd, isFlow, type Node } from './node.ts';
import { resolve } from './scalars.ts';

/** A node that is being made. */
type Draft = { -readonly [field in keyof Node]: Node[field] };
interface EntryDraft {
  key?: string;
  isMerge?: boolean;
  start: number;
  mark: number;
  value: Draft;
}

const nothing: readonly EntryDraft[] = [];

/**
 * The root of any document, with everything in it; undefined where there is none. Throws Unreadable at what is not YAML.
 */
export function eventNodes(text: string): Node | undefined {
  const { source, events } = parse(text, defaultLimits);
  return events.length === 0 ? undefined : new Tree(source, events, 0).root();
}

/** The flow collection that starts at `start`; nothing but a comment follows it up to `end`. */
export function flowNode(text: string, start: number, end: number): Node {
  const { source, events } = parse(text.slice(start, end), defaultLimits);
  return new Tree(source, events, start).root();
}

/** Makes nodes of events, in one pass. */
class Tree {
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #padding: Source['padding'];
  readonly #base: number;
  readonly #anchors = new Map<string, Draft>();
  #next = 1;

  /** `base` is added to all offsets. */
  constructor({ text, padding }: Source, events: readonly Event[], base: number) {
    this.#text = text;
    this.#events = events;
    this.#padding = padding;
    this.#base = base;
  }

  root(): Node {
    const explicit = this.#events[0]!.type === EVENT_ID.DOCUMENT && this.#events[0]!.explicitStart;
    const root = this.#node(explicit ? this.#text.search(/^---/m) + 3 : 0);
    if (this.#padding.size > 0) this.#move(root, withoutPadding(this.#text, this.#padding));
    else if (this.#base > 0) this.#move(root, (offset) => offset + this.#base);
    return root;
  }

  #move(node: Draft, moved: (offset: number) => number): void {
    node.outer = moved(node.outer);
    node.start = moved(node.start);
    node.end = moved(node.end);
    for (const entry of node.entries as readonly EntryDraft[]) {
      entry.start = moved(entry.start);
      entry.mark = moved(entry.mark);
      this.#move(entry.value, moved);
    }
  }

  /** The next node; `mark` is where it would be written if it is empty. */
  #node(mark: number): Draft {
    const event = this.#events[this.#next++]!;
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return this.#anchored(event, this.#scalar(event, mark));
      case EVENT_ID.ALIAS:
        return this.#alias(event);
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING:
        return this.#collection(event);
      default:
        throw new Error(`a node was expected, not event ${event.type}`);
    }
  }

  #draft(kind: Node['kind'], outer: number, start: number, end: number): Draft {
    return { kind, outer, start, end, column: -1, entries: nothing, isLinked: false, isStrange: false };
  }

  #anchored({ anchorStart, anchorEnd }: ScalarEvent | SequenceEvent | MappingEvent, node: Draft): Draft {
    if (anchorStart < 0) return node;
    node.anchor = this.#text.slice(anchorStart, anchorEnd);
    node.isLinked = true;
    this.#anchors.set(node.anchor, node);
    return node;
  }

  #scalar(event: ScalarEvent, mark: number): Draft {
    const span = spanOf(event, this.#text);
    const properties = outerOf(event);
    if (span === undefined) {
      const end = Math.max(mark, event.anchorEnd, event.tagEnd);
      return this.#draft('empty', properties ?? end, end, end);
    }
    const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
    const node = this.#draft(isBlock ? 'block text' : 'scalar', properties ?? span.start, span.start, span.end);
    if (isBlock) this.#findBlockEnd(event, node);
    return node;
  }

  /** Blank lines at the end belong to a block text only where its header, which ends the node so far, has a plus. */
  #findBlockEnd({ valueStart, valueEnd, indent }: ScalarEvent, node: Draft): void {
    const written = this.#text.slice(0, valueEnd);
    let end = -1;
    if (this.#text.slice(node.start, node.end).includes('+')) {
      node.isLinked = true;
      end = valueEnd - /(?:\r?\n)?$/.exec(written.slice(-2))![0].length;
    } else if (indent >= 0) end = blockTextEnd(written, valueStart, indent);
    node.end = Math.max(node.end, end);
  }

  #alias({ anchorStart, anchorEnd }: AliasEvent): Draft {
    const node = this.#draft('alias', anchorStart - 1, anchorStart - 1, anchorEnd);
    node.target = this.#anchors.get(this.#text.slice(anchorStart, anchorEnd));
    node.isLinked = true;
    return node;
  }

  #collection(event: SequenceEvent | MappingEvent): Draft {
    const isMap = event.type === EVENT_ID.MAPPING;
    const isInBrackets = event.style === COLLECTION_STYLE.FLOW;
    const node = this.#draft(
      isInBrackets ? (isMap ? 'flow map' : 'flow list') : isMap ? 'block map' : 'block list',
      outerOf(event) ?? event.start,
      event.start,
      event.start + 1,
    );
    if (!isInBrackets) node.column = this.#columnOf(event.start);
    this.#anchored(event, node);
    const entries: EntryDraft[] = [];
    node.entries = entries;
    while (this.#events[this.#next]!.type !== EVENT_ID.POP) {
      const entry = isMap
        ? this.#field(node)
        : isInBrackets
          ? this.#flowItem(node)
          : this.#item(node, entries.length === 0);
      entries.push(entry);
      node.end = entry.value.end;
      if (entry.value.isLinked) node.isLinked = true;
    }
    this.#next++;
    if (isInBrackets) this.#close(node);
    return node;
  }

  /** Finds the bracket that closes a flow collection; a pair in a list, `[a: b]`, has none. */
  #close(node: Draft): void {
    const bracket = { '[': ']', '{': '}' }[this.#text[node.start]!];
    const at = skipSeparators(this.#text, node.end);
    if (bracket !== undefined && this.#text[at] === bracket) node.end = at + 1;
    else node.isStrange = true;
  }

  #field(map: Draft): EntryDraft {
    const event = this.#events[this.#next]!;
    const key = this.#node(map.end);
    if (key.isLinked) map.isLinked = true;
    const colonAt = skipBlanks(this.#text, key.end);
    const hasColon = this.#text[colonAt] === ':';
    const value = this.#node(hasColon ? colonAt + 1 : key.end);
    const entry: EntryDraft = { start: key.outer, mark: hasColon ? colonAt + 1 : key.end, value };
    if (event.type === EVENT_ID.SCALAR && key.kind === 'scalar') {
      const written = getScalarValue(this.#text, event);
      const isWord = event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0;
      if (isWord && written === '<<') entry.isMerge = true;
      const text = isWord ? resolve(written).key : written;
      if (text !== undefined) entry.key = text;
    }
    if (entry.key === undefined || !hasColon || !this.#isPlainlyPlaced(map, key)) map.isStrange = true;
    return entry;
  }

  /** False for a key that follows a question mark, goes over several lines, or has a tag. */
  #isPlainlyPlaced(map: Draft, key: Draft): boolean {
    const written = this.#text.slice(key.outer, key.end);
    if (written.includes('\n') || written.startsWith('!')) return false;
    if (isFlow(map)) return !/\?\s*$/.test(this.#text.slice(Math.max(map.start, key.outer - 200), key.outer));
    return this.#columnOf(key.outer) === map.column;
  }

  #columnOf(offset: number): number {
    return offset - this.#text.lastIndexOf('\n', offset - 1) - 1;
  }

  #flowItem(list: Draft): EntryDraft {
    const at = skipSeparators(this.#text, list.end);
    const value = this.#node(at);
    return { start: value.outer, mark: value.outer, value };
  }

  #item(list: Draft, isFirst: boolean): EntryDraft {
    const start = isFirst ? list.start : this.#nextDash(list);
    return { start, mark: start + 1, value: this.#node(start + 1) };
  }

  /** The dash behind the items found so far: the first character below that is neither blank nor in a comment. */
  #nextDash(list: Draft): number {
    const text = this.#text;
    let at = list.end;
    for (;;) {
      at = text.indexOf('\n', at) + 1;
      const pos = skipBlanks(text, at);
      if (at > 0 && text[pos] === '-') return pos;
      if (at > 0 && (text[pos] === '#' || text[pos] === '\n' || text[pos] === '\r')) continue;
      list.isStrange = true;
      return list.end;
    }
  }
}

/** Where the anchor or tag before a value starts, whichever comes first. */
function outerOf({ anchorStart, tagStart }: ScalarEvent | SequenceEvent | MappingEvent): number | undefined {
  if (anchorStart < 0) return tagStart < 0 ? undefined : tagStart;
  return tagStart < 0 ? anchorStart - 1 : Math.min(anchorStart - 1, tagStart);
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** To what follows blanks, line breaks, commas and comments. */
function skipSeparators(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const c = text[at]!;
    if (c === '#') {
      const lineFeedAt = text.indexOf('\n', at);
      at = lineFeedAt < 0 ? text.length : lineFeedAt;
    } else if (!/[\s,]/.test(c)) break;
  }
  return at;
}

/** Offsets in a padded text as offsets in the text that was written. */
function withoutPadding(text: string, padding: Source['padding']): (offset: number) => number {
  const starts: { at: number; before: number; width: number }[] = [];
  let at = 0;
  let before = 0;
  for (const [line, width] of [...padding].sort(([a], [b]) => a - b)) {
    let count = 0;
    at = 0;
    for (; count < line; count++) at = text.indexOf('\n', at) + 1;
    starts.push({ at, before, width });
    before += width;
  }
  return (offset) => {
    const line = starts.findLast((start) => start.at <= offset);
    return line === undefined ? offset : offset - line.before - Math.min(line.width, offset - line.at);
  };
}
