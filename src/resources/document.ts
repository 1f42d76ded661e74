import type { Path } from './json.ts';
import { PositionIndex } from './yaml/positions.ts';

/** Where something stands in a file: lines and columns count from 1, columns in UTF-16 units; the end is exclusive. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A text that resources were read from. `name` is the path as the user gave it, `-` for standard input. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/**
 * One YAML or JSON document of a file. Positions are found when first asked for, by reading the document again:
 * few documents have findings, and remembering every position costs more than reading twice.
 */
export class SourceDocument {
  readonly #start: number;
  readonly #end: number;
  #positions: PositionIndex | undefined;

  /** `index` counts the file's documents from 0; `start` and `end` are offsets in its text; `line` is its first line. */
  constructor(
    readonly file: SourceFile,
    readonly index: number,
    start: number,
    end: number,
    readonly line: number,
  ) {
    this.#start = start;
    this.#end = end;
  }

  get text(): string {
    return this.file.text.slice(this.#start, this.#end);
  }

  /** The place of the value at `path`, or of its nearest ancestor that exists. */
  position(path: Path): Position {
    this.#positions ??= new PositionIndex(this.text, this.line);
    return this.#positions.find(path);
  }
}
