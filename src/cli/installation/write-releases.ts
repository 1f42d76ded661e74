import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installScript, type ReleaseText, releasesReadme } from '../../output/install/helm-release-text.ts';
import { yamlText } from '../../output/text/yaml-text.ts';
import { type FolderFile, writeFolder } from '../files/write-folder.ts';
import type { Io } from '../io.ts';

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
  const files = new Map<string, FolderFile>();
  for (const release of releases) {
    files.set(release.valuesFile, yamlText(release.values));
    const script = `install-${release.valuesFile.replace('-values.yaml', '.sh')}`;
    files.set(script, { text: installScript(release), isProgram: true });
  }
  files.set(readme, releasesReadme(releases, warnings));
  writeFolder(folder, Object.fromEntries(files), io.cwd);
  const left = readdirSync(resolve(io.cwd, folder)).filter(
    (name) => /^install-.*\.sh$|-values\.yaml$/.test(name) && !files.has(name),
  );
  if (left.length > 0)
    io.note(
      `note: ${left.map((name) => join(folder, name)).join(', ')} is left of an earlier run: remove it, it is not part of this one`,
    );
}
