import { parseAllDocuments } from 'yaml';
import type { Json } from '../json.ts';

/** One document of a YAML or JSON text. */
export interface YamlDocument {
  /** Counts the text's documents from 0, empty ones included. */
  readonly index: number;
  /** Offsets of the document in the text, without its `---`. */
  readonly start: number;
  readonly end: number;
  /** The first line, from 1, that is neither blank nor a `---`. */
  readonly line: number;
  /** What the document says; undefined when it is empty or has a problem. */
  readonly value: Json | undefined;
  /** Why the document cannot be read. */
  readonly problem?: YamlProblem;
}

export interface YamlProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export function readYaml(text: string): YamlDocument[] {
  const out: YamlDocument[] = [];
  const docs = parseAllDocuments(text, { version: '1.1', uniqueKeys: false });
  if (!Array.isArray(docs)) return out;
  for (const [index, doc] of docs.entries()) {
    let start = doc.range[0];
    const end = doc.range[1];
    const skip = /^(?:\s*\n|---[ \t]*\n)*/.exec(text.slice(start, end));
    start += skip?.[0].length ?? 0;
    const line = text.slice(0, start).split('\n').length;
    const value = doc.toJS() as Json;
    out.push({ index, start, end, line, value: value === null ? undefined : value });
  }
  return out;
}
