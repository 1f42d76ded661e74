import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from '../package.ts';
import type { PreparedFiles } from './prepared-package.ts';

/** What scripts/prepare-package.js left of this program's package. */
export function preparedFiles(): PreparedFiles {
  const root = packageFile('.');
  return {
    // The build writes nothing beyond ASCII, and so there is nothing to decode.
    readText: (name) => readFileSync(join(root, 'dist/package', name), 'latin1'),
    readBytes: (path) => readFileSync(join(root, path)),
  };
}
