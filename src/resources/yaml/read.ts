import type { Json, Path } from '../json.ts';
import { AlikeReader } from './alike-reader.ts';
import { codesOf } from './codes.ts';
import { readFull } from './full.ts';
import { readJson } from './json-text.ts';
import { defaultLimits, type Limits, overLimit } from './limits.ts';
import { Lines, type Place, sourceOf } from './lines.ts';
import { PlainReader } from './plain.ts';
import { handOver } from './plain-cursor.ts';
import { Unreadable, type YamlProblem } from './problem.ts';
import { LineCounter, type Slice, splitDocuments } from './split.ts';

export type { YamlProblem } from './problem.ts';

/** One document of a YAML or JSON text. */
export interface YamlDocument {
  /** Counts the text's documents from 0, empty ones included. */
  readonly index: number;
  /**
   * Offsets of the document in the text: from the start of `line` to its end. Its `---` is left out, unless content or
   * a comment stands on that line.
   */
  readonly start: number;
  readonly end: number;
  /** The first line, from 1, that is neither blank nor a bare `---`. */
  readonly line: number;
  /** What the document says, as Kubernetes reads it; undefined when it is empty, null, or has a problem. */
  readonly value: Json | undefined;
  /** True when it is plain block YAML, whose places can be found line by line. */
  readonly isPlain?: boolean;
  /** Why the document cannot be read. */
  readonly problem?: YamlProblem;
  /** Keys that a map holds more than once. */
  readonly duplicateKeys?: readonly DuplicateKey[];
}

/** A key that a map holds twice: the later value counts, as it does for Kubernetes. */
export interface DuplicateKey {
  readonly path: Path;
  readonly first: Place;
  readonly again: Place;
}

/** A text of some hundred documents (in UTF-16 units): in shorter ones, looking for alike ones takes longer than it saves. */
const manyDocuments = 1 << 16;

/** Characters that YAML allows nowhere, not even in comments. */
const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: to find them is the point
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * The documents of a YAML or JSON text. Never throws at what the text holds: a document that cannot be read, or that
 * goes beyond `limits`, has a problem, and the others are read all the same.
 */
export const readYaml = (text: string, limits: Limits = defaultLimits): YamlDocument[] => [
  ...yamlDocuments(text, limits),
];

/** As `readYaml`, one document at a time: whoever lets go of each needs no memory for all of them. */
export function* yamlDocuments(text: string, limits: Limits = defaultLimits): Generator<YamlDocument> {
  let index = 0;
  const codes = codesOf(text);
  const plain =
    text.length < manyDocuments ? new PlainReader(text, codes, limits) : new AlikeReader(text, codes, limits);
  const lines = new LineCounter(codes);
  for (const slice of splitDocuments(text, lines)) {
    const { start, end, line } = slice;
    const value = end - start <= limits.documentSize ? plain.read(start, end) : handOver;
    if (value === handOver) yield { index, start, end, line, ...readDocument(text, slice, limits) };
    else {
      lines.skipTo(end, plain.lineBreaks);
      yield { index, start, end, line, value: value ?? undefined, isPlain: plain.isPlain };
    }
    index++;
  }
}

type Reading = Pick<YamlDocument, 'value' | 'problem' | 'duplicateKeys'>;

/** Reads what is not plain, or too large. */
function readDocument(text: string, { start, end, line }: Slice, limits: Limits): Reading {
  const content = text.slice(start, end);
  try {
    check(content, limits);
    const json = /^\s*[{[]/.test(content) ? readJson(content, limits) : undefined;
    if (json !== undefined) return { value: json };
    const { value, keysTwice, source } = readFull(content, limits);
    if (keysTwice.length === 0) return { value: value ?? undefined };
    const lines = new Lines(source, line);
    const duplicateKeys = keysTwice.map(({ path, first, again }) => ({
      path,
      first: lines.place(first),
      again: lines.place(again),
    }));
    return { value: value ?? undefined, duplicateKeys };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { value: undefined, problem: error.problem(line) };
  }
}

function check(content: string, limits: Limits): void {
  if (content.length > limits.documentSize) throw new Unreadable(overLimit.documentSize(limits), sourceOf(content), 0);
  const at = content.search(forbidden);
  if (at < 0) return;
  const code = content.charCodeAt(at).toString(16).padStart(4, '0').toUpperCase();
  const message = `the character U+${code} is not allowed in YAML: remove it, or write "\\u${code}" in quotes`;
  throw new Unreadable(message, sourceOf(content), at);
}
