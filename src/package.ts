import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };

/** This program's version. */
export const version: string = packageJson.version;
/** The Istio release whose behaviour, names and defaults this version follows. */
export const istioVersion = '1.30.3';

/** A file that ships with the package (`docs/codes/IST0101.md`), found from the built bundle and from the source alike. */
export function packageFile(path: string): string {
  let root = dirname(import.meta.dirname);
  while (!existsSync(join(root, 'package.json'))) root = dirname(root);
  return join(root, path);
}
