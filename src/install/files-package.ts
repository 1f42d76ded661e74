import { InputError } from '../base/errors.ts';
import { readArchive } from '../render/chart/archive.ts';
import { ChartError, type ChartFile, customResourceDefinitions } from '../render/chart/chart.ts';
import { loadChart, valuesOf } from '../render/chart/load.ts';
import { renderChart } from '../render/chart/render.ts';
import { decode } from '../resources/input/decode.ts';
import { isObject, type Json, type JsonObject } from '../resources/json.ts';
import { writtenDefinition } from '../resources/written-object.ts';
import { readYaml } from '../resources/yaml/read.ts';
import type { ChartRequest, InstallPackage, RenderedChart } from './package.ts';

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
  return {
    profiles: [...profiles.keys()].sort(),
    readProfile: (name) => ({
      name: nameOf(`profiles/${name}.yaml`),
      text: textOf(profiles.get(name)!, nameOf('profiles')),
    }),
    async renderChart(request) {
      const folders = request.folders.map((folder) => `charts/${folder}`);
      const folder = folders.find((one) => files.has(`${one}/Chart.yaml`));
      if (folder === undefined) throw new ChartError(`there is no chart ${folders.map(nameOf).join(' or ')}`);
      return render(await files.below(folder), nameOf(folder), request);
    },
  };
}

function render(files: readonly ChartFile[], origin: string, request: ChartRequest): RenderedChart {
  const { release, namespace, values, kubernetesVersion, includesCrds } = request;
  const chart = loadChart(files, origin);
  const { texts, notes = '' } = renderChart(chart, valuesOf(values as Json, 'values'), {
    release: { name: release, namespace },
    capabilities: { kubeVersion: kubernetesVersion },
  });
  const names = [...texts.keys()].sort();
  const objects = names.flatMap((name) => objectsIn(texts.get(name)!, name));
  const crds = includesCrds ? customResourceDefinitions(chart) : [];
  return {
    objects: [...objects, ...crds.flatMap((file) => objectsIn(textOf(file, origin), `${origin}/${file.path}`))],
    warnings: [...notes.matchAll(/^WARNING: (.*)$/gm)].map(([, warning]) => warning!),
  };
}

/** The objects in a rendered text; documents of comments alone, and what has no kind, are none. */
function objectsIn(text: string, name: string): JsonObject[] {
  if (text.includes('\nkind: CustomResourceDefinition\n')) {
    return text.split(/^---\n/m).flatMap((document) => {
      const object = writtenDefinition(document);
      return object === undefined ? readObjects(document, name) : [object];
    });
  }
  return readObjects(text, name);
}

function readObjects(text: string, name: string): JsonObject[] {
  return readYaml(text).flatMap(({ value, problem }) => {
    if (problem !== undefined) {
      throw new ChartError(`${name}: what it renders is no YAML: line ${problem.line}: ${problem.message}`);
    }
    return isObject(value) && typeof value.kind === 'string' && value.kind !== '' ? [value] : [];
  });
}

function textOf({ path, bytes }: ChartFile, origin: string): string {
  const { text, problem } = decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (problem !== undefined) throw new ChartError(`${origin}/${path}:${problem.line}: ${problem.message}`);
  return text;
}
