import type { Codes } from './codes.ts';
import { resolve } from './scalars.ts';

type ScalarValue = null | boolean | number | string;

/** Slots for a long text, and for a short one: an installation reads some hundred of a few lines each. */
const [most, fewest] = [1 << 12, 1 << 4];
/** A word in about so many characters is a new one. */
const charactersPerSlot = 16;

/**
 * The words of a text that were met before. Manifests repeat themselves: most keys and values are found here, without
 * cutting a new string out of the text and without asking again what it means. A word whose place is taken by another
 * takes that place over, so this stays small.
 */
export class Words {
  private readonly text: string;
  private readonly codes: Codes;
  /** Where the word in each slot was met first. */
  private readonly starts: Int32Array;
  /** The word in each slot, and what it means unquoted: undefined where JSON cannot say that (`.inf`). */
  readonly strings: string[];
  readonly values: (ScalarValue | undefined)[];
  private readonly mask: number;

  constructor(text: string, codes: Codes) {
    this.text = text;
    this.codes = codes;
    let size: number = fewest;
    while (size < most && size * charactersPerSlot < text.length) size *= 2;
    this.starts = new Int32Array(size);
    this.strings = new Array<string>(size).fill('');
    this.values = new Array<ScalarValue | undefined>(size).fill(null);
    this.mask = size - 1;
  }

  /** The slot of the word between two offsets. `hash` must depend on the word alone. */
  slot(start: number, end: number, hash: number): number {
    const slot = (hash ^ (hash >>> 12)) & this.mask;
    const known = this.strings[slot]!;
    if (known.length === end - start && this.matches(this.starts[slot]!, start, end - start)) return slot;
    const word = this.text.slice(start, end);
    const { value } = resolve(word);
    this.starts[slot] = start;
    this.strings[slot] = word;
    this.values[slot] = typeof value === 'number' && !Number.isFinite(value) ? undefined : value;
    return slot;
  }

  private matches(known: number, start: number, length: number): boolean {
    const codes = this.codes;
    for (let i = 0; i < length; i++) if (codes[known + i] !== codes[start + i]) return false;
    return true;
  }
}
