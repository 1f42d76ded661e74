import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MeshwrightError } from '../../base/errors.ts';
import { installScript, type ReleaseText, releasesReadme } from '../../output/install/helm-release-text.ts';
import { yamlText } from '../../output/text/yaml-text.ts';
import { writeFileWhole } from '../files/write-file.ts';
import type { Io } from '../io.ts';
import { writeFailure } from '../terminal/write-failure.ts';

const readme = 'README.md';

/**
 * Writes into a folder, which is made where it is not there: for each release its values and a script, and what to do with
 * them. The files have istioctl's names.
 *
 * @throws MeshwrightError when it cannot be written
 */
export function writeReleases(
  io: Io,
  folder: string,
  releases: readonly ReleaseText[],
  warnings: readonly string[],
): void {
  try {
    mkdirSync(resolve(io.cwd, folder), { recursive: true });
  } catch (error) {
    throw new MeshwrightError(`cannot make the folder ${folder}: ${writeFailure(error)}`);
  }
  const texts = new Map<string, string>();
  for (const release of releases) {
    texts.set(release.valuesFile, yamlText(release.values));
    texts.set(`install-${release.valuesFile.replace('-values.yaml', '.sh')}`, installScript(release));
  }
  texts.set(readme, releasesReadme(releases, warnings));
  for (const [name, text] of texts) {
    writeFileWhole(join(folder, name), text, io.cwd);
    if (name.endsWith('.sh')) chmodSync(resolve(io.cwd, folder, name), 0o755);
  }
  const left = readdirSync(resolve(io.cwd, folder)).filter(
    (name) => /^install-.*\.sh$|-values\.yaml$/.test(name) && !texts.has(name),
  );
  if (left.length > 0)
    io.note(
      `note: ${left.map((name) => join(folder, name)).join(', ')} is left of an earlier run: remove it, it is not part of this one`,
    );
}
