import type { Node } from '../yaml/node.ts';

/** The start of the line that an offset is on. */
export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Behind the line that an offset is on; the text ends with a line break. */
export const behindLine = (text: string, offset: number): number => text.indexOf('\n', offset) + 1;

/** True when nothing but blanks stands before an offset on its line. */
export function startsLine(text: string, offset: number): boolean {
  let at = offset;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
  return at === 0 || text[at - 1] === '\n';
}

/** The start of the comment lines at `column` that stand, without a blank line, above a line; not above `from`. */
export function commentsAbove(text: string, line: number, column: number, from: number): number {
  let start = line;
  while (start > from) {
    const above = lineStart(text, start - 1);
    if (above < from || !isComment(text, above, column)) break;
    start = above;
  }
  return start;
}

function isComment(text: string, line: number, column: number): boolean {
  let at = line;
  while (text[at] === ' ') at++;
  return at - line === column && text[at] === '#';
}

/**
 * Behind the last line of a value, which belongs to a key or dash at `parentColumn`: here the next can be written. Comments
 * that stand deeper than that key or dash are part of the value: a block text written above would swallow them.
 */
export function behindValue(text: string, node: Node, parentColumn: number): number {
  const last = node.kind === 'block map' || node.kind === 'block list' ? node.entries.at(-1) : undefined;
  let end = last === undefined ? behindLine(text, node.end) : behindValue(text, last.value, node.column);
  for (let line = end; line < text.length; line = behindLine(text, line)) {
    let at = line;
    while (text[at] === ' ') at++;
    if (text[at] === '#' && at - line > parentColumn) end = behindLine(text, line);
    else if (text[at] !== '\n' && text[at] !== '\r') break;
  }
  return end;
}
