import { entry } from '../../base/map-entry.ts';
import type { SourceFile } from '../../resources/document.ts';

/** A line of a source file. */
export interface SourceLine {
  /** Without its line break, and blanks before that. */
  readonly text: string;
  /** True for a line of compact JSON or YAML on which a Secret may stand beside other things. */
  readonly holdsSecret: boolean;
}

/**
 * Lines of source files by number; a file is searched for line breaks once, however many lines are asked for. A line that is asked
 * for again and again, as one that is a whole file, is read once.
 */
export class SourceLines {
  readonly #starts = new Map<SourceFile, readonly number[]>();
  #last: { readonly file: SourceFile; readonly number: number; readonly line: SourceLine } | undefined;

  /** The line `number`, from 1; empty past the end. */
  line(file: SourceFile, number: number): SourceLine {
    if (this.#last?.file === file && this.#last.number === number) return this.#last.line;
    const text = this.#textOf(file, number).trimEnd();
    const holdsSecret = /\bSecret\b/.test(text) && /\b(?:data|stringData)\b/.test(text);
    const line = { text, holdsSecret };
    this.#last = { file, number, line };
    return line;
  }

  #textOf(file: SourceFile, number: number): string {
    const starts = entry(this.#starts, file, () => lineStarts(file.text));
    const start = starts[number - 1];
    if (start === undefined) return '';
    const end = starts[number] ?? file.text.length;
    return file.text.slice(start, end);
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
