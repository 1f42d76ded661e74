import type { InstallPackage } from '../install/package.ts';
import { openPrepared } from '../install/prepared-package.ts';
import type { Io } from './io.ts';
import { preparedFiles } from './prepared-files.ts';

/**
 * The package at `path`: a folder or a .tgz that holds `charts` and `profiles`, or `manifests` with these in it, as a
 * release of Istio does. Without a path, this program's own.
 *
 * @throws InputError when there is no such package, or it cannot be read; MeshwrightError for files that it must not hold
 */
export async function openPackage(io: Pick<Io, 'cwd'>, path: string | undefined): Promise<InstallPackage> {
  if (path === undefined) return openPrepared(preparedFiles());
  const { openPackageAt } = await import('./package-folder.ts');
  return openPackageAt(io, path);
}
