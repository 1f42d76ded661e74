import {
  type AliasEvent,
  COLLECTION_STYLE,
  type DocumentEvent,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { isObject, type Json, type Path, setField } from '../json.ts';
import { parse, spanOf } from './events.ts';
import { type Limits, overLimit } from './limits.ts';
import type { Source } from './lines.ts';
import { reword, Unreadable, unquotedStar, unreadableAnchor, unrendered } from './problem.ts';
import { checkFlowScalar, type Refuse, scalarText } from './scalar-text.ts';
import { resolve, resolveTagged, type Scalar, stringScalar } from './scalars.ts';
import { findIndentingTab } from './tabs.ts';

/** A key that a map holds twice, by offsets; the later value counts. */
export interface KeyTwice {
  readonly path: Path;
  readonly first: number;
  readonly again: number;
}

export interface FullReading {
  readonly value: Json;
  readonly keysTwice: readonly KeyTwice[];
  /** What the offsets refer to. */
  readonly source: Source;
}

/** A node of the document, once read. */
interface Node {
  readonly value: Json;
  /** Its text as a map key, where it can be one. */
  readonly key: string | undefined;
  /** How many values it stands for, its own aliases written out. */
  readonly size: number;
}

/** What an anchor names: nothing yet, while that is being read. */
interface Anchor {
  node?: Node;
}

/** As long as a key may be in Kubernetes' reader, unless it starts with `?`. */
const longestKey = 1024;
const coreTag = 'tag:yaml.org,2002:';

/**
 * Reads any YAML document as Kubernetes does. `text` is one document. Throws Unreadable at syntax errors, at what
 * Kubernetes refuses, and at `limits`. Values that aliases repeat are one and the same object.
 */
export function readFull(text: string, limits: Limits): FullReading {
  return new Composer(text, limits).document();
}

/** Makes values of a document's events, in one pass. */
class Composer {
  readonly #source: Source;
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #limits: Limits;
  readonly #keysTwice: KeyTwice[] = [];
  readonly #anchors = new Map<string, Anchor>();
  /** Prefixes of tags, from `%TAG` lines. */
  readonly #handles = new Map([['!!', coreTag]]);
  readonly #path: (string | number)[] = [];
  #next = 0;
  /** Where the last event stood that stands anywhere: where problems are shown. */
  #offset = 0;
  #depth = 0;
  /** Open brackets. */
  #flowDepth = 0;
  #aliasedValues = 0;

  constructor(text: string, limits: Limits) {
    const { source, events } = parse(text, limits);
    this.#source = source;
    this.#text = source.text;
    this.#events = events;
    this.#limits = limits;
  }

  document(): FullReading {
    const source = this.#source;
    if (this.#events.length === 0) return { value: null, keysTwice: [], source };
    const tab = findIndentingTab(this.#text, this.#events);
    if (tab >= 0) this.#refuse(reword('tab characters'), tab);
    this.#directives(this.#take() as DocumentEvent);
    const { value } = this.#value();
    this.#take();
    // Documents have been split before, at line feeds; only an older line break can start one more.
    if (this.#next < this.#events.length) {
      const at = this.#text.search(/\r(?!\n)/);
      this.#refuse('lines end in a bare carriage return here: save the file with LF or CRLF line ends', at);
    }
    return { value, keysTwice: this.#keysTwice, source };
  }

  #refuse(message: string, offset = this.#offset): never {
    throw new Unreadable(message, this.#source, offset);
  }

  /** `#refuse`, for those who are handed it. */
  readonly #flaw: Refuse = (message, offset) => this.#refuse(message, offset);

  #directives({ directives }: DocumentEvent): void {
    if (/^%(?!(YAML|TAG)[ \t])/.test(this.#text)) this.#refuse(reword('directive'), 0);
    for (const directive of directives) {
      if (directive.kind === 'tag') this.#handles.set(directive.handle, directive.prefix);
      else if (directive.version !== '1.1') this.#refuse(reword('YAML version'), this.#text.indexOf('%YAML'));
    }
  }

  #take(): Event {
    const event = this.#events[this.#next++]!;
    const span = spanOf(event, this.#text);
    if (span !== undefined) this.#offset = span.start;
    return event;
  }

  /** True at the end of a list or map, which is then behind. */
  #takeEnd(): boolean {
    if (this.#events[this.#next]!.type !== EVENT_ID.POP) return false;
    this.#next++;
    return true;
  }

  /** A node that is a value, not a key. */
  #value(): Node {
    const node = this.#node(this.#take());
    if (typeof node.value === 'number' && !Number.isFinite(node.value))
      this.#refuse('JSON, and so Kubernetes, has no infinity and no NaN: quote it, or give a number');
    return node;
  }

  #node(event: Event): Node {
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return this.#anchored(event, () => ({ ...this.#scalar(event), size: 1 }));
      case EVENT_ID.ALIAS:
        return this.#alias(event);
      case EVENT_ID.SEQUENCE:
        return this.#nested(event, () => this.#list());
      case EVENT_ID.MAPPING:
        return this.#nested(event, () => this.#map());
      default:
        throw new Error(`a node was expected, not event ${event.type}`);
    }
  }

  #nested(event: SequenceEvent | MappingEvent, read: () => Node): Node {
    if (++this.#depth > this.#limits.nestingDepth) this.#refuse(overLimit.nestingDepth(this.#limits));
    const isFlow = event.style === COLLECTION_STYLE.FLOW;
    if (isFlow) this.#flowDepth++;
    const node = this.#anchored(event, read);
    if (isFlow) this.#flowDepth--;
    this.#depth--;
    return node;
  }

  /** Keeps a node for the aliases to it. */
  #anchored({ anchorStart, anchorEnd }: ScalarEvent | SequenceEvent | MappingEvent, read: () => Node): Node {
    if (anchorStart < 0) return read();
    const anchor: Anchor = {};
    this.#anchors.set(this.#anchorName(anchorStart, anchorEnd), anchor);
    anchor.node = read();
    return anchor.node;
  }

  #anchorName(start: number, end: number): string {
    const name = this.#text.slice(start, end);
    const isAlias = this.#text[start - 1] === '*';
    if (!/^[\w-]+$/.test(name)) this.#refuse(isAlias ? unquotedStar : unreadableAnchor, start - 1);
    return name;
  }

  #alias({ anchorStart, anchorEnd }: AliasEvent): Node {
    const name = this.#anchorName(anchorStart, anchorEnd);
    const anchor = this.#anchors.get(name);
    if (anchor === undefined) this.#refuse(`the alias *${name} has no &${name} before it`);
    if (anchor.node === undefined) this.#refuse(`the alias *${name} stands inside the value that it repeats`);
    this.#charge(anchor.node.size);
    return anchor.node;
  }

  /** Counts values that the text does not spell out. */
  #charge(values: number): void {
    this.#aliasedValues += values;
    if (this.#aliasedValues > this.#limits.aliasedValues) this.#refuse(overLimit.aliasedValues(this.#limits));
  }

  #list(): Node {
    const value: Json[] = [];
    let size = 1;
    while (!this.#takeEnd()) {
      this.#path.push(value.length);
      const item = this.#value();
      this.#path.pop();
      value.push(item.value);
      size += item.size;
    }
    return { value, key: undefined, size };
  }

  #map(): Node {
    const value: Record<string, Json> = {};
    const places = new Map<string, number>();
    let size = 1;
    while (!this.#takeEnd()) {
      const keyEvent = this.#take();
      if (this.#isMerge(keyEvent)) {
        size += this.#merge(value);
        continue;
      }
      const again = this.#offset;
      const key = this.#key(keyEvent);
      this.#path.push(key);
      const first = places.get(key);
      if (first === undefined) places.set(key, again);
      else this.#keysTwice.push({ path: [...this.#path], first, again });
      const field = this.#value();
      this.#path.pop();
      setField(value, key, field.value);
      size += field.size;
    }
    return { value, key: undefined, size };
  }

  #key(event: Event): string {
    const offset = this.#offset;
    const { key } = this.#node(event);
    if (event.type === EVENT_ID.SCALAR && this.#isImplicitKey(offset)) this.#checkKeyText(event, offset);
    if (key === undefined) {
      const isTemplate = this.#text.startsWith('{', offset) && this.#text.charAt(offset - 1) === '{';
      this.#refuse(isTemplate ? unrendered : 'Kubernetes takes only texts, numbers and booleans as map keys', offset);
    }
    return key;
  }

  #checkKeyText({ valueStart, valueEnd }: ScalarEvent, offset: number): void {
    if (valueEnd - valueStart > longestKey)
      this.#refuse(`a map key must not be longer than ${longestKey} characters: is a colon too much here?`, offset);
    if (/[\r\n]/.test(this.#text.slice(valueStart, valueEnd))) this.#refuse(reword('multiline key'), offset);
  }

  /** True for a key without a `?` before it. */
  #isImplicitKey(offset: number): boolean {
    return !/\?\s+$/.test(this.#text.slice(Math.max(0, offset - 2), offset));
  }

  #isMerge(event: Event): boolean {
    if (event.type !== EVENT_ID.SCALAR || getScalarValue(this.#text, event) !== '<<') return false;
    const tag = this.#tag(event);
    return tag === undefined ? event.style === SCALAR_STYLE.PLAIN : tag === `${coreTag}merge`;
  }

  /** Takes over the fields of a merge key's maps: as in Kubernetes they replace fields above, not those below. */
  #merge(map: Record<string, Json>): number {
    const isList = this.#events[this.#next]!.type === EVENT_ID.SEQUENCE;
    const offset = this.#offset;
    const { value } = this.#value();
    let size = 0;
    // Of several maps the first counts.
    for (const source of isList ? (value as readonly Json[]).toReversed() : [value]) {
      if (!isObject(source)) this.#refuse('a merge key (<<) takes a map, or a list of maps', offset);
      for (const [key, field] of Object.entries(source)) setField(map, key, field as Json);
      size += Object.keys(source).length;
    }
    this.#charge(size);
    return size;
  }

  #scalar(event: ScalarEvent): Scalar {
    const text = scalarText(event, this.#text, this.#flaw);
    const tag = this.#tag(event);
    if (this.#flowDepth > 0 && event.style === SCALAR_STYLE.PLAIN) checkFlowScalar(event, this.#text, this.#flaw);
    if (tag === undefined) return event.style === SCALAR_STYLE.PLAIN ? resolve(text) : stringScalar(text);
    const scalar = resolveTagged(tag, text);
    if (scalar === undefined)
      this.#refuse(
        `this value is not what its tag ${this.#text.slice(event.tagStart, event.tagEnd)} says: remove the tag`,
      );
    return scalar;
  }

  /** A tag in full; undefined when there is none. */
  #tag({ tagStart, tagEnd }: ScalarEvent): string | undefined {
    if (tagStart < 0) return undefined;
    const raw = this.#text.slice(tagStart, tagEnd);
    if (/^!.*!$/.test(raw)) this.#refuse(reword('tag'), tagStart);
    if (raw.startsWith('!<')) return raw.slice(2, -1);
    const [, handle = '!', name = ''] = /^(!(?:[\w-]*!)?)(.*)$/.exec(raw) ?? [];
    return (this.#handles.get(handle) ?? handle) + name;
  }
}
