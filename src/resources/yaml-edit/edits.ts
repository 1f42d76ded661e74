/** A replacement in a text: what stands between two offsets (UTF-16 units) gives way to `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text, rewritten. */
export interface Rewritten {
  readonly text: string;
  /** What was replaced, in the old text: in order, not overlapping. */
  readonly edits: readonly Edit[];
}

/** The text with edits made that are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, text: replacement } of edits) {
    pieces.push(text.slice(from, start), replacement);
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

/** Two edits want to replace the same text. */
export class EditsOverlap extends Error {}

/**
 * Edits by their place, those that touch made one. What is inserted at one place keeps the order that it was asked for
 * in, and comes before what replaces the text there. Throws EditsOverlap.
 */
export function inOrder(edits: readonly Edit[]): Edit[] {
  const isInsertion = ({ start, end }: Edit) => start === end;
  const sorted = edits.toSorted((a, b) => a.start - b.start || Number(isInsertion(b)) - Number(isInsertion(a)));
  const merged: Edit[] = [];
  for (const edit of sorted) {
    const last = merged.at(-1);
    if (last === undefined || edit.start > last.end) merged.push(edit);
    else if (edit.start < last.end) throw new EditsOverlap();
    else merged[merged.length - 1] = { start: last.start, end: edit.end, text: last.text + edit.text };
  }
  return merged;
}
