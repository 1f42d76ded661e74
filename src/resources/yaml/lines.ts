/** A place in a file: line and column count from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A document's text. */
export interface Source {
  readonly text: string;
  /** Spaces that the parser needs in front of lines, by line from 0: the file does not have them. */
  readonly padding: ReadonlyMap<number, number>;
}

export const sourceOf = (text: string): Source => ({ text, padding: new Map() });

/** Turns offsets in a document's text into places in its file. */
export class Lines {
  readonly #starts = [0];
  readonly #padding: Source['padding'];

  /** `firstLine` is the line of the file that the document starts on. */
  constructor(
    { text, padding }: Source,
    readonly firstLine: number,
  ) {
    this.#padding = padding;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  place(offset: number): Place {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    const column = offset - this.#starts[low]! - (this.#padding.get(low) ?? 0);
    return { line: this.firstLine + low, column: Math.max(0, column) + 1 };
  }
}
