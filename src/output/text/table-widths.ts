import { displayWidth, startWithin } from './display-width.ts';

/** Columns become no narrower: less holds hardly a word. */
export const minimumWidth = 12;

/**
 * Widths that fit into `room`, blanks between columns not counted: the widest columns give way, down to one width, and
 * narrow ones stay as they are. Undefined where that width would be too little.
 *
 * @param widths of the columns as they are
 * @param whole widths of the longest words, which are broken only where nothing else helps
 */
export function columnWidths(
  widths: readonly number[],
  room: number,
  whole: readonly number[] = [],
): readonly number[] | undefined {
  for (const floors of [whole, []]) {
    for (let limit = Math.max(...widths); limit >= minimumWidth; limit--) {
      const fitted = widths.map((width, i) => Math.min(width, Math.max(limit, floors[i] ?? 0)));
      let spare = room - fitted.reduce((sum, width) => sum + width, 0);
      if (spare >= 0) return fitted.map((width, i) => (width < widths[i]! && spare-- > 0 ? width + 1 : width));
    }
  }
  return undefined;
}

/** The width of the longest part that a line need not break. */
export const longestWord = (cell: string): number => Math.max(...cell.split(afterBreakable).map(displayWidth));

const afterBreakable = /(?<=[ ,/.;|-])/;

/** The last place where a line may end: behind one of these. */
const breakable = /[ ,/.;|-](?=[^ ,/.;|-]*$)/;

/**
 * A cell in lines of at most `width` columns, which end at a blank or behind punctuation of names and lists, or, where a
 * line would have less than half of its room, behind any character.
 */
export function wrapCell(cell: string, width: number): string[] {
  const lines: string[] = [];
  let rest = cell;
  while (displayWidth(rest) > width) {
    // A single character may be wider than any column.
    const fitting = startWithin(rest, width) || String.fromCodePoint(rest.codePointAt(0)!);
    const end = rest[fitting.length] === ' ' ? fitting.length : (breakable.exec(fitting)?.index ?? -1) + 1;
    const line = end * 2 >= fitting.length ? fitting.slice(0, end) : fitting;
    lines.push(line.trimEnd());
    rest = rest.slice(line.length).trimStart();
  }
  return rest === '' ? lines : [...lines, rest];
}
