import type { DocumentInjection } from '../inject-document.ts';
import type { Outcome } from '../outcome.ts';
import { placeholdersIn, wordsIn } from './names.ts';

/** A text with names to be put in: at odd places, a name by its index. */
type Parts = readonly (string | number)[];

function partsOf(text: string): Parts {
  const parts: (string | number)[] = [];
  let from = 0;
  for (const { start, end, index } of placeholdersIn(text)) {
    parts.push(text.slice(from, start), index);
    from = end;
  }
  parts.push(text.slice(from));
  return parts;
}

function filled(parts: Parts, names: readonly string[]): string {
  let text = '';
  for (const part of parts) text += typeof part === 'number' ? names[part]! : part;
  return text;
}

/** What injection does to documents that are the same but for names, with placeholders for these. */
export class Pattern {
  readonly #places: ReturnType<typeof placeholdersIn>;
  readonly #edits: readonly { readonly start: number; readonly end: number; readonly parts: Parts }[];
  readonly #outcomes: readonly { readonly outcome: Outcome; readonly origin: Parts; readonly reason: Parts }[];
  /** Words that injection writes to all these documents. A name that is one of them could mean it. */
  readonly #written: ReadonlySet<string>;

  /** @param outline the text that `injected` was made of */
  constructor(outline: string, { edits, outcomes }: DocumentInjection) {
    this.#places = placeholdersIn(outline);
    this.#edits = edits.map(({ start, end, text }) => ({ start, end, parts: partsOf(text) }));
    this.#outcomes = outcomes.map((outcome) => ({
      outcome,
      origin: partsOf(outcome.origin),
      reason: partsOf(outcome.reason),
    }));
    const written = this.#edits.flatMap(({ parts }) => parts.filter((part) => typeof part === 'string'));
    this.#written = new Set(written.flatMap(wordsIn));
  }

  /**
   * What it is for a document with these names; undefined where that is not sure.
   *
   * @param file its file
   * @param position where an outcome's object stands in it, by the outcome's index
   */
  fill(
    names: readonly string[],
    file: string,
    position: (index: number) => ReturnType<Outcome['position']>,
  ): DocumentInjection | undefined {
    if (names.some((name) => this.#written.has(name))) return undefined;
    const places = this.#places;
    let next = 0;
    let shift = 0;
    let isWithinName = false;
    const moved = (offset: number): number => {
      for (; next < places.length && places[next]!.start < offset; next++) {
        const { start, end, index } = places[next]!;
        isWithinName ||= end > offset;
        shift += names[index]!.length - (end - start);
      }
      return offset + shift;
    };
    const edits = this.#edits.map(({ start, end, parts }) => ({
      start: moved(start),
      end: moved(end),
      text: filled(parts, names),
    }));
    if (isWithinName) return undefined;
    const outcomes = this.#outcomes.map(({ outcome, origin, reason }, i) => ({
      ...outcome,
      file,
      origin: filled(origin, names),
      reason: filled(reason, names),
      position: () => position(i),
    }));
    return { edits, outcomes };
  }
}
