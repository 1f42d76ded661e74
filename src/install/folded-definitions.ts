import type { Unfold } from '../resources/written-object.ts';

/**
 * Custom resource definitions are a megabyte of text, of which a chart's template changes only the metadata. So the templates
 * of this program's own package get them without what is below `spec`, which is put in again, as bytes, where they are written.
 */
export interface FoldedText {
  /** The text, each definition with one line for what is below its `spec`. */
  readonly text: string;
  /** Where that is in the text's bytes: from start to end, without the line break. */
  readonly bodies: readonly (readonly [start: number, end: number])[];
}

const line = (i: number): string => `  folded: ${i}\n`;
const folded = /^ {2}folded: (\d+)\n/;

/** The text of a file of definitions, folded. */
export function foldDefinitions(text: string): FoldedText {
  const bodies: [number, number][] = [];
  let at = 0;
  const documents = text.split(/^(?=---\n)/m).map((document) => {
    const start = at;
    at += Buffer.byteLength(document);
    const [head] = /^[\s\S]*?^spec:\n/m.exec(document) ?? [];
    if (head === undefined || !head.includes('\nkind: CustomResourceDefinition\n')) return document;
    return head + line(bodies.push([start + Buffer.byteLength(head), at - 1]) - 1);
  });
  return { text: documents.join(''), bodies };
}

/** @param bytes of the text that was folded; read when something is to be unfolded */
export function unfolding(bodies: FoldedText['bodies'], bytes: () => Uint8Array): Unfold {
  return (text) => {
    const [start, i] = folded.exec(text) ?? [];
    const body = bodies[Number(i)];
    return start === undefined || body === undefined
      ? undefined
      : [bytes().subarray(...body), text.slice(start.length - 1)];
  };
}
