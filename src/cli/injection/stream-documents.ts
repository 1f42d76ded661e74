import { InputError } from '../../base/errors.ts';
import type { SourceFile } from '../../resources/document.ts';
import { decode } from '../../resources/input/decode.ts';
import { formatProblem } from '../files/read-one-file.ts';
import type { Io } from '../io.ts';

/**
 * Rewrites standard input as it comes: whatever stands before the last `---` that has come is complete.
 *
 * @param pieces gives the rewritten text of a part of the input, which so many lines came before
 * @throws InputError where its bytes are no text
 */
export async function streamStdin(
  io: Io,
  pieces: (part: SourceFile, linesBefore: number) => Iterable<string>,
): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  let lines = 0;
  const pass = async (bytes: Buffer): Promise<void> => {
    const { text, problem } = decode(bytes);
    if (problem !== undefined) {
      throw new InputError(formatProblem({ file: '-', ...problem, line: problem.line + lines }));
    }
    for (const piece of pieces({ name: '-', text }, lines)) await io.write(piece);
    for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) lines++;
  };
  for await (const piece of io.stdinPieces()) {
    rest = Buffer.concat([rest, piece]);
    const end = endOfDocuments(rest);
    if (end === 0) continue;
    await pass(rest.subarray(0, end));
    rest = rest.subarray(end);
  }
  await pass(rest);
}

const lineFeed = 0x0a;
const percent = 0x25;
const blanks = new Set([lineFeed, 0x0d, 0x20, 0x09]);

/** Where the last line `---` starts, of which enough has come to know it; 0 where there is none. */
function endOfDocuments(bytes: Buffer): number {
  for (let at = bytes.lastIndexOf('\n---'); at > 0; at = bytes.lastIndexOf('\n---', at - 1)) {
    const behind = bytes[at + 4];
    // A directive belongs to the document whose `---` follows it.
    const isDirective = bytes[bytes.lastIndexOf(lineFeed, at - 1) + 1] === percent;
    if (behind !== undefined && blanks.has(behind) && !isDirective) return at + 1;
  }
  return 0;
}
