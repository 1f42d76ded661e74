import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { Position } from '../document.ts';
import type { Path } from '../json.ts';
import { parse, type Span, spanOf } from './events.ts';
import { defaultLimits } from './limits.ts';
import { Lines, type Source, sourceOf } from './lines.ts';
import { Unreadable } from './problem.ts';
import { resolve } from './scalars.ts';

/** A value of the document: its place, and the values in it by key or index. */
interface Node {
  readonly span: Span;
  readonly inside: ReadonlyMap<string, Node>;
  /** A scalar's text, should it be a key. */
  readonly key?: string | undefined;
  readonly isCollection?: boolean;
}

const nothingInside: ReadonlyMap<string, Node> = new Map();

/** Where every value of one document stands. */
export class PositionIndex {
  readonly #lines: Lines;
  readonly #root: Node;

  /** `text` is one document, and starts at the start of `firstLine`, counted from 1. */
  constructor(text: string, firstLine: number) {
    const { source, root } = survey(text);
    this.#lines = new Lines(source, firstLine);
    this.#root = root;
  }

  /**
   * The place of the value at `path`: of its text; for a map or list that of its key, in a list that of its first key
   * or character; for a block text that of its `|`; for what an alias or a merge key brought that of the alias. Where
   * the path leads nowhere it is the nearest ancestor's; the root's is the first line of content.
   */
  find(path: Path): Position {
    let node = this.#root;
    for (const step of path) {
      const next = node.inside.get(String(step));
      if (next === undefined) break;
      node = next;
    }
    const { line, column } = this.#lines.place(node.span.start);
    const { line: endLine, column: endColumn } = this.#lines.place(node.span.end);
    return { line, column, endLine, endColumn };
  }
}

/** The tree of a document's places: a root without anything inside for a document that cannot be read. */
function survey(text: string): { source: Source; root: Node } {
  try {
    const { source, events } = parse(text, defaultLimits);
    if (events.length > 0) return { source, root: new Surveyor(source.text, events).root() };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
  return { source: sourceOf(text), root: { span: { start: 0, end: 0 }, inside: nothingInside } };
}

/** Makes the tree of a document's events, in one pass. */
class Surveyor {
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #anchors = new Map<string, Node>();
  #next = 1;

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#events = events;
  }

  root(): Node {
    return this.#node({ start: 0, end: 0 });
  }

  /** The next node; `otherwise` is its place when nothing is written for it. */
  #node(otherwise: Span): Node {
    const event = this.#events[this.#next++]!;
    const span = spanOf(event, this.#text) ?? otherwise;
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return this.#anchored(event, { span, inside: nothingInside, key: this.#keyText(event) });
      case EVENT_ID.SEQUENCE:
        return this.#anchored(event, { span, inside: this.#list(span), isCollection: true });
      case EVENT_ID.MAPPING: {
        const first =
          event.style === COLLECTION_STYLE.BLOCK ? spanOf(this.#events[this.#next]!, this.#text) : undefined;
        return this.#anchored(event, { span: first ?? span, inside: this.#map(), isCollection: true });
      }
      case EVENT_ID.ALIAS:
        return { span, inside: nothingInside, key: this.#anchors.get(this.#name(event))?.key };
      default:
        throw new Error(`a node was expected, not event ${event.type}`);
    }
  }

  #anchored(event: { anchorStart: number; anchorEnd: number }, node: Node): Node {
    if (event.anchorStart >= 0) this.#anchors.set(this.#name(event), node);
    return node;
  }

  #name({ anchorStart, anchorEnd }: { anchorStart: number; anchorEnd: number }): string {
    return this.#text.slice(anchorStart, anchorEnd);
  }

  #keyText(event: ScalarEvent): string | undefined {
    const text = getScalarValue(this.#text, event);
    return event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0 ? resolve(text).key : text;
  }

  /** True at the end of a list or map, which is then behind. */
  #takeEnd(): boolean {
    if (this.#events[this.#next]!.type !== EVENT_ID.POP) return false;
    this.#next++;
    return true;
  }

  #list(span: Span): Map<string, Node> {
    const items = new Map<string, Node>();
    while (!this.#takeEnd()) items.set(String(items.size), this.#node(span));
    return items;
  }

  #map(): Map<string, Node> {
    const fields = new Map<string, Node>();
    while (!this.#takeEnd()) {
      const keyEvent = this.#events[this.#next]!;
      const { span, key } = this.#node({ start: 0, end: 0 });
      if (key === '<<' && keyEvent.type === EVENT_ID.SCALAR && keyEvent.style === SCALAR_STYLE.PLAIN) {
        this.#merge(fields);
        continue;
      }
      const value = this.#node(span);
      if (key !== undefined) fields.set(key, value.isCollection ? { ...value, span } : value);
    }
    return fields;
  }

  /** Takes over the places of a merge key's maps, of which the first counts. */
  #merge(fields: Map<string, Node>): void {
    const event = this.#events[this.#next]!;
    const sources: ReadonlyMap<string, Node>[] = [];
    if (event.type === EVENT_ID.SEQUENCE) {
      this.#next++;
      while (!this.#takeEnd()) sources.push(this.#mergeSource());
    } else sources.push(this.#mergeSource());
    for (const source of sources.reverse()) for (const [key, node] of source) fields.set(key, node);
  }

  #mergeSource(): ReadonlyMap<string, Node> {
    const event = this.#events[this.#next]!;
    const { span, inside } = this.#node({ start: 0, end: 0 });
    if (event.type !== EVENT_ID.ALIAS) return inside;
    const target = this.#anchors.get(this.#name(event))?.inside ?? nothingInside;
    return new Map([...target.keys()].map((key) => [key, { span, inside: nothingInside }]));
  }
}
