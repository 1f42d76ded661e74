/** A value as it is written in a document. Offsets are UTF-16 units of the document's text; ends are exclusive. */
export interface Node {
  readonly kind: 'block map' | 'block list' | 'flow map' | 'flow list' | 'scalar' | 'block text' | 'alias' | 'empty';
  /** Where its anchor and tag start; without those, `start`. */
  readonly outer: number;
  /** Its first character: of a block map the first key, of a block list the first dash. */
  readonly start: number;
  /** Behind its last character; line breaks and comments behind it are not its own. */
  readonly end: number;
  /** Of a block map's keys or a block list's dashes, from 0. */
  readonly column: number;
  /** The entries of a map or list, in the order that they are written. */
  readonly entries: readonly Entry[];
  /** The anchor's name. */
  readonly anchor?: string | undefined;
  /** What an alias stands for. */
  readonly target?: Node | undefined;
  /** True where changes elsewhere may reach it or what is in it: anchors, aliases, texts that keep blank lines (`|+`). */
  readonly isLinked: boolean;
  /** True for a collection written in a way that is not taken apart: with `? ` before keys, keys that are no texts … */
  readonly isStrange: boolean;
}

/** An entry of a map or list. */
export interface Entry {
  /** A map's key, as Kubernetes reads it. */
  readonly key?: string;
  /** True for a merge key, `<<`. */
  readonly isMerge?: boolean;
  /** The start of its key, dash, or, in a flow list, value. */
  readonly start: number;
  /** Behind its colon or dash; the start of the value in a flow list. */
  readonly mark: number;
  readonly value: Node;
}

/** True for collections in brackets, `[a]` and `{ b: c }`. */
export const isFlow = ({ kind }: Node): boolean => kind === 'flow map' || kind === 'flow list';

/** Where a block text ends whose first line starts at `from` and whose content is indented to `indent`; -1 where it holds nothing. */
export function blockTextEnd(text: string, from: number, indent: number): number {
  let end = -1;
  for (let lineStart = from; lineStart < text.length; ) {
    const lineFeedAt = text.indexOf('\n', lineStart);
    const lineEnd = lineFeedAt < 0 ? text.length : lineFeedAt;
    let at = lineStart;
    while (text[at] === ' ' && at - lineStart < indent) at++;
    const isEmpty = at >= lineEnd || text[at] === '\r';
    if (!isEmpty && at - lineStart < indent) break;
    if (!isEmpty) end = text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
    lineStart = lineEnd + 1;
  }
  return end;
}
