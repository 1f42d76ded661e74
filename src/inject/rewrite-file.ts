import type { SourceFile } from '../resources/document.ts';
import { splitDocuments } from '../resources/yaml/split.ts';
import { type Outcome, unreadable } from './outcome.ts';
import { type ReadDocument, readDocument } from './read-document.ts';
import { isOfOtherKind, type WorkloadKinds } from './workload-kinds.ts';

/** Takes what came of each object, in order. It may throw, to stop at what failed. */
export type Tell = (outcome: Outcome) => void;

/** The text that a document becomes: the very same where nothing in it is to change. */
export type Rewrite = (document: ReadDocument, tell: Tell) => string;

/**
 * The text of a file in pieces, with each document that may hold a workload rewritten; all else comes as it stands, byte for
 * byte. A document that cannot be read is told of as failed.
 */
export function* rewriteFile(file: SourceFile, kinds: WorkloadKinds, rewrite: Rewrite, tell: Tell): Generator<string> {
  let written = 0;
  for (const document of candidates(file, kinds, tell)) {
    if (document.start > written) yield file.text.slice(written, document.start);
    yield rewrite(document, tell);
    written = document.end;
  }
  if (written < file.text.length) yield file.text.slice(written);
}

/** Where a document stands in the text of its file. */
type Placed = ReadDocument & { readonly start: number; readonly end: number };

/** The documents of a file that may hold a workload and can be read. */
export function* candidates(file: SourceFile, kinds: WorkloadKinds, tell: Tell): Generator<Placed> {
  for (const slice of splitDocuments(file.text)) {
    if (isOfOtherKind(file.text.slice(slice.start, slice.end), kinds)) continue;
    const document = readDocument(file, slice);
    const { problem, value } = document;
    if (problem !== undefined) tell(unreadable(file.name, problem.message, problem.line, problem.column));
    else if (value !== undefined) yield { ...document, start: slice.start, end: slice.end };
  }
}
