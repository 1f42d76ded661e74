import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Files that ship with this program, by their paths in its package: `docs/codes/IST0101.md`. They are found from the built program
 * and from the source alike; an executable has scripts/executable/assets.js in place of this.
 */
export const readPackageFile = (path: string): Buffer => readFileSync(join(packageFolder()!, path));

/** Where the files are; undefined in an executable, which holds them in itself. */
export function packageFolder(): string | undefined {
  let root = dirname(import.meta.dirname);
  while (!existsSync(join(root, 'package.json'))) root = dirname(root);
  return root;
}
