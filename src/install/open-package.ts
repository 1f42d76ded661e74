import type { InstallPackage } from './package.ts';
import { preparedFiles } from './prepared-files.ts';
import { openPrepared } from './prepared-package.ts';

/** Where relative paths start. */
export interface Started {
  readonly cwd: string;
}

/**
 * The package at `path`: a folder or a .tgz that holds `charts` and `profiles`, or `manifests` with these in it, as a
 * release of Istio does. Without a path, this program's own.
 *
 * @throws InputError when there is no such package, or it cannot be read; MeshwrightError for files that it must not hold
 */
export async function openPackage({ cwd }: Started, path: string | undefined): Promise<InstallPackage> {
  if (path === undefined) return openPrepared(preparedFiles());
  const { openPackageAt } = await import('./package-folder.ts');
  return openPackageAt({ cwd }, path);
}
