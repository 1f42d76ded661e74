import { InputError } from '../../base/errors.ts';
import { shownFile } from '../../base/shown-file.ts';
import type { SourceFile } from '../../resources/document.ts';
import { readInput } from '../../resources/input/read-input.ts';
import type { ReadProblem } from '../../resources/to-resources.ts';
import type { Io } from '../io.ts';

/**
 * The one file that a path means, `-` being standard input.
 *
 * @throws InputError when it cannot be read, or the path means several
 */
export async function readOneFile(io: Io, path: string): Promise<SourceFile> {
  const { files, problems } = await readInput([path], { cwd: io.cwd, readStdin: () => io.readStdin() });
  const [problem] = problems;
  if (problem !== undefined) throw new InputError(formatProblem(problem));
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new InputError(`${path} is not one file`);
  return file;
}

/** `file:line:column: message`, as far as its place is known. */
export const formatProblem = ({ file, line, column, message }: ReadProblem): string =>
  `${[shownFile(file), line, column].filter((part) => part !== undefined).join(':')}: ${message}`;
