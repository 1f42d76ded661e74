import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MeshwrightError } from '../../base/errors.ts';
import { writeFailure } from '../terminal/write-failure.ts';
import { commitInTurn, PendingFile } from './write-file.ts';

type Content = string | Uint8Array;
/** What is written; a secret is for its owner's eyes only, and a program can be run. */
export type FolderFile =
  | Content
  | { readonly text: Content; readonly isSecret: true }
  | { readonly text: Content; readonly isProgram: true };

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
      const one = new PendingFile(join(folder, name), cwd, modeOf(file));
      pending.push(one);
      one.write(typeof file === 'object' && 'text' in file ? file.text : file);
      one.finish();
    }
  } catch (error) {
    for (const one of pending) one.drop();
    throw error;
  }
  commitInTurn(pending);
  return replaced;
}

/** Permissions that a file gets, whatever one that was there before had; undefined to leave them. */
function modeOf(file: FolderFile): number | undefined {
  if (typeof file === 'string') return undefined;
  if ('isSecret' in file) return 0o600;
  return 'isProgram' in file ? 0o755 : undefined;
}
