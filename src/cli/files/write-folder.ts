import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MeshwrightError } from '../../base/errors.ts';
import { writeFailure } from '../terminal/write-failure.ts';
import { commitInTurn, PendingFile } from './write-file.ts';

/** A text; a secret one is for its owner's eyes only. */
export type FolderFile = string | { readonly text: string; readonly isSecret: true };

/**
 * Writes files into a folder, which is made where it is missing: first all of them beside their places, and then each into its
 * place, so that an error leaves what was there. Gives the names of those that were there before.
 *
 * @throws MeshwrightError naming the file or folder that cannot be written
 */
export function writeFolder(folder: string, files: Readonly<Record<string, FolderFile>>, cwd: string): string[] {
  try {
    mkdirSync(resolve(cwd, folder), { recursive: true });
  } catch (error) {
    throw new MeshwrightError(`cannot make the folder ${folder}: ${writeFailure(error)}`);
  }
  const replaced = Object.keys(files).filter((name) => existsSync(resolve(cwd, folder, name)));
  const pending: PendingFile[] = [];
  try {
    for (const [name, file] of Object.entries(files)) {
      const { text, isSecret } = typeof file === 'string' ? { text: file, isSecret: false } : file;
      const one = new PendingFile(join(folder, name), cwd, isSecret ? ownerOnly : undefined);
      pending.push(one);
      one.write(text);
      one.finish();
    }
  } catch (error) {
    for (const one of pending) one.drop();
    throw error;
  }
  commitInTurn(pending);
  return replaced;
}

/** Read and written by its owner, and by no one else. */
const ownerOnly = 0o600;
