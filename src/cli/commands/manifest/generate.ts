import { ExitCode } from '../../../base/exit-code.ts';
import { assumedKubernetes, generate } from '../../../install/generate.ts';
import { openPackage } from '../../../install/open-package.ts';
import { visible } from '../../../output/text/visible.ts';
import { defineCommand } from '../../command.ts';
import type { GlobalOptions } from '../../flags/global-options.ts';
import { addInstallFlags, type InstallFlags, installSettings } from '../../flags/install-flags.ts';
import { booleanOption } from '../../flags/options.ts';
import { writeManifest } from '../../installation/write-manifest.ts';
import type { Io } from '../../io.ts';

interface GenerateFlags extends InstallFlags {
  readonly clusterSpecific?: boolean;
  readonly output?: string;
}

export default defineCommand<GenerateFlags>({
  setup(command) {
    addInstallFlags(command);
    booleanOption(
      command,
      '--cluster-specific',
      'render for the current cluster: its version of Kubernetes and its platform',
    );
    command.option(
      '-o, --output <format|path>',
      'json or yaml: format of standard output; else a file to write to, or a folder for a file of each component',
    );
    command.addHelpText('after', examples);
  },
  async run(io, flags) {
    if (flags.istioNamespace !== 'istio-system') io.note(`note: ${otherNamespace}`);
    const generated = await generate({
      ...(await installSettings(io, flags)),
      ...(flags.clusterSpecific ? await clusterSettings(io, flags) : { kubernetesVersion: assumedKubernetes }),
      openPackage: (path) => openPackage(io, path),
    });
    await writeManifest(io, generated, flags.output);
    for (const warning of generated.warnings) io.note(visible(`warning: ${warning}`));
    return ExitCode.ok;
  },
});

/** What an installation depends on in the current cluster. */
async function clusterSettings(io: Io, flags: GlobalOptions) {
  const [{ openCluster }, { kubernetesVersion }, { detectedSettings }] = await Promise.all([
    import('../../cluster.ts'),
    import('../../../install/preflight/cluster-state.ts'),
    import('../../../install/detected-settings.ts'),
  ]);
  const api = await openCluster(io, flags);
  try {
    const version = await kubernetesVersion(api);
    const detected = detectedSettings(version);
    return { kubernetesVersion: version, ...(detected && { detected }) };
  } finally {
    api.close();
  }
}

const otherNamespace = '--istioNamespace does not say where to install. Use --set values.global.istioNamespace=<name>';

const examples = `
Settings come from the profile, then files, then --set, each over those before it.

Examples:
  # The default profile, and another one
  meshwright manifest generate
  meshwright manifest generate --set profile=demo

  # Settings of a file, and one more
  meshwright manifest generate -f mesh.yaml --set meshConfig.accessLogFile=/dev/stdout

  # A list's items by place, or by a field of theirs; dots within a name behind a backslash
  meshwright manifest generate --set 'components.egressGateways[0].name=out' \\
    --set 'components.egressGateways[name:out].k8s.replicaCount=2'
  meshwright manifest generate --set 'components.pilot.k8s.podAnnotations.example\\.com/team=mesh'

  # A file for each component
  meshwright manifest generate -o rendered/

  # As one list in JSON; ./json would be a file
  meshwright manifest generate -o json

  # As install would render it for the current cluster
  meshwright manifest generate --cluster-specific

  # The charts of another release
  meshwright manifest generate --manifests istio-1.30.1/manifests`;
