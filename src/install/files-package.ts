import { InputError } from '../base/errors.ts';
import { readArchive } from '../render/chart/archive.ts';
import { ChartError, type ChartFile, hasSchema } from '../render/chart/chart.ts';
import { loadChart } from '../render/chart/load.ts';
import { helmFunctions } from '../render/functions/functions.ts';
import type { SourceFile } from '../resources/document.ts';
import { contentOf } from './operator-content.ts';
import { readOperator } from './operator-files.ts';
import type { InstallPackage } from './package.ts';
import { renderObjects, textOf } from './render-chart.ts';

/** A file with its path from some folder. */
export type PackageFile = ChartFile;

/** The files of a package, wherever they are: `profiles/<name>.yaml` and `charts/<folder>/`. */
export interface PackageFiles {
  /** What messages call the package: a path. Empty for this program's own. */
  readonly origin: string;
  /** True for a file that is there. */
  has(path: string): boolean;
  /** The files below a folder, their paths from there; none where there is no such folder. */
  below(folder: string): Promise<readonly PackageFile[]>;
}

/** Where a package may be within what the user names. */
export const packageRoots = ['', 'manifests'] as const;

/** The error for a place that holds no package. */
export const noPackage = (origin: string): InputError =>
  new InputError(
    `${origin} holds neither charts/ nor manifests/charts/: give what a release of Istio has in manifests/`,
  );

/**
 * The files of a package in an archive (.tgz), in which all lie in one folder.
 *
 * @throws MeshwrightError for an archive that is none, or has members that it must not have; InputError for one that holds
 *   no package
 */
export function archivedFiles(bytes: Uint8Array, origin: string): PackageFiles {
  const files = readArchive(bytes, origin);
  const isBelow = (folder: string) => files.some(({ path }) => path.startsWith(`${folder}/`));
  const root = packageRoots.find((one) => isBelow(pathIn(one, 'charts')));
  if (root === undefined) throw noPackage(origin);
  return {
    origin: pathIn(origin, root),
    has: (wanted) => files.some(({ path }) => path === pathIn(root, wanted)),
    below: async (folder) => {
      const prefix = `${pathIn(root, folder)}/`;
      const within = files.filter(({ path }) => path.startsWith(prefix));
      return within.map((file) => ({ ...file, path: file.path.slice(prefix.length) }));
    },
  };
}

const pathIn = (folder: string, path: string): string => [folder, path].filter((part) => part !== '').join('/');

/** A package of files; of its charts, those that nobody asks for are not read. */
export async function packageOf(files: PackageFiles): Promise<InstallPackage> {
  const nameOf = (path: string): string => pathIn(files.origin, path);
  const profiles = new Map(
    (await files.below('profiles'))
      .filter(({ path }) => /^[^/]+\.yaml$/.test(path))
      .map((file) => [file.path.replace('.yaml', ''), file]),
  );
  const readProfile = (name: string): SourceFile => {
    const place = nameOf(`profiles/${name}.yaml`);
    return { name: place, text: textOf(profiles.get(name)!.bytes, place) };
  };
  return {
    profiles: [...profiles.keys()].sort(),
    readProfile,
    profileOperator: (name) => contentOf(readOperator(readProfile(name))),
    async renderChart(request) {
      const folders = request.folders.map((folder) => `charts/${folder}`);
      const folder = folders.find((one) => files.has(`${one}/Chart.yaml`));
      if (folder === undefined) throw new ChartError(`there is no chart ${folders.map(nameOf).join(' or ')}`);
      const place = nameOf(folder);
      const chart = loadChart(await files.below(folder), place);
      const { checkValues } = hasSchema(chart) ? await import('../render/chart/values-schema.ts') : {};
      return renderObjects({ chart, place, functions: helmFunctions, checkValues }, request);
    },
  };
}
