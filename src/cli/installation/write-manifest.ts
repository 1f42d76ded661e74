import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { components } from '../../install/components.ts';
import { allObjects, type Generated } from '../../install/generate.ts';
import { manifestPieces } from '../../output/install/manifest-yaml.ts';
import type { JsonObject } from '../../resources/json.ts';
import { writeFileWhole } from '../files/write-file.ts';
import { writeFolder } from '../files/write-folder.ts';
import type { Io } from '../io.ts';

/**
 * Writes what was generated: to standard output, in the format that `output` names, to one file, or, where it is a folder
 * or ends with a slash, to a file in it for each component.
 *
 * @throws MeshwrightError when it cannot be written
 */
export async function writeManifest(io: Io, generated: Generated, output = 'yaml'): Promise<void> {
  if (output === '-' || output === 'yaml') return io.write(manifestPieces(allObjects(generated)));
  if (output === 'json') {
    const { objectJson } = await import('../../output/proxy/resources-json.ts');
    return io.write(objectJson({ apiVersion: 'v1', kind: 'List', items: allObjects(generated) }));
  }
  if (!output.endsWith('/') && !isFolder(resolve(io.cwd, output))) {
    return writeFileWhole(output, bytesOf(allObjects(generated)), io.cwd);
  }
  const files = generated.components.map(({ key, objects }) => [`${key}.yaml`, bytesOf(objects)] as const);
  writeFolder(output, Object.fromEntries(files), io.cwd);
  const absent = components.filter(({ key }) => !generated.components.some((one) => one.key === key));
  const left = absent.map(({ key }) => join(output, `${key}.yaml`)).filter((name) => existsSync(resolve(io.cwd, name)));
  if (left.length > 0)
    io.note(`note: ${left.join(', ')} is left of an earlier run: remove it, it is not part of this one`);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const bytesOf = (objects: readonly JsonObject[]): Uint8Array =>
  Buffer.concat(manifestPieces(objects).map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
