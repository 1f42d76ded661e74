import { isMap, isSeq, LineCounter, parseDocument, type Scalar } from 'yaml';
import type { Position } from '../document.ts';
import type { Path } from '../json.ts';

/** Where every value of one document stands. */
export class PositionIndex {
  readonly #doc;
  readonly #lines = new LineCounter();
  readonly #line: number;

  constructor(text: string, line: number) {
    this.#line = line;
    this.#doc = parseDocument(text, { version: '1.1', uniqueKeys: false, lineCounter: this.#lines });
  }

  find(path: Path): Position {
    let node: unknown = this.#doc.contents;
    let range = [0, 0, 0];
    for (const step of path) {
      if (isMap(node)) {
        const pair = node.items.find((p) => String((p.key as Scalar).value) === String(step));
        if (!pair) break;
        node = pair.value;
        range = (
          isMap(node) || isSeq(node)
            ? (pair.key as Scalar).range
            : ((node as Scalar).range ?? (pair.key as Scalar).range)
        ) as number[];
      } else if (isSeq(node)) {
        const item = node.items[step as number];
        if (!item) break;
        node = item;
        range = (item as Scalar).range as number[];
      } else break;
    }
    const a = this.#lines.linePos(range[0]!);
    const b = this.#lines.linePos(range[1]!);
    return { line: a.line + this.#line - 1, column: a.col, endLine: b.line + this.#line - 1, endColumn: b.col };
  }
}
