import type { Json } from '../json.ts';
import type { Node } from '../yaml/node.ts';
import { itemsText } from './block-writing.ts';
import type { Editor, Place } from './editor.ts';
import { matchItems, staying } from './list-matching.ts';
import { behindLine, behindValue, commentsAbove, lineStart, startsLine } from './text-lines.ts';

/** Changes a block list item by item; false when it has to be written anew. */
export function editBlockList(
  editor: Editor,
  place: Place,
  list: Node,
  before: readonly Json[],
  after: readonly Json[],
): boolean {
  const { text } = editor;
  const { entries, column } = list;
  if (entries.length !== before.length) return false;
  const matches = matchItems(before, after);
  const stay = staying(matches);
  if (stay.size === 0) return false;
  const isInOrder = stay.size === before.length && matches[0] === 0;
  // A list that starts beside the dash of another: its first item has no line of its own.
  if (!isInOrder && !startsLine(text, entries[0]!.start)) return false;

  const changeItem = (from: number, to: number) => {
    const { mark, value } = entries[from]!;
    editor.change({ mark, column, isItem: true }, value, before[from]!, after[to]!);
  };
  const endOf = (i: number) => behindValue(text, entries[i]!.value, column);
  /** The start of an item with the comment right above it. */
  const startOf = (i: number) => {
    const line = lineStart(text, entries[i]!.start);
    return commentsAbove(
      text,
      line,
      column,
      i > 0 ? endOf(i - 1) : place.mark < 0 ? line : behindLine(text, place.mark),
    );
  };

  for (const [to, from] of matches.entries()) if (stay.has(from)) changeItem(from, to);
  for (let i = 0; i < entries.length; i++) if (!stay.has(i)) editor.replaceText(startOf(i), endOf(i), '');
  /** Where the next new or moved item goes. */
  let at: number | undefined;
  for (const [to, from] of matches.entries()) {
    if (stay.has(from)) at = from === entries.length - 1 ? behindValue(text, list, place.column) : endOf(from);
    else {
      at ??= startOf(0);
      const moved =
        from < 0
          ? itemsText([after[to]!], column, editor.layout)
          : editor.changed(startOf(from), endOf(from), () => changeItem(from, to));
      editor.replaceText(at, at, moved);
    }
  }
  return true;
}
