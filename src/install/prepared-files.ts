import { readPackageFile } from '../package-files.ts';
import type { PreparedFiles } from './prepared-package.ts';

/** What scripts/prepare-package.js left of this program's package. */
export const preparedFiles = (): PreparedFiles => ({
  // The build writes nothing beyond ASCII, and so there is nothing to decode.
  readText: (name) => readPackageFile(`dist/package/${name}`).toString('latin1'),
  readBytes: readPackageFile,
});
