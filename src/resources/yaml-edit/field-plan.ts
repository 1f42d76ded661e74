import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Entry, Node } from '../yaml/node.ts';
import type { Editor } from './editor.ts';
import { equal, fieldOf, keysOf } from './equal.ts';

/** What becomes of the entries of a map. */
export interface FieldPlan {
  /** For each entry whether it stays. */
  readonly stays: readonly boolean[];
  /** The entries that stay and have to say what `after` says; `before` is undefined where nobody knows it. */
  readonly said: readonly { readonly entry: Entry; readonly before: Json | undefined; readonly after: Json }[];
  /** Keys to be written, in order, and the entry that each is to follow, by index. */
  readonly added: readonly { readonly key: string; readonly behind: number }[];
}

/** Plans how a map's entries change. Of a key given twice the last counts, and the others are left as they are. */
export function planFields(editor: Editor, { entries }: Node, before: JsonObject, after: JsonObject): FieldPlan {
  const mergesEnd = entries.findLastIndex(({ isMerge }) => isMerge);
  const merged = mergesEnd < 0 || editor.isWary ? undefined : fieldsSaid(editor, entries, after);
  const lastOf = new Map<string, number>();
  for (let i = 0; i < entries.length; i++) if (!entries[i]!.isMerge) lastOf.set(entries[i]!.key!, i);
  const stays: boolean[] = [];
  const said: FieldPlan['said'][number][] = [];
  let lastStaying = -1;
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i]!;
    const wanted = entry.isMerge ? undefined : fieldOf(after, entry.key!);
    stays.push(wanted !== undefined || (merged !== undefined && entry.isMerge === true));
    if (stays[i]) lastStaying = i;
    if (wanted === undefined || lastOf.get(entry.key!) !== i) continue;
    const isHidden = i < mergesEnd && isHiddenBy(entries.slice(i + 1), entry.key!);
    // What a merge key below hides, and goes on to hide, may say what it likes.
    if (isHidden && merged !== undefined) continue;
    said.push({ entry, before: isHidden ? undefined : fieldOf(before, entry.key!), after: wanted });
  }
  const added: FieldPlan['added'][number][] = [];
  let behind = -1;
  for (const key of keysOf(after)) {
    const own = lastOf.get(key);
    if (own !== undefined) behind = own;
    else if (merged === undefined || !equal(merged.get(key), after[key]))
      // Only below a merge key does a field replace what that brings.
      added.push({ key, behind: behind < 0 || merged !== undefined ? lastStaying : behind });
  }
  return { stays, said, added };
}

/**
 * The fields that a map with merge keys will have if its entries stay as far as `after` has them; undefined when these
 * are not fields of `after`, or cannot be known: then merge keys give way to what they stand for.
 */
function fieldsSaid(editor: Editor, entries: readonly Entry[], after: JsonObject): Map<string, Json> | undefined {
  const fields = new Map<string, Json>();
  const own = new Set<string>();
  for (const { key, isMerge, value } of entries) {
    if (isMerge) {
      // Of several maps the first counts.
      const sources =
        value.kind === 'flow list' || value.kind === 'block list' ? value.entries.map((item) => item.value) : [value];
      for (const source of sources.toReversed()) {
        const map = editor.stillSaid(source);
        if (!isObject(map)) return undefined;
        for (const name of keysOf(map)) fields.set(name, map[name]!);
      }
    } else {
      const value = fieldOf(after, key!);
      if (value === undefined) continue;
      fields.set(key!, value);
      own.add(key!);
    }
  }
  for (const [key, value] of fields) {
    const wanted = fieldOf(after, key);
    if (wanted === undefined || (own.has(key) && !equal(value, wanted))) return undefined;
  }
  return fields;
}

/** True unless it is plain that no merge key among the entries brings a field. */
const isHiddenBy = (entries: readonly Entry[], key: string): boolean =>
  entries.some(
    ({ isMerge, value }) =>
      isMerge &&
      !value.target?.entries.every((entry) => !entry.isMerge && entry.key !== undefined && entry.key !== key),
  );
