import { displayWidth } from './display-width.ts';
import { visible } from './visible.ts';

export interface TableOptions {
  /** Indexes of columns, such as counts and ports, that are set flush right. */
  readonly right?: readonly number[];
  /** How many blanks stand between columns. Default: 2. */
  readonly gap?: number;
  /** Paints a cell, after its width is taken; `row` counts from 0, -1 is the header. */
  readonly paint?: (cell: string, column: number, row: number) => string;
}

/**
 * Rows as lines with aligned columns, blanks between, none at the end. A column is as wide as its widest cell on
 * the screen. An empty `header` is left out.
 */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  { right = [], gap = 2, paint = (cell) => cell }: TableOptions = {},
): string {
  const first = header.length === 0 ? 0 : -1;
  const cells = (first === 0 ? rows : [header, ...rows]).map((row) => row.map(visible));
  const widths: number[] = [];
  for (const row of cells) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell));
  }
  const lines = cells.map((row, r) => {
    const last = row.findLastIndex((cell) => cell !== '');
    const aligned = row.slice(0, last + 1).map((cell, i) => {
      const padding = ' '.repeat(widths[i]! - displayWidth(cell));
      const painted = paint(cell, i, r + first);
      if (right.includes(i)) return padding + painted;
      return i === last ? painted : painted + padding;
    });
    return `${aligned.join(' '.repeat(gap))}\n`;
  });
  return lines.join('');
}
