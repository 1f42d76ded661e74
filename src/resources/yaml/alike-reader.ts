import type { Json } from '../json.ts';
import { lineFeed } from './characters.ts';
import { PlainReader } from './plain.ts';
import { handOver } from './plain-cursor.ts';
import { hasPlainNodes } from './plain-nodes.ts';
import { Sample, type Slot } from './sample.ts';

/** Longer documents (UTF-16 units) are read as they come, and so are those of families beyond so many. */
const longest = 16_384;
const mostFamilies = 1000;
/** Samples of each family: the first ones. */
const mostSamples = 4;
/** After so many documents, a family in which fewer than half were like a sample is let be. */
const trials = 16;

/** Documents that begin alike. */
interface Family {
  readonly samples: Sample[];
  /** Its documents so far, and those of them that were like a sample. */
  met: number;
  helped: number;
}

/**
 * The fast reader for texts of many documents, most of which are like an earlier one: the same lines, but for some values.
 * Whoever keeps manifests of hundreds of services has made them of one another. Of such a document only those values are read;
 * all else is the earlier one's, and no second time in memory. That is right because no value of a plain document depends on
 * what one on another line says.
 */
export class AlikeReader extends PlainReader {
  private readonly families = new Map<number, Family>();
  private readonly values: Json[] = [];

  override read(start: number, end: number): Json | typeof handOver {
    const family = end - start <= longest ? this.familyAt(start) : undefined;
    if (family === undefined) return super.read(start, end);
    family.met++;
    const sample = family.samples.find((one) => this.isLike(one, start, end));
    if (sample !== undefined) {
      family.helped++;
      this.pos = end;
      this.lineBreaks = sample.lineBreaks;
      this.hasLongFlow = false;
      this.hasCutText = false;
      return sample.with(this.values);
    }
    const value = super.read(start, end);
    const isUseful = family.samples.length < mostSamples && this.isPlain;
    if (isUseful && value !== handOver && value !== null) this.keep(family, start, end, value);
    return value;
  }

  private keep(family: Family, start: number, end: number, value: Json): void {
    if (!hasPlainNodes(this.text.slice(start, end))) return;
    const { lineBreaks } = this;
    const valueEnd = (at: number): number => {
      this.pos = at;
      this.inlineValue(0);
      this.skipSpaces();
      return this.pos;
    };
    family.samples.push(new Sample(this.text, start, end, value, lineBreaks, valueEnd));
    this.lineBreaks = lineBreaks;
  }

  /**
   * The documents that begin as this one does, unless it is the first. The first two lines tell, which say mostly apiVersion and
   * kind.
   */
  private familyAt(start: number): Family | undefined {
    const codes = this.codes;
    let code = 0;
    for (let pos = start, lines = 0; lines < 2 && pos < codes.length; pos++) {
      const c = codes[pos]!;
      if (c === lineFeed) lines++;
      code = (code * 31 + c) | 0;
    }
    const family = this.families.get(code);
    if (family !== undefined) return family.met < trials || family.helped * 2 >= family.met ? family : undefined;
    if (this.families.size < mostFamilies) this.families.set(code, { samples: [], met: 1, helped: 0 });
    return undefined;
  }

  /** True where the document between two offsets is the sample but for values that vary, which are in `values` then. */
  private isLike(sample: Sample, start: number, end: number): boolean {
    const { text } = this;
    const { fixed } = sample;
    const last = fixed.length - 1;
    this.end = end;
    let pos = start;
    for (let i = 0; i <= last; i++) {
      const piece = fixed[i]!;
      if (!text.startsWith(piece, pos)) return sample.vary(i, pos) && this.isLike(sample, start, end);
      pos += piece.length;
      if (i === last) break;
      this.pos = pos;
      const value = this.valueOn(sample.varying[i]!);
      if (value === handOver) return false;
      this.values[i] = value;
      pos = this.pos;
    }
    return pos === end;
  }

  /** The value that stands here on one line, where the sample has that of a slot. */
  private valueOn({ holder }: Slot): Json | typeof handOver {
    this.depth = holder.depth;
    this.hasLongFlow = false;
    try {
      const value = this.inlineValue(0);
      this.skipSpaces();
      return this.hasLongFlow || !this.atLineEnd() ? handOver : value;
    } catch (thrown) {
      if (thrown === handOver) return handOver;
      throw thrown;
    }
  }
}
