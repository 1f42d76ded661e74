import { isObject, type Json } from '../json.ts';
import type { Node } from '../yaml/node.ts';
import { editBlockList } from './block-list.ts';
import { editBlockMap } from './block-map.ts';
import { afterDash, afterKey, documentText } from './block-writing.ts';
import { applyEdits, type Edit, inOrder } from './edits.ts';
import { equal, keysOf } from './equal.ts';
import { editFlow } from './flow.ts';
import { type FlowStyle, flowText, type Indent } from './flow-writing.ts';
import { type Layout, layoutBeside, layoutOf } from './layout.ts';
import { behindLine, behindValue, lineStart } from './text-lines.ts';

/** Where a value is written: behind what, and how deep. */
export interface Place {
  /** Behind the colon or dash that the value belongs to; -1 for a document that starts with its value. */
  readonly mark: number;
  /** Of the key or dash. */
  readonly column: number;
  readonly isItem?: boolean;
  /** The block map that the value is a field of: what is written here is indented like its other fields. */
  readonly beside?: Node;
  /** Within brackets: how these are written. */
  readonly flow?: { readonly style: FlowStyle; readonly indent: Indent | undefined };
}

/**
 * Collects the edits that change one document. Whatever is the same stays; what differs is changed inside where its
 * structure allows, and written anew where not. `text` ends with a line break.
 */
export class Editor {
  #layout: Layout | undefined;
  /** The values, after the change, of anchored nodes that are still there. */
  readonly #anchored = new Map<Node, Json>();
  #edits: Edit[] = [];

  /** When wary, it writes out whatever depends on other lines: aliases, merge keys, texts that keep blank lines. */
  constructor(
    readonly text: string,
    readonly isWary = false,
  ) {}

  get layout(): Layout {
    this.#layout ??= layoutOf(this.text);
    return this.#layout;
  }

  /** Changes the root, and returns all edits, in order. Throws EditsOverlap at a way to write that nobody foresaw. */
  changeRoot(root: Node, before: Json, after: Json): readonly Edit[] {
    const line = lineStart(this.text, root.outer);
    const mark = this.text.startsWith('---', line) ? line + 3 : -1;
    this.change({ mark, column: root.column }, root, before, after);
    return inOrder(this.#edits);
  }

  replaceText(start: number, end: number, text: string): void {
    if (start < end || text !== '') this.#edits.push({ start, end, text });
  }

  /** What stands between two offsets, with the changes that `work` makes to it; they are made nowhere else. */
  changed(start: number, end: number, work: () => void): string {
    const others = this.#edits;
    this.#edits = [];
    work();
    const edits = inOrder(this.#edits).map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    this.#edits = others;
    return applyEdits(this.text.slice(start, end), edits);
  }

  /** Makes a node say `after`. `before`, what it says now, is undefined where nobody knows. */
  change(place: Place, node: Node, before: Json | undefined, after: Json): void {
    const isSame = before !== undefined && (before === after || equal(before, after));
    if (isSame && !node.isLinked) return;
    if (node.kind === 'alias') {
      if (this.isWary || !equal(this.stillSaid(node), after)) this.#replace(place, node, after);
      return;
    }
    if (before === undefined || !this.#changeInside(place, node, before, after, isSame))
      this.#replace(place, node, after);
    if (node.anchor !== undefined) this.#anchored.set(node, after);
  }

  /** What an alias will stand for after the change; undefined when its anchor is gone. */
  stillSaid({ target }: Node): Json | undefined {
    return target && this.#anchored.get(target);
  }

  /** False where a node has to be written anew. */
  #changeInside(place: Place, node: Node, before: Json, after: Json, isSame: boolean): boolean {
    if (node.isStrange || node.entries.length === 0) return isSame && !(this.isWary && node.kind === 'block text');
    if (Array.isArray(before) && Array.isArray(after) && after.length > 0) {
      if (node.kind === 'block list') return editBlockList(this, place, node, before, after);
      return node.kind === 'flow list' && editFlow(this, place, node, before, after);
    }
    if (!isObject(before) || !isObject(after) || keysOf(after).length === 0) return isSame;
    if (node.kind === 'block map') return editBlockMap(this, place, node, before, after);
    return node.kind === 'flow map' && editFlow(this, place, node, before, after);
  }

  #replace(place: Place, node: Node, value: Json): void {
    const anchor = node.anchor === undefined ? '' : `&${node.anchor}`;
    if (place.flow !== undefined) this.#replaceInFlow(place.flow, node, value, anchor);
    else if (place.mark < 0) this.#replaceRoot(node, value);
    else this.#replaceBehindMark(place, node, value, anchor);
  }

  #replaceInFlow({ style, indent }: NonNullable<Place['flow']>, node: Node, value: Json, anchor: string): void {
    const text = flowText(value, style, indent);
    const isEmpty = node.outer === node.end;
    this.replaceText(node.outer, node.end, `${isEmpty ? ' ' : ''}${anchor && `${anchor} `}${text}`);
  }

  #replaceRoot(node: Node, value: Json): void {
    const { text } = this;
    const start = lineStart(text, node.outer);
    this.replaceText(start, behindValue(text, node, node.column), documentText(value, this.layout));
  }

  #replaceBehindMark({ mark, column, isItem, beside }: Place, node: Node, value: Json, anchor: string): void {
    const { text } = this;
    const layout = beside ? layoutBeside(beside, this.layout) : this.layout;
    const written = isItem && anchor === '' ? afterDash(value, column, layout) : afterKey(value, column, layout);
    const lineBreak = written.indexOf('\n');
    const first = (anchor && ` ${anchor}`) + written.slice(0, lineBreak);
    const rest = written.slice(lineBreak + 1);
    const below = behindLine(text, mark);
    if (node.start >= below) {
      // An anchor or tag may stand on the line of the key.
      const end =
        node.outer < below
          ? node.outer + /^(?:[&!]\S*[ \t]*)+/.exec(text.slice(node.outer, below))![0].trimEnd().length
          : mark;
      this.replaceText(mark, end, first);
      this.replaceText(below, behindValue(text, node, column), rest);
    } else if (node.kind === 'block map' || node.kind === 'block list') {
      this.replaceText(mark, behindValue(text, node, column), `${first}\n${rest}`);
    } else {
      const isBlock = node.kind === 'block text';
      const end = isBlock
        ? node.start + /^[|>][-+\d]*/.exec(text.slice(node.start, node.start + 4))![0].length
        : node.end;
      if (first === '' || node.outer === end) this.replaceText(mark, end, first);
      else this.replaceText(node.outer, end, first.slice(1));
      const next = behindLine(text, end);
      if (rest !== '') this.replaceText(next, behindValue(text, node, column), rest);
      else if (isBlock) this.replaceText(next, behindLine(text, node.end), '');
    }
  }
}
