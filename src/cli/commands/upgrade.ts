import { defineCommand } from '../command.ts';
import { addInstallationFlags, type InstallationFlags } from '../flags/installation-flags.ts';
import { tellLeftBehind, verifyAfter } from '../installation/follow-installation.ts';
import { installIntoCluster } from '../installation/install-into-cluster.ts';

export default defineCommand<InstallationFlags>({
  setup(command) {
    addInstallationFlags(command);
    command.addHelpText('after', examples);
  },
  run: (io, flags) =>
    installIntoCluster(io, flags, {
      isUpgrade: true,
      follow: async (api, installed) => {
        await tellLeftBehind(io, flags, api, installed);
        return verifyAfter(io, flags, api, installed);
      },
    }),
});

const examples = `
What is not among the settings is as its profile has it, whatever was installed
before: give the files that you installed with. Afterwards the proxies are named
that are still of the version before. --force goes back to an older version.

Examples:
  # In place: the control plane gives way to this version
  meshwright upgrade -f mesh.yaml

  # Beside: a revision of this version, to which namespaces are moved one by one
  meshwright upgrade -f mesh.yaml --revision 1-30-3

  # What it would change
  meshwright upgrade -f mesh.yaml --diff`;
