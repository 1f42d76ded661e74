import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { MeshwrightError } from '../../base/errors.ts';
import { locate } from './locate.ts';
import { pathMatcher } from './path-patterns.ts';
import type { InputOptions } from './read-input.ts';

/** Which files there are, and as of when. */
export interface FileState {
  /** Differs whenever a file that is read came, went or was changed. */
  readonly signature: string;
  /** Absolute: the folders that these files are in, and those that are named. */
  readonly folders: ReadonlySet<string>;
}

/**
 * How the files are that `readInput` would read; they are not read.
 *
 * @param others further files that count
 */
export async function fileState(
  paths: readonly string[],
  cwd: string,
  { exclude = [], excludeFrom = cwd }: InputOptions = {},
  others: readonly string[] = [],
): Promise<FileState> {
  const folders = new Set<string>();
  const lines: string[] = [];
  const add = (path: string): void => {
    const stats = statSync(path, { throwIfNoEntry: false });
    lines.push(`${path} ${stats?.mtimeMs} ${stats?.size} ${stats?.ino}`);
    folders.add(stats?.isDirectory() ? path : dirname(path));
  };
  for (const path of [...paths, ...others]) if (path !== '' && !path.startsWith('!')) add(resolve(cwd, path));
  try {
    const { places, problems } = await locate(paths, cwd, await pathMatcher(exclude, excludeFrom));
    for (const { path } of places) if (path !== undefined) add(path);
    lines.push(...problems.map(({ file, message }) => `${file} ${message}`));
  } catch (error) {
    if (!(error instanceof MeshwrightError)) throw error;
    lines.push(error.message);
  }
  return { signature: lines.join('\n'), folders };
}
