import { shownFile } from '../../base/shown-file.ts';
import { readOperator } from '../../install/operator-files.ts';
import type { Resource } from '../../resources/resource.ts';
import { readOneFile } from '../files/read-one-file.ts';
import type { Io } from '../io.ts';

/**
 * The IstioOperators of files, one in each; `-` is standard input.
 *
 * @throws InputError naming the file that cannot be read, or holds something else
 */
export async function readOperators(io: Io, paths: readonly string[]): Promise<Resource[]> {
  const operators: Resource[] = [];
  for (const path of paths) {
    const { name, text } = await readOneFile(io, path);
    operators.push(readOperator({ name: shownFile(name), text }));
  }
  return operators;
}
