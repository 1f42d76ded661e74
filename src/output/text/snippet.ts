import type { PlacedFinding } from '../findings/finding-record.ts';
import { displayWidth, endWithin, startWithin } from './display-width.ts';
import type { SourceLines } from './source-lines.ts';
import { visible } from './visible.ts';

/** The line that a finding is about, ready to print, and where to underline it, in columns from 0. */
export interface Snippet {
  readonly line: number;
  readonly source: string;
  readonly indent: number;
  readonly length: number;
}

/** Columns of a tab: YAML does not indent with them, so where they stand matters little. */
const tab = '    ';
const more = '…';

/**
 * The source of a finding's field, at most `width` columns of it. A value of several lines is shown by its first.
 * Undefined where there is nothing to show, and for Secrets, whose values have no business in a log.
 */
export function snippetOf({ finding, record }: PlacedFinding, lines: SourceLines, width: number): Snippet | undefined {
  const { resource } = finding;
  if (resource.kind === 'Secret') return undefined;
  const { text, holdsSecret } = lines.line(resource.document.file, record.line);
  if (text === '' || holdsSecret) return undefined;
  const start = Math.min(record.column - 1, text.length);
  const end = record.endLine > record.line ? text.length : Math.min(record.endColumn - 1, text.length);
  return { line: record.line, ...cut(text, start, Math.max(start, end), Math.max(width, 10)) };
}

/** The columns of `text` around its part from `start` to `end`, which stays in sight. */
function cut(text: string, start: number, end: number, width: number): Omit<Snippet, 'line'> {
  // A line can be a whole file: far more than fits is not even looked at.
  const reach = 4 * width;
  let before = show(text.slice(Math.max(0, start - reach), start));
  let field = show(text.slice(start, Math.min(end, start + reach)));
  let after = show(text.slice(end, end + reach));
  const total = displayWidth(before) + displayWidth(field) + displayWidth(after);
  if (total > width) {
    const some = Math.floor(width / 3);
    field = shorten(field, width - Math.min(displayWidth(before), some));
    const room = width - displayWidth(field);
    before = shortenLeft(before, Math.max(room - displayWidth(after), Math.floor(room / 2)));
    after = field.endsWith(more) ? '' : shorten(after, room - displayWidth(before));
  }
  const source = (before + field + after).trimEnd();
  return { source, indent: displayWidth(before), length: Math.max(1, displayWidth(field)) };
}

const show = (text: string): string => visible(text.replaceAll('\t', tab));

const shorten = (text: string, width: number): string =>
  displayWidth(text) <= width ? text : startWithin(text, Math.max(0, width - 1)) + more;

const shortenLeft = (text: string, width: number): string =>
  displayWidth(text) <= width ? text : more + endWithin(text, Math.max(0, width - 1));
