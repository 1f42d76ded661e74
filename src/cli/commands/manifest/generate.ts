import { ExitCode } from '../../../base/exit-code.ts';
import { assumedKubernetes, generate } from '../../../install/generate.ts';
import { openPackage } from '../../../install/open-package.ts';
import { visible } from '../../../output/visible.ts';
import { defineCommand } from '../../command.ts';
import { addInstallFlags, type InstallFlags, installSettings } from '../../install-flags.ts';
import { booleanOption } from '../../options.ts';
import { writeManifest } from '../../write-manifest.ts';

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
      'detect the platform of the current cluster (to come: none is read yet)',
    );
    command.option('-o, --output <path>', 'file to write to, or a folder for a file of each component');
    command.addHelpText('after', examples);
  },
  async run(io, flags) {
    if (flags.clusterSpecific) io.note(`note: ${withoutCluster}`);
    if (flags.istioNamespace !== 'istio-system') io.note(`note: ${otherNamespace}`);
    const generated = await generate({
      ...(await installSettings(io, flags)),
      kubernetesVersion: assumedKubernetes,
      openPackage: (path) => openPackage(io, path),
    });
    await writeManifest(io, generated, flags.output);
    for (const warning of generated.warnings) io.note(visible(`warning: ${warning}`));
    return ExitCode.ok;
  },
});

const withoutCluster =
  `no cluster is read: Kubernetes ${assumedKubernetes} is assumed, and no platform. For GKE, add ` +
  '--set values.global.platform=gke --set components.cni.namespace=kube-system --set values.cni.resourceQuotas.enabled=false';
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

  # The charts of another release
  meshwright manifest generate --manifests istio-1.30.1/manifests`;
