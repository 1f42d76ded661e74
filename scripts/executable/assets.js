// Stands in for src/package-files.ts in an executable, which holds the files in itself.
import { getAsset } from 'node:sea';

export function readPackageFile(path) {
  return Buffer.from(getAsset(path));
}

export const packageFolder = () => undefined;
