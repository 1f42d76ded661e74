import type { Path } from './json.ts';
import type { Span } from './yaml/events.ts';
import { findInPlain } from './yaml/plain-positions.ts';
import { PositionIndex } from './yaml/positions.ts';
import type { YamlDocument } from './yaml/read.ts';

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
  /** True for what is no file but an object of a cluster: its name is empty, and its text is written when first asked for. */
  readonly isLive?: boolean;
}

/** A document's share of its file, as `readYaml` gives it. */
export type DocumentSlice = Pick<YamlDocument, 'index' | 'start' | 'end' | 'line' | 'isPlain'>;

/** Up to this length (UTF-16 units) looking for one place is quicker than indexing them all. */
const shortDocument = 16_384;

/**
 * One YAML or JSON document of a file. Positions are found when first asked for, by going through the document again:
 * few documents have findings, and remembering every position costs more than reading twice.
 */
export class SourceDocument {
  #positions: PositionIndex | undefined;

  constructor(
    readonly file: SourceFile,
    private readonly slice: DocumentSlice,
  ) {}

  /** Counts the file's documents from 0. */
  get index(): number {
    return this.slice.index;
  }

  /** The file's line, from 1, that the document starts on. */
  get line(): number {
    return this.slice.line;
  }

  get text(): string {
    return this.file.text.slice(this.slice.start, this.slice.end);
  }

  /** The place of the value at `path`, or of its nearest ancestor that exists. */
  position(path: Path): Position {
    const { start, end, line, isPlain } = this.slice;
    if (isPlain && end - start <= shortDocument && this.#positions === undefined) {
      const { text } = this;
      const span = findInPlain(text, path);
      if (span !== undefined) return placeOf(text, span, line);
    }
    this.#positions ??= new PositionIndex(this.text, line);
    return this.#positions.find(path);
  }
}

/** Offsets on one line of `text` as a position; `firstLine` is the line of its start. */
function placeOf(text: string, { start, end }: Span, firstLine: number): Position {
  let line = firstLine;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < start; at = text.indexOf('\n', lineStart)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: start - lineStart + 1, endLine: line, endColumn: end - lineStart + 1 };
}
