import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Entry, Node } from '../yaml/node.ts';
import type { Editor, Place } from './editor.ts';
import { planFields } from './field-plan.ts';
import { type FlowStyle, fieldText, flowStyleOf, flowText, type Indent } from './flow-writing.ts';
import { matchItems, staying } from './list-matching.ts';
import { behindLine, commentsAbove, lineStart, startsLine } from './text-lines.ts';

/** What a collection in brackets is to hold: an entry that stays, by index, one that moves, or one to be written. */
type Wanted = number | Moved | string;

interface Moved {
  readonly from: number;
  /** Its text, changed as wanted, with what stands before it from an offset on. */
  textFrom(start: number): string;
}

/** Changes a collection in brackets entry by entry; false when none of its entries would stay. */
export function editFlow(editor: Editor, place: Place, node: Node, before: Json, after: Json): boolean {
  const { text } = editor;
  const style = place.flow?.style ?? flowStyleOf(text.slice(node.start, node.end));
  const brackets = haveOwnLines(text, node) ? indentOf(text, node) : undefined;
  const flow = { style, indent: brackets && { ...brackets, outer: brackets.outer + brackets.step } };
  const wanted = isObject(after)
    ? wantedFields(editor, node, before as JsonObject, after, flow)
    : wantedItems(editor, node, before as readonly Json[], after as readonly Json[], flow);
  if (!wanted.some((entry) => typeof entry === 'number')) return false;
  if (wanted.length === node.entries.length && wanted.every((entry, i) => entry === i)) return true;
  if (flow.indent === undefined) arrangeOnLine(editor, node, wanted, style);
  else arrangeOnLines(editor, node, wanted, flow.indent.outer);
  return true;
}

interface Flow {
  readonly style: FlowStyle;
  readonly indent: Indent | undefined;
}

function wantedFields(editor: Editor, map: Node, before: JsonObject, after: JsonObject, flow: Flow): Wanted[] {
  const { stays, said, added } = planFields(editor, map, before, after);
  for (const field of said) {
    const { mark, value } = field.entry;
    editor.change({ mark, column: -1, flow }, value, field.before, field.after);
  }
  return map.entries.flatMap((_, i): Wanted[] => [
    ...(stays[i] ? [i] : []),
    ...added
      .filter(({ behind }) => behind === i)
      .map(({ key }) => fieldText(key, after[key]!, flow.style, flow.indent)),
  ]);
}

function wantedItems(
  editor: Editor,
  { entries }: Node,
  before: readonly Json[],
  after: readonly Json[],
  flow: Flow,
): Wanted[] {
  const matches = matchItems(before, after);
  const stay = staying(matches);
  return matches.map((from, to): Wanted => {
    if (from < 0) return flowText(after[to]!, flow.style, flow.indent);
    const { mark, value } = entries[from]!;
    const change = () => editor.change({ mark, column: -1, flow }, value, before[from]!, after[to]!);
    if (!stay.has(from)) return { from, textFrom: (at) => editor.changed(at, value.end, change) };
    change();
    return from;
  });
}

/** Entries side by side: a new one comes with a comma, a removed one goes with that before it. */
function arrangeOnLine(editor: Editor, { entries }: Node, wanted: readonly Wanted[], { comma }: FlowStyle): void {
  const first = wanted.find((entry) => typeof entry === 'number')!;
  const endOf = (i: number) => entries[i]!.value.end;
  let last = -1;
  for (const entry of wanted) {
    if (typeof entry === 'number') {
      last = entry;
      continue;
    }
    const text = typeof entry === 'string' ? entry : entry.textFrom(entries[entry.from]!.start);
    if (last < 0) editor.replaceText(entries[0]!.start, entries[0]!.start, text + comma);
    else editor.replaceText(endOf(last), endOf(last), gapBehind(entries[last]!) + comma + text);
  }
  const staying = new Set(wanted);
  for (let i = 0; i < entries.length; i++) {
    if (staying.has(i)) continue;
    if (i < first) editor.replaceText(entries[i]!.start, entries[i + 1]!.start, '');
    else editor.replaceText(endOf(i - 1), endOf(i), '');
  }
}

/** A colon must not touch the comma behind it. */
const gapBehind = ({ value, start }: Entry): string => (value.outer === value.end && start < value.start ? ' ' : '');

/** Entries with lines of their own, indented alike. */
function arrangeOnLines(editor: Editor, { entries }: Node, wanted: readonly Wanted[], indent: string): void {
  const { text } = editor;
  const endOf = (i: number) => entries[i]!.value.end;
  const commaBehind = (i: number) => text.indexOf(',', endOf(i));
  const hasComma = (i: number) => text.slice(endOf(i), commaBehind(i)).trim() === '' && commaBehind(i) >= 0;
  const startOf = (i: number) => {
    const line = lineStart(text, entries[i]!.start);
    return commentsAbove(text, line, indent.length, i > 0 ? behindLine(text, endOf(i - 1)) : line);
  };
  const endsWithComma = hasComma(entries.length - 1);
  let at = startOf(0);
  for (const [i, entry] of wanted.entries()) {
    const comma = i < wanted.length - 1 || endsWithComma ? ',' : '';
    if (typeof entry === 'string') editor.replaceText(at, at, `${indent}${entry}${comma}\n`);
    else if (typeof entry === 'object') {
      const { from } = entry;
      const behind = text.slice(hasComma(from) ? commaBehind(from) + 1 : endOf(from), behindLine(text, endOf(from)));
      editor.replaceText(at, at, entry.textFrom(startOf(from)) + comma + behind);
    } else {
      at = behindLine(text, endOf(entry));
      if (hasComma(entry)) editor.replaceText(commaBehind(entry), commaBehind(entry) + 1, comma);
      else editor.replaceText(endOf(entry), endOf(entry), gapBehind(entries[entry]!) + comma);
    }
  }
  const staying = new Set(wanted);
  for (let i = 0; i < entries.length; i++)
    if (!staying.has(i)) editor.replaceText(startOf(i), behindLine(text, endOf(i)), '');
}

/** True when each entry starts a line, and nothing but a comma and a comment follows it. */
const haveOwnLines = (text: string, { entries }: Node): boolean =>
  entries.every(({ start, value }) => {
    const line = text.slice(value.end, behindLine(text, value.end));
    return startsLine(text, start) && /^[ \t]*(?:,[ \t]*)?(?:(?<![^ \t])#.*)?\r?\n$/.test(line);
  });

/** How far the line of a bracket is indented, and the entries below it more than that. */
function indentOf(text: string, { start, entries }: Node): Indent {
  const line = lineStart(text, start);
  const outer = /^[ \t]*/.exec(text.slice(line, start))![0];
  const inner = text.slice(lineStart(text, entries[0]!.start), entries[0]!.start);
  return { outer, step: inner.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : '  ' };
}
