import { MeshwrightError } from '../../base/errors.ts';
import type { ExitCode } from '../../base/exit-code.ts';
import type { Owner } from '../../install/apply/owner.ts';
import { foreignRevision } from '../../install/foreign-revision.ts';
import { readOperator } from '../../install/operator-files.ts';
import { ownedObjects } from '../../install/owned-objects.ts';
import { installedSettings } from '../../install/verify/installed-settings.ts';
import { readinessOf, type Verdict } from '../../install/verify/verify-objects.ts';
import type { KubeApi } from '../../kube/api.ts';
import { visible } from '../../output/text/visible.ts';
import { openCluster } from '../cluster.ts';
import { defineCommand } from '../command.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import { addInstallFlags, type InstallFlags, installSettings } from '../flags/install-flags.ts';
import { choiceOption } from '../flags/options.ts';
import { prepareInstallation } from '../installation/prepare-installation.ts';
import { verifyPrepared, writeVerdicts } from '../installation/verify-installation.ts';
import type { Io } from '../io.ts';

interface VerifyFlags extends InstallFlags {
  readonly output: string;
}

export default defineCommand<VerifyFlags>({
  setup(command) {
    addInstallFlags(command);
    command.addOption(choiceOption('-o, --output <format>', 'format', ['table', 'json', 'junit'], 'table'));
    command.addHelpText('after', examples);
  },
  async run(io, flags): Promise<ExitCode> {
    const hasSettings = [flags.filename, flags.set, flags.manifests, flags.charts].some((one) => one !== undefined);
    const settings = hasSettings ? await installSettings(io, flags) : undefined;
    const api = await openCluster(io, flags);
    try {
      const verdicts =
        settings === undefined
          ? await verifyInstalled(io, api, flags)
          : await verifyPrepared(api, await prepareInstallation(io, api, settings));
      return await writeVerdicts(io, verdicts, flags);
    } finally {
      api.close();
    }
  },
});

const examples = `
Every object that the settings give is looked for in the cluster, and compared with
what is there: fields that nobody asked for, and those that istiod and controllers
set by themselves, do not count. Without -f, --set and --manifests the settings are
those that the installation itself has kept. Exits with 79 when something is amiss.

Examples:
  # Is what is installed complete, unchanged and ready
  meshwright verify-install

  # One revision, with the settings that it was installed with
  meshwright verify-install -f mesh.yaml --revision canary

  # In a pipeline
  meshwright verify-install -f mesh.yaml -o junit > verify.xml`;

/** Compares what is there with the settings that it has kept; where it has kept none, only whether it is ready. */
async function verifyInstalled(io: Io, api: KubeApi, flags: GlobalOptions & InstallFlags): Promise<Verdict[]> {
  const { istioNamespace: namespace, revision = 'default', force = false } = flags;
  const owner: Owner = { name: '', namespace, revision };
  const { objects, warnings } = await ownedObjects(api, { revision });
  for (const warning of warnings) io.note(`warning: ${visible(warning)}`);
  if (objects.length === 0) {
    const foreign = await foreignRevision(api, revision);
    throw new MeshwrightError(
      foreign === undefined
        ? `nothing is installed there of revision ${revision} (--revision names another one)`
        : `there is nothing to compare with: ${foreign}. "meshwright check" tells how it fares`,
    );
  }
  const kept = await installedSettings(api, owner, objects);
  if (kept === undefined) {
    io.note(
      `note: the installation has kept no settings (ConfigMap in ${namespace}): only what is there is looked at. ` +
        'Name the settings with -f or --set to find out what is missing or different',
    );
    return objects.map(readinessOf);
  }
  io.note(
    'note: compared with the values that the installation has kept; settings of components.*.k8s are not among them: -f names them',
  );
  const file = readOperator({ name: `the settings that revision ${revision} has kept`, text: JSON.stringify(kept) });
  return verifyPrepared(api, await prepareInstallation(io, api, { files: [file], flags: [], force }));
}
