import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { MeshwrightError } from '../base/errors.ts';
import { writeFailure } from './write-failure.ts';

/**
 * Writes a file whole or not at all: beside the target, then renamed over it. A symbolic link stays one, and its target
 * is written; a device or a pipe (`/dev/null`) is written to as it is.
 *
 * @param name what messages call the file; relative to `cwd`
 * @throws MeshwrightError naming the file; what stood there before is then still there
 */
export function writeFileWhole(name: string, text: string, cwd: string): void {
  try {
    const path = resolve(cwd, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats !== undefined && !stats.isFile()) writeFileSync(path, text);
    else replaceFile(stats === undefined ? path : realpathSync(path), text);
  } catch (error) {
    throw new MeshwrightError(`cannot write ${name}: ${writeFailure(error)}`);
  }
}

function replaceFile(path: string, text: string): void {
  const beside = join(dirname(path), `.${basename(path)}.${Math.random().toString(36).slice(2)}.tmp`);
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
