import type { JsonObject } from '../json.ts';
import type { Node } from '../yaml/node.ts';
import { fieldsText } from './block-writing.ts';
import type { Editor, Place } from './editor.ts';
import { planFields } from './field-plan.ts';
import { layoutBeside } from './layout.ts';
import { behindLine, behindValue, commentsAbove, lineStart, startsLine } from './text-lines.ts';

/** Changes a block map entry by entry; false when none of its entries would stay. */
export function editBlockMap(editor: Editor, place: Place, map: Node, before: JsonObject, after: JsonObject): boolean {
  const { entries, column } = map;
  const { stays, said, added } = planFields(editor, map, before, after);
  const firstStaying = stays.indexOf(true);
  if (firstStaying < 0) return false;
  for (const field of said) {
    const { mark, value } = field.entry;
    editor.change({ mark, column, beside: map }, value, field.before, field.after);
  }
  const isBesideDash = firstStaying > 0 && !startsLine(editor.text, entries[0]!.start);
  if (isBesideDash) removeFirst(editor, place, map, firstStaying);
  for (let i = isBesideDash ? firstStaying : 0; i < entries.length; i++) if (!stays[i]) remove(editor, place, map, i);
  if (added.length === 0) return true;
  const layout = layoutBeside(map, editor.layout);
  for (const { key, behind } of added) {
    const at =
      behind === entries.length - 1
        ? behindValue(editor.text, map, place.column)
        : behindValue(editor.text, entries[behind]!.value, column);
    editor.replaceText(at, at, fieldsText(after, [key], column, layout));
  }
  return true;
}

/** Removes the lines of an entry, and the comment right above it; at the top of a document that is no comment on a key. */
function remove(editor: Editor, place: Place, map: Node, i: number): void {
  const { text } = editor;
  const { entries, column } = map;
  const line = lineStart(text, entries[i]!.start);
  const isTop = i === 0 && place.column === column;
  const from = i > 0 ? behindValue(text, entries[i - 1]!.value, column) : isTop ? line : behindLine(text, place.mark);
  editor.replaceText(commentsAbove(text, line, column, from), behindValue(text, entries[i]!.value, column), '');
}

/** Removes the first entries of a map that starts beside a dash, up to the entry `next`. */
function removeFirst(editor: Editor, { mark }: Place, { entries, column }: Node, next: number): void {
  const { text } = editor;
  const behind = behindValue(text, entries[next - 1]!.value, column);
  if (text.slice(behind, entries[next]!.start).trim() === '')
    editor.replaceText(entries[0]!.start, entries[next]!.start, '');
  // Comments between them stay where they are, and the dash above them.
  else editor.replaceText(mark, behind - /\r?\n$/.exec(text.slice(0, behind))![0].length, '');
}
