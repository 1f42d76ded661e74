import type { SourceFile } from '../../resources/document.ts';

/** Lines of source files by number; a file is searched for line breaks once, however many lines are asked for. */
export class SourceLines {
  readonly #starts = new Map<SourceFile, readonly number[]>();

  /** The line `number`, from 1, without its line break; empty past the end. */
  line(file: SourceFile, number: number): string {
    let starts = this.#starts.get(file);
    if (starts === undefined) {
      starts = lineStarts(file.text);
      this.#starts.set(file, starts);
    }
    const start = starts[number - 1];
    if (start === undefined) return '';
    const end = starts[number] ?? file.text.length;
    return file.text.slice(start, end).replace(/\r?\n$/, '');
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
