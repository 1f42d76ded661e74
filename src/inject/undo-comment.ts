import { createHash } from 'node:crypto';
import { applyEdits, type Edit, type Rewritten } from '../resources/yaml-edit/edits.ts';
import { decodeUndo, encodeUndo } from './undo-record.ts';

/**
 * Injection can be undone to the byte: an injected document ends with a comment line that says what was there before,
 * and a hash of the text that it was written for.
 *
 *     # meshwright:undo <record> <hash>
 *
 * The last line is where it is least in the way, and no value can reach there, with one exception: a block text that ends
 * a file without a line break would get one. There the comment is the first line.
 */
const mark = '# meshwright:undo';
const line = /^# meshwright:undo ([\w-]+) ([\w-]{11})[ \t]*$/;
const isJson = /^\s*[{[]/;
const blockHeader = /(?:^|\s)[|>][-+\d]*[ \t]*(?:#.*)?\r?$/m;

/** What an undo comment led to: the text as it was before, or, where that is not to be had, the text without the comment. */
export type Undone =
  | { readonly text: string; readonly changed?: false }
  | { readonly text: string; readonly changed: true; readonly reason: string };

/**
 * A document that injection rewrote, with the comment that `undo` needs to give `original` back. Without a comment where
 * nothing changed and where none can stand: in JSON, and behind a `---` that has content on its line.
 */
export function withUndo({ text, edits }: Rewritten, original: string): string {
  if (edits.length === 0 || isJson.test(text)) return text;
  const lineBreak = lineBreakOf(text);
  const comment = (isCut: boolean) => {
    const record = encodeUndo({ isCut, edits: reversed(edits, original) });
    return record && `${mark} ${record} ${hashOf(text)}`;
  };
  if (!text.endsWith('\n') && blockHeader.test(text)) {
    const at = headEnd(text);
    const first = at === undefined ? undefined : comment(false);
    return first === undefined ? text : `${text.slice(0, at)}${first}${lineBreak}${text.slice(at)}`;
  }
  const isCut = !text.endsWith('\n');
  const last = comment(isCut);
  if (last === undefined) return text;
  return isCut ? text + lineBreak + last : text + last + lineBreak;
}

/** Undoes what injection did to a document, by its comment; undefined when it has none. Never throws. */
export function undo(text: string): Undone | undefined {
  const place = findComment(text);
  if (place === undefined) return undefined;
  const without = text.slice(0, place.start) + text.slice(place.next);
  const [, record, hash] = line.exec(text.slice(place.start, place.end)) ?? [];
  const decoded = record && decodeUndo(record);
  if (!decoded) return { text: without, changed: true, reason: 'its undo comment is not one that meshwright wrote' };
  const { isCut, edits } = decoded;
  // The line break above the comment came with it, then.
  const above = isCut ? text.slice(0, place.start).replace(/\r?\n$/, '') : text.slice(0, place.start);
  const below = text.slice(isCut ? place.end : place.next);
  const [injected, rest] = place.position === 'last' ? [above, below] : [above + below, ''];
  // What was added below the comment could belong to what injection added above it.
  const restored = place.position === 'middle' ? undefined : restore(injected, hash!, edits);
  if (restored !== undefined) return { text: restored + rest };
  return { text: above + below, changed: true, reason: 'it was changed after the injection' };
}

/** The original of a text that is as injection left it, but maybe for its line ends, which version control may change. */
function restore(injected: string, hash: string, edits: readonly Edit[]): string | undefined {
  const isSound = (text: string) => hashOf(text) === hash && edits.every(({ end }) => end <= text.length);
  if (isSound(injected)) return applyEdits(injected, edits);
  const withLineFeeds = injected.replaceAll('\r\n', '\n');
  if (injected.includes('\r\n')) {
    return isSound(withLineFeeds) ? applyEdits(withLineFeeds, edits).replaceAll('\n', '\r\n') : undefined;
  }
  const withReturns = injected.replaceAll('\n', '\r\n');
  return isSound(withReturns) ? applyEdits(withReturns, edits).replaceAll('\r\n', '\n') : undefined;
}

/** The edits that lead back, in the text that `edits` lead to. */
function reversed(edits: readonly Edit[], original: string): Edit[] {
  let shift = 0;
  return edits.map(({ start, end, text }) => {
    const at = start + shift;
    shift += text.length - (end - start);
    return { start: at, end: at + text.length, text: original.slice(start, end) };
  });
}

/** Sixty-six bits: enough to notice any change that was not made to go unnoticed. */
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 11);

const lineBreakOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** Where a document's first line can be written: behind its `---`; undefined where that has content on its line. */
function headEnd(text: string): number | undefined {
  if (!text.startsWith('---')) return 0;
  const [head] = /^---[ \t]*(?:#.*)?\r?\n/.exec(text) ?? [];
  return head?.length;
}

interface CommentPlace {
  readonly start: number;
  /** Without its line break, and with it. */
  readonly end: number;
  readonly next: number;
  readonly position: 'first' | 'middle' | 'last';
}

/** The last undo comment of a document. */
function findComment(text: string): CommentPlace | undefined {
  const found = text.lastIndexOf(`\n${mark}`);
  if (found < 0 && !text.startsWith(mark)) return undefined;
  const start = found + 1;
  const lineFeedAt = text.indexOf('\n', start);
  const next = lineFeedAt < 0 ? text.length : lineFeedAt + 1;
  const end = next - /\r?\n?$/.exec(text.slice(start, next))![0].length;
  const isLast = !/^[ \t]*[^\s#]/m.test(text.slice(next));
  return { start, end, next, position: isLast ? 'last' : start === headEnd(text) ? 'first' : 'middle' };
}
