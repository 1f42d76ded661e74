import type { ObjectChange } from '../../install/compare/manifests.ts';
import type { Json } from '../../resources/json.ts';
import type { Style } from '../style.ts';
import { type DiffLine, lineDiff } from '../text/line-diff.ts';
import { visible } from '../text/visible.ts';
import { yamlText } from '../text/yaml-text.ts';

/** Lines around a change that are shown with it, so that its place in a text is seen. */
const context = 1;
/** Stands for lines that are not shown. */
const more = '…';

/**
 * Changes of fields for reading, each on a line: `~ spec.replicas: 1 -> 2`. Maps, lists and texts of several lines take a
 * line for each of theirs.
 */
export const fieldChangesText = (changes: readonly ObjectChange[], style: Style, indent = ''): string =>
  changes
    .flatMap((change) => changeLines(change, style))
    .map((line) => `${indent}${line}\n`)
    .join('');

function changeLines(change: ObjectChange, style: Style): readonly string[] {
  const { type, before = null, after = null, isHidden } = change;
  const path = visible(change.path || '(the whole)');
  if (isHidden) return [`${marks[type]} ${path}: ${type}; --show-secrets tells more`];
  if (type === 'added') return block('+', path, after, style);
  if (type === 'removed') return block('-', path, before, style);
  if (typeof before === 'string' && typeof after === 'string' && `${before}${after}`.includes('\n')) {
    return [`~ ${path}:`, ...hunks(lineDiff(before, after)).map((line) => `    ${marked(line, style)}`)];
  }
  const word = type === 'reordered' ? ' in another order' : '';
  return [`~ ${path}${word}: ${style.removed(inline(before))} -> ${style.added(inline(after))}`];
}

const marks = { added: '+', removed: '-', changed: '~', reordered: '~' } as const;

/** A value in one line: JSON. */
const inline = (value: Json): string => visible(JSON.stringify(value));

/** A value of its own: behind the path, or, where it has parts, in lines below it. */
function block(mark: '+' | '-', path: string, value: Json, style: Style): readonly string[] {
  const paint = mark === '+' ? style.added : style.removed;
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  if (isEmpty || typeof value !== 'object' || value === null) return [paint(`${mark} ${path}: ${inline(value)}`)];
  const lines = yamlText(value).trimEnd().split('\n');
  return [`${mark} ${path}:`, ...lines.map((line) => `${mark}   ${visible(line)}`)].map(paint);
}

function marked({ mark, text }: DiffLine, style: Style): string {
  const line = `${mark} ${text === more ? style.spell(text) : visible(text)}`.trimEnd();
  return mark === ' ' ? line : mark === '+' ? style.added(line) : style.removed(line);
}

/** The lines that changed with those around them; `…` stands for the others. */
function hunks(lines: readonly DiffLine[]): readonly DiffLine[] {
  const isNear = lines.map(() => false);
  for (const [i, { mark }] of lines.entries()) {
    if (mark === ' ') continue;
    for (let near = Math.max(0, i - context); near <= Math.min(lines.length - 1, i + context); near++)
      isNear[near] = true;
  }
  return lines.flatMap((line, i) => {
    if (isNear[i]) return [line];
    return i === 0 || isNear[i - 1] ? [{ mark: ' ', text: more } as const] : [];
  });
}
