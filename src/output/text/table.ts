import { displayWidth } from './display-width.ts';
import { type Look, unadorned } from './look.ts';
import { recordsText } from './table-records.ts';
import { columnWidths, longestWord, wrapCell } from './table-widths.ts';
import { visible } from './visible.ts';

export interface TableOptions {
  /** Indexes of columns, such as counts and ports, that are set flush right. */
  readonly right?: readonly number[];
  /** How many blanks stand between columns. Default: 2. */
  readonly gap?: number;
  /** What paints a cell, after its width is taken; `row` counts from 0, -1 is the header. */
  readonly paint?: (cell: string, column: number, row: number) => (text: string) => string;
}

const unpainted = () => (text: string) => text;

/**
 * Rows as lines with aligned columns, blanks between, none at the end. A column is as wide as its widest cell on
 * the screen. An empty `header` is left out.
 *
 * On a terminal that is too narrow for that, gaps and the widest columns shrink, and cells take several lines; where
 * columns would become too narrow to read, and with --plain, each row is a record: a line for each cell, with its header.
 */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  { columns, plain = false }: Look = unadorned,
  { right = [], gap = 2, paint = unpainted }: TableOptions = {},
): string {
  const first = header.length === 0 ? 0 : -1;
  const cells = (first === 0 ? rows : [header, ...rows]).map((row) => row.map(visible));
  if (plain) return recordsText(cells, first, { mark: ':', paint });
  const widths: number[] = [];
  for (const row of cells) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell));
  }
  const fits = columns === undefined || total(widths, gap) <= columns;
  const blanks = ' '.repeat(fits ? gap : Math.min(gap, 2));
  const words = fits
    ? []
    : widths.map((_, i) => cells.reduce((most, row) => Math.max(most, longestWord(row[i] ?? '')), 0));
  const room = fits ? widths : columnWidths(widths, columns - blanks.length * (widths.length - 1), words);
  if (room === undefined) return recordsText(cells, first, { mark: '', paint, columns: columns! });
  const lines = cells.flatMap((row, r) => {
    const painters = row.map((cell, i) => paint(cell, i, r + first));
    return linesOf(row, room).map((line) => {
      const last = line.findLastIndex((cell) => cell !== '');
      const aligned = line.slice(0, last + 1).map((cell, i) => {
        const padding = ' '.repeat(room[i]! - displayWidth(cell));
        const painted = painters[i]!(cell);
        if (right.includes(i)) return padding + painted;
        return i === last ? painted : painted + padding;
      });
      return `${aligned.join(blanks)}\n`;
    });
  });
  return lines.join('');
}

const total = (widths: readonly number[], gap: number): number =>
  widths.reduce((sum, width) => sum + width, 0) + gap * Math.max(0, widths.length - 1);

/** The lines that a row takes, with as many cells each. */
function linesOf(row: readonly string[], widths: readonly number[]): string[][] {
  const pieces = row.map((cell, i) => (displayWidth(cell) <= widths[i]! ? [cell] : wrapCell(cell, widths[i]!)));
  const height = Math.max(1, ...pieces.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => pieces.map((piece) => piece[line] ?? ''));
}
