import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InputError, MeshwrightError } from '../base/errors.ts';
import { readFailure } from '../resources/input/read-failure.ts';
import { archivedFiles, noPackage, type PackageFiles, packageOf, packageRoots } from './files-package.ts';
import type { Started } from './open-package.ts';
import type { InstallPackage } from './package.ts';
import { readChartArchive, readChartFolder } from './read-chart.ts';

/**
 * The package at `path`: a folder or a .tgz that holds `charts` and `profiles`, or `manifests` with these in it, as a
 * release of Istio does.
 *
 * @throws InputError when there is no such package, or it cannot be read; MeshwrightError for files that it must not hold
 */
export async function openPackageAt({ cwd }: Started, path: string): Promise<InstallPackage> {
  const place = resolve(cwd, path);
  const stats = statSync(place, { throwIfNoEntry: false });
  if (stats === undefined) throw new InputError(`${path} does not exist`);
  if (!stats.isDirectory()) return packageOf(archivedFiles(await read(path, readChartArchive(place)), path));
  const root = packageRoots.find((one) => existsSync(join(place, one, 'charts')));
  if (root === undefined) throw noPackage(path);
  return packageOf(filesIn(join(place, root), join(path, root)));
}

/** The files of a folder, which are read when they are asked for. */
const filesIn = (root: string, origin: string): PackageFiles => ({
  origin,
  has: (path) => existsSync(join(root, path)),
  below: async (folder) => {
    const place = join(root, folder);
    return existsSync(place) ? read(join(origin, folder), readChartFolder(place)) : [];
  },
});

/** What was read, or an error that names it for people. */
async function read<T>(name: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw error instanceof MeshwrightError ? error : new InputError(`${name} ${readFailure(error)}`);
  }
}
