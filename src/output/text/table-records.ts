import { displayWidth } from './display-width.ts';
import { plainWords } from './plain-words.ts';
import { minimumWidth, wrapCell } from './table-widths.ts';

interface RecordOptions {
  /** What follows a header. Without it headers are padded, so that cells stand below each other. */
  readonly mark: string;
  readonly paint: (cell: string, column: number, row: number) => (text: string) => string;
  /** Width of the terminal. */
  readonly columns?: number;
}

/**
 * Each row as a record: a line `HEADER: value` for each cell, and an empty line between records. Rows of a table without
 * header are lines.
 *
 * @param cells with the header in front
 * @param first -1, or 0 where there is no header
 */
export function recordsText(
  cells: readonly (readonly string[])[],
  first: -1 | 0,
  { mark, paint, columns = Number.POSITIVE_INFINITY }: RecordOptions,
): string {
  const spell = mark === '' ? (text: string) => text : plainWords;
  if (first === 0) return cells.map((row) => `${spell(row.join(' ').trimEnd())}\n`).join('');
  const [header = [], ...rows] = cells;
  const widest = mark === '' ? Math.max(0, ...header.map(displayWidth)) + 1 : 0;
  const indent = widest + 1;
  if (rows.length === 0) return 'None.\n';
  const records = rows.map((row, r) =>
    row
      .map((cell, i) => {
        const name = header[i]!;
        const head = paint(name, i, -1)(name) + mark + ' '.repeat(Math.max(0, widest - displayWidth(name)));
        const painter = paint(cell, i, r);
        const lines = mark === '' ? wrapCell(cell, Math.max(columns - indent, minimumWidth)) : [spell(cell)];
        const [start = '', ...more] = lines.map(painter);
        return [`${head} ${start}`.trimEnd(), ...more.map((line) => ' '.repeat(indent) + line)].join('\n');
      })
      .join('\n'),
  );
  return records.map((record) => `${record}\n`).join('\n');
}
