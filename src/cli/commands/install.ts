import { defineCommand } from '../command.ts';
import { addInstallationFlags, type InstallationFlags } from '../flags/installation-flags.ts';
import { verifyAfter } from '../installation/follow-installation.ts';
import { installIntoCluster } from '../installation/install-into-cluster.ts';

export default defineCommand<InstallationFlags>({
  setup(command) {
    addInstallationFlags(command);
    command.addHelpText('after', examples);
  },
  run: (io, flags) =>
    installIntoCluster(io, flags, {
      isUpgrade: false,
      follow: (api, installed) => verifyAfter(io, flags, api, installed),
    }),
});

const examples = `
Before anything is changed the cluster is looked at (versions, permissions, control
planes and definitions that are there), and you are asked. Whatever interrupts it,
running it again goes on from there. What is there already is not written again.

Examples:
  # The default profile, and another one
  meshwright install
  meshwright install --set profile=demo -y

  # What a change of settings would do, by object and field; 79 if anything
  meshwright install -f mesh.yaml --diff

  # A second control plane beside the first
  meshwright install -f mesh.yaml --revision canary

  # In a pipeline: no questions, a line of JSON for each thing that happens
  meshwright install -f mesh.yaml -y --verify -o json`;
