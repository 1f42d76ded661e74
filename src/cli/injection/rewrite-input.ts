import { unreadable } from '../../inject/outcome.ts';
import type { SourceFile } from '../../resources/document.ts';
import { readInput } from '../../resources/input/read-input.ts';
import type { RewriteRequest } from '../flags/rewrite-flags.ts';
import type { Io } from '../io.ts';
import { RewriteOutcomes } from './rewrite-outcomes.ts';

/**
 * Reads the manifests that are to be rewritten; none where standard input is to be read as it comes.
 *
 * @throws InputError naming each file that cannot be read
 */
export async function rewriteInput(io: Io, { paths, to }: RewriteRequest): Promise<SourceFile[]> {
  if (to === 'stream' && paths.length === 1 && paths[0] === '-') return [];
  const { files, problems, notes } = await readInput(paths, { cwd: io.cwd, readStdin: () => io.readStdin() });
  for (const note of notes) io.note(`note: ${note}`);
  if (problems.length > 0) {
    const outcomes = new RewriteOutcomes(io, false);
    for (const { file, message, line, column } of problems) outcomes.add(unreadable(file, message, line, column));
    throw outcomes.error('nothing was written');
  }
  return files;
}
