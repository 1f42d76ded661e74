import { MeshwrightError } from '../../base/errors.ts';
import type { Json } from '../json.ts';
import { eventNodes } from '../yaml/event-nodes.ts';
import { isFlow, type Node } from '../yaml/node.ts';
import { hasPlainNodes, plainNodes } from '../yaml/plain-nodes.ts';
import { readYaml } from '../yaml/read.ts';
import { documentText } from './block-writing.ts';
import { Editor } from './editor.ts';
import { applyEdits, type Edit, EditsOverlap, inOrder, type Rewritten } from './edits.ts';
import { equal } from './equal.ts';
import { layoutOf } from './layout.ts';

/**
 * Changes a document so that it reads as `after`, as Kubernetes reads YAML, and touches nothing that is the same in
 * `before`, which is what it reads as now: comments, blank lines, order, quotes, indentation, line ends, brackets, block
 * texts and anchors stay. `text` is one document as `readYaml` cuts it out, in YAML or JSON; `isPlain` is what
 * `readYaml` says of it, and makes this several times quicker.
 *
 * Items of lists are matched by what they say and then by their names, so that those that moved take their text along.
 * Collections too odd to be taken apart are written anew. Throws when there is no way to write `after` in YAML.
 */
export function rewriteDocument(text: string, before: Json, after: Json, isPlain = false): Rewritten {
  if (equal(before, after)) return { text, edits: [] };
  // Below a text that keeps its blank lines, others could become part of it: that is for the way that checks.
  const edits =
    isPlain && hasPlainNodes(text) ? editsOf(text, plainNodes(withLineEnd(text)), before, after) : undefined;
  return edits === undefined ? rewriteChecked(text, before, after) : rewritten(text, edits);
}

/** Rewrites whatever can be read, and reads the result: where that is not `after`, a coarser way is taken. */
function rewriteChecked(text: string, before: Json, after: Json): Rewritten {
  for (const isWary of [false, true]) {
    const root = eventNodes(text);
    const edits = editsOf(text, root, before, after, isWary);
    if (edits === undefined) continue;
    const result = rewritten(text, edits);
    if (reads(result.text, after)) return result;
  }
  const anew = rewritten(text, [{ start: 0, end: text.length, text: documentText(after, layoutOf(text)) }]);
  if (reads(anew.text, after)) return anew;
  throw new MeshwrightError('a value cannot be written as YAML: it holds half a character, or a key that is too long');
}

/** Edits of a text with a line break at its end; undefined where they get in each other's way. */
function editsOf(
  text: string,
  root: Node | undefined,
  before: Json,
  after: Json,
  isWary = false,
): readonly Edit[] | undefined {
  const whole = withLineEnd(text);
  if (root === undefined)
    return [{ start: whole.length, end: whole.length, text: documentText(after, layoutOf(text)) }];
  try {
    const edits = new Editor(whole, isWary).changeRoot(root, before, after);
    return inOrder([...edits, ...cutTextEdits(text, root, edits)]);
  } catch (error) {
    if (error instanceof EditsOverlap) return undefined;
    throw error;
  }
}

/**
 * A block text that ends the file without a line break ends without one itself. When something is written below, it
 * needs a minus behind its bar for that.
 */
function cutTextEdits(text: string, root: Node, edits: readonly Edit[]): readonly Edit[] {
  if (text.endsWith('\n') || (edits.at(-1)?.start ?? 0) <= text.length) return [];
  let last = root;
  while (last.entries.length > 0 && !isFlow(last)) last = last.entries.at(-1)!.value;
  if (last.kind !== 'block text' || text.includes('\n', last.end)) return [];
  const header = /^[|>][-+\d]*/.exec(text.slice(last.start))![0];
  return [{ start: last.start, end: last.start + header.length, text: `${header.replace(/[-+]/, '')}-` }];
}

const lineBreakOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
const withLineEnd = (text: string): string => (text.endsWith('\n') ? text : text + lineBreakOf(text));

/** Makes edits of a text that was given a line break at its end, if it had none: it still has none after them. */
function rewritten(text: string, edits: readonly Edit[]): Rewritten {
  const lineBreak = lineBreakOf(text);
  const made = edits.map((edit) =>
    lineBreak === '\n' ? edit : { ...edit, text: edit.text.replace(/\r?\n/g, lineBreak) },
  );
  const last = made.at(-1);
  if (last !== undefined && last.end > text.length) {
    // A block text would lose its line break.
    const isSafe = !made.slice(-2).some((edit) => /[|>][+\d]*(?:[ \t]+#.*)?\r?$/m.test(edit.text));
    const ended = isSafe && last.text.endsWith(lineBreak) ? last.text.slice(0, -lineBreak.length) : last.text;
    const isBelow = last.start > text.length;
    made[made.length - 1] = {
      start: Math.min(last.start, text.length),
      end: text.length,
      text: (isBelow ? lineBreak : '') + ended,
    };
  }
  return { text: applyEdits(text, made), edits: made };
}

/** True when a text is one document that reads as `value`. */
function reads(text: string, value: Json): boolean {
  const [document, ...more] = readYaml(text);
  return more.length === 0 && document?.problem === undefined && equal(document?.value ?? null, value);
}
