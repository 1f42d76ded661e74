import type { SourceFile } from '../resources/document.ts';
import { splitDocuments } from '../resources/yaml/split.ts';
import { type Outcome, unreadable } from './outcome.ts';
import { type ReadDocument, readDocument } from './read-document.ts';
import { isOfOtherKind, type WorkloadKinds } from './workload-kinds.ts';

/** Takes what came of each object, in order. It may throw, to stop at what failed. */
export type Tell = (outcome: Outcome) => void;

/** The text that a document becomes: the very same where nothing in it is to change, or where it cannot be read. */
export type Rewrite = (document: ReadDocument, tell: Tell) => string;

/**
 * The text of a file in pieces, with each document that may hold a workload rewritten; all else comes as it stands, byte for
 * byte.
 */
export function* rewriteFile(file: SourceFile, kinds: WorkloadKinds, rewrite: Rewrite, tell: Tell): Generator<string> {
  let written = 0;
  for (const { document, start, end } of candidates(file, kinds)) {
    if (start > written) yield file.text.slice(written, start);
    yield rewrite(document, tell);
    written = end;
  }
  if (written < file.text.length) yield file.text.slice(written);
}

/** A document, and where it stands in the text of its file. */
interface Placed {
  readonly document: ReadDocument;
  readonly start: number;
  readonly end: number;
}

/** The documents of a file that may hold a workload. */
export function* candidates(file: SourceFile, kinds: WorkloadKinds): Generator<Placed> {
  for (const slice of splitDocuments(file.text)) {
    if (isOfOtherKind(file.text.slice(slice.start, slice.end), kinds)) continue;
    yield { document: readDocument(file, slice), start: slice.start, end: slice.end };
  }
}

/** False for a document that cannot be read, of which it tells as failed. */
export function isReadable({ file, problem }: ReadDocument, tell: Tell): boolean {
  if (problem !== undefined) tell(unreadable(file.name, problem.message, problem.line, problem.column));
  return problem === undefined;
}
