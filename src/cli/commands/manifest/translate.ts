import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MeshwrightError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { assumedKubernetes } from '../../../install/generate.ts';
import { type HelmRelease, helmReleases } from '../../../install/helm/releases.ts';
import { openPackage } from '../../../install/open-package.ts';
import { type ReleaseText, releasesYaml } from '../../../output/install/helm-release-text.ts';
import { visible } from '../../../output/text/visible.ts';
import { packageFolder } from '../../../package-files.ts';
import { defineCommand } from '../../command.ts';
import { addInstallFlags, type InstallFlags, installSettings } from '../../flags/install-flags.ts';
import { writeReleases } from '../../installation/write-releases.ts';
import type { Io } from '../../io.ts';

interface TranslateFlags extends InstallFlags {
  readonly output?: string;
}

export default defineCommand<TranslateFlags>({
  setup(command) {
    addInstallFlags(command);
    command.option(
      '-o, --output <folder>',
      'folder for values, install scripts and a README (default: values are printed)',
    );
    command.addHelpText('after', examples);
  },
  async run(io, flags) {
    let isOwn = true;
    const { releases, warnings } = await helmReleases({
      ...(await installSettings(io, flags)),
      kubernetesVersion: assumedKubernetes,
      openPackage: (path) => {
        isOwn = path === undefined;
        return openPackage(io, path);
      },
    });
    const texts = releases.map((release) => releaseText(io, release, releases, isOwn));
    if (flags.output === undefined) await io.write(releasesYaml(texts));
    else writeReleases(io, flags.output, texts, warnings);
    for (const warning of warnings) io.note(visible(`warning: ${warning}`));
    const packed = texts.find(({ chart }) => !existsSync(chart));
    if (packed !== undefined) {
      io.note(`note: Helm cannot read ${packed.chart} in its archive: unpack it there first`);
    }
    if (flags.output !== undefined) io.note(`Written to ${flags.output}: see README.md there for what to do next.`);
    return ExitCode.ok;
  },
});

const examples = `
Prints a YAML document of values for each chart, below the Helm command that
takes them; the charts are this program's own, which take the values that
Istio's take, or those that --manifests names. Settings that no value of a chart
expresses, such as overlays, are named on standard error.

Examples:
  # Values, and scripts that hand an installation over to Helm
  meshwright manifest translate -f mesh.yaml -o helm/

  # What a profile is in Helm's values
  meshwright manifest translate --set profile=demo`;

function releaseText(io: Io, release: HelmRelease, all: readonly HelmRelease[], isOwn: boolean): ReleaseText {
  const { name, namespace, place } = release;
  const hasNamesake = all.some((other) => other !== release && other.name === name);
  return {
    ...release,
    chart: isOwn ? ownChart(place) : resolve(io.cwd, place),
    // A sign that no name has: `edge-b` may be another release.
    valuesFile: `${name}${hasNamesake ? `_${namespace}` : ''}-values.yaml`,
  };
}

/** Where Helm finds a chart of ours. */
function ownChart(place: string): string {
  const folder = packageFolder();
  if (folder === undefined) {
    throw new MeshwrightError(
      'an executable holds its charts in itself, where Helm does not find them: name charts with --manifests, or run the npm package',
    );
  }
  return join(folder, place);
}
