import type { Json } from '../json.ts';
import { isFlow, type Node } from './node.ts';
import { plainNodes } from './plain-nodes.ts';

type Collection = Record<string | number, Json>;

/** Documents that differ in more values than this are not alike: to find out which those are would take long. */
const mostVarying = 64;

/** A map or list of a sample, and while a document is made of the sample, its copy for that. */
interface Holder {
  readonly value: Collection;
  /** What holds it, by which key or index; undefined for the root. */
  readonly within: Holder | undefined;
  readonly key: string | number;
  /** How many collections it is in, itself included. */
  readonly depth: number;
  copy: Collection;
}

/** A scalar or flow collection on the line of its key or dash. Offsets are those of the text. */
export interface Slot {
  readonly start: number;
  /** Behind it, and the spaces behind it. */
  readonly end: number;
  readonly holder: Holder;
  readonly key: string | number;
}

/**
 * A plain document that was read, of which others are made that differ from it in values on one line alone. Which values these
 * are is found as documents are met; what stands between them is compared as one text.
 */
export class Sample {
  private readonly slots: readonly Slot[];
  /** The slots that some document had another value in, in order. */
  readonly varying: Slot[] = [];
  /** All collections that these are in, the outer ones first. */
  private holders: Holder[] = [];
  /** The texts before the varying slots, and behind the last. */
  fixed: string[];

  /**
   * @param text that it stands in, between `start` and `end`: whole lines
   * @param value what it says
   * @param valueEnd gives the end of a value on one line by its start
   */
  constructor(
    private readonly text: string,
    private readonly start: number,
    private readonly end: number,
    private readonly value: Json,
    readonly lineBreaks: number,
    valueEnd: (start: number) => number,
  ) {
    const document = text.slice(start, end);
    this.slots = slotsOf(document, start, value, valueEnd);
    this.fixed = [document];
  }

  /**
   * Lets a slot vary that a document differs in. False where it differs in anything else.
   *
   * @param index of the fixed text that is not the same
   * @param pos where that text should be in the document
   */
  vary(index: number, pos: number): boolean {
    const { text, varying } = this;
    if (varying.length === mostVarying) return false;
    const from = index === 0 ? this.start : varying[index - 1]!.end;
    const expected = this.fixed[index]!;
    let same = 0;
    while (same < expected.length && expected.charCodeAt(same) === text.charCodeAt(pos + same)) same++;
    const at = from + same;
    const slot = this.slots.find(({ start, end }) => start <= at && at <= end);
    if (slot === undefined || varying.includes(slot)) return false;
    varying.splice(index, 0, slot);
    this.fixed = [this.start, ...varying.map(({ end }) => end)].map((start, i) =>
      text.slice(start, varying[i]?.start ?? this.end),
    );
    const holders = new Set<Holder>();
    for (const { holder } of varying) addWithOuter(holders, holder);
    this.holders = [...holders];
    return true;
  }

  /** What a document says that has these values in the varying slots. The rest is shared: nobody changes what was read. */
  with(values: readonly Json[]): Json {
    const { holders, varying } = this;
    if (varying.length === 0) return this.value;
    for (let i = 0; i < holders.length; i++) {
      const holder = holders[i]!;
      holder.copy = copyOf(holder.value);
      if (holder.within !== undefined) holder.within.copy[holder.key] = holder.copy as Json;
    }
    for (let i = 0; i < varying.length; i++) {
      const { holder, key } = varying[i]!;
      holder.copy[key] = values[i]!;
    }
    return holders[0]!.copy as Json;
  }
}

function addWithOuter(holders: Set<Holder>, holder: Holder): void {
  if (holder.within !== undefined) addWithOuter(holders, holder.within);
  holders.add(holder);
}

/** A copy that V8 sees as it sees what the reader made: a spread would be another class of objects for it. */
function copyOf(value: Collection): Collection {
  if (Array.isArray(value)) return value.slice() as unknown as Collection;
  const copy: Collection = {};
  for (const key in value) copy[key] = value[key]!;
  return copy;
}

function slotsOf(document: string, offset: number, value: Json, valueEnd: (start: number) => number): readonly Slot[] {
  const slots: Slot[] = [];
  const add = (node: Node, holder: Holder): void => {
    for (const [i, { key = i, value: inner }] of node.entries.entries()) {
      const start = offset + inner.start;
      if (inner.kind === 'scalar' || isFlow(inner)) slots.push({ start, end: valueEnd(start), holder, key });
      else if (inner.kind === 'block map' || inner.kind === 'block list') {
        const value = holder.value[key] as Collection;
        add(inner, { value, within: holder, key, depth: holder.depth + 1, copy: value });
      }
    }
  };
  const root = plainNodes(document);
  const whole = value as Collection;
  if (root !== undefined) add(root, { value: whole, within: undefined, key: '', depth: 1, copy: whole });
  return slots;
}
