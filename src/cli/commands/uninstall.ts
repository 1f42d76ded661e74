import { counted } from '../../base/counted.ts';
import { MeshwrightError, UsageError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { listed } from '../../base/listed.ts';
import { ownerOf } from '../../install/apply/owner.ts';
import { foreignRevision } from '../../install/foreign-revision.ts';
import { openPackage } from '../../install/open-package.ts';
import type { Ownership } from '../../install/owned-objects.ts';
import { installedRevisions, type Removal, removalOf } from '../../install/removal.ts';
import { RemovalError, type RemovalEvent, type RemovedObject, removeObjects } from '../../install/remove-objects.ts';
import { resolveInstallation } from '../../install/resolve.ts';
import type { KubeApi } from '../../kube/api.ts';
import { removalCounts, removalLine, removalText } from '../../output/install/removal-text.ts';
import { escapeInvisible, visible } from '../../output/text/visible.ts';
import { openCluster } from '../cluster.ts';
import { defineCommand } from '../command.ts';
import { pathList } from '../flags/comma-list.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import { addInstallFlags, type InstallFlags, installSettings } from '../flags/install-flags.ts';
import { booleanOption, choiceOption } from '../flags/options.ts';
import { jsonProgress, lineProgress, type Progress } from '../installation/install-progress.ts';
import { requireAnswer } from '../installation/require-answer.ts';
import type { Io } from '../io.ts';
import { confirm } from '../terminal/confirm.ts';

interface UninstallFlags extends InstallFlags {
  readonly purge?: boolean;
  readonly dryRun?: boolean;
  readonly skipConfirmation?: boolean;
  readonly verbose?: boolean;
  readonly output: 'text' | 'json';
}

/** Milliseconds for everything to be gone: finalizers and the Pods of workloads take their time. */
const patience = 120_000;

export default defineCommand<UninstallFlags>({
  setup(command) {
    addInstallFlags(
      command,
      'go on although settings are not valid, tags lead to what goes, or some of it cannot be listed',
    );
    booleanOption(command, '--purge', 'remove all that is Istio’s, of all revisions, with its definitions');
    booleanOption(command, '-y, --skip-confirmation', 'do not ask before anything is removed');
    booleanOption(command, '--dry-run', 'tell what would be removed, and remove nothing');
    booleanOption(command, '-v, --verbose', 'name every object');
    command.addOption(
      choiceOption(
        '-o, --output <format>',
        'format; json: a line for each thing that happens',
        ['text', 'json'],
        'text',
      ),
    );
    command.addHelpText('after', examples);
  },
  async run(io, flags) {
    const { dryRun = false, skipConfirmation, verbose = false, output } = flags;
    refuseAmbiguous(flags);
    if (!dryRun) requireAnswer(io, skipConfirmation, pathList(flags.filename).includes('-'));
    const asked = await whatIsMeant(io, flags);
    const api = await openCluster(io, flags);
    try {
      const removal = await removalOf(api, asked);
      for (const warning of removal.warnings) io.note(`warning: ${visible(warning)}`);
      refuseUnlisted(removal, flags);
      if (removal.objects.length === 0) return await nothingToRemove(io, api, asked, output);
      const plan = removalText(removal, api.server, verbose);
      if (!dryRun) refuseTagged(removal, flags);
      if (!dryRun && !skipConfirmation) {
        io.note(plan);
        await confirm(io, 'Proceed?');
      } else if (output === 'text' && !dryRun) io.note(plan);
      const objects = await remove(io, api, removal, flags);
      if (output === 'json') await io.write(line({ type: 'result', result: dryRun ? 'dryRun' : 'removed', objects }));
      else if (dryRun) await io.write(`${plan}A dry run: nothing was removed.\n`);
      else await io.write(`Istio is uninstalled. ${removalCounts(objects)}.\n${staying(asked)}`);
      return ExitCode.ok;
    } finally {
      api.close();
    }
  },
});

const examples = `
Says by kind what will go, which proxies are still served by it, and which tags and
namespaces lead to it; then asks. Definitions, and with them your resources, are kept
unless --purge says otherwise; so is the namespace.

Examples:
  # One control plane of several, when nothing is served by it any more
  meshwright uninstall --revision canary

  # What belongs to an IstioOperator file
  meshwright uninstall -f mesh.yaml

  # What would go if all went
  meshwright uninstall --purge --dry-run`;

const revisionSet = /^(?:spec\.)?(?:values\.)?revision=/;

/** As istioctl, does not guess what is to go; and unlike it, does not pass over a revision that is named together with all. */
function refuseAmbiguous({ purge, revision, filename, set = [] }: UninstallFlags): void {
  const named = revision || filename !== undefined || set.some((text) => revisionSet.test(text));
  if (!named && !purge) {
    throw new UsageError('say what is to go: --revision (or --set revision=…), --filename, or --purge for everything');
  }
  if (named && purge) {
    throw new UsageError(
      '--purge removes all revisions: name none (--revision, --set revision=…, --filename) beside it',
    );
  }
}

/** A revision by its name, or what belongs to the settings of files and flags. */
async function whatIsMeant(io: Io, flags: UninstallFlags): Promise<Ownership> {
  const settings = await installSettings(io, flags);
  if (flags.purge) return 'all';
  const { filename, set, manifests, revision } = flags;
  if (revision && filename === undefined && set === undefined && manifests === undefined) return { revision };
  const { operator } = await resolveInstallation({ ...settings, openPackage: (path) => openPackage(io, path) });
  return { owner: ownerOf(operator) };
}

function refuseUnlisted({ unlisted }: Removal, { force }: UninstallFlags): void {
  if (unlisted.length === 0 || force) return;
  throw new MeshwrightError(
    `${listed('some of what is installed cannot be listed, and would stay', unlisted)}\n--force removes what can be`,
  );
}

/** A tag's webhook that calls nobody refuses every Pod that it is asked about. */
function refuseTagged({ use: { tags } }: Removal, { force }: UninstallFlags): void {
  const [tag] = tags;
  if (tag === undefined || force) return;
  throw new MeshwrightError(
    `${counted(tags.length, 'tag')} would lead to nothing, so that no Pod starts in ${tags.length === 1 ? 'its' : 'their'} namespaces: ` +
      `${tags.join(', ')}. Lead it elsewhere (meshwright tag set ${tag} --revision NAME --overwrite) or remove it ` +
      `(meshwright tag remove ${tag}). --force goes on all the same`,
  );
}

async function nothingToRemove(io: Io, api: KubeApi, asked: Ownership, output: string): Promise<ExitCode> {
  if (asked !== 'all') {
    const revision = 'owner' in asked ? asked.owner.revision : asked.revision;
    const foreign = await foreignRevision(api, revision);
    if (foreign !== undefined) throw new MeshwrightError(`there is nothing to remove: ${foreign}`);
    const there = await installedRevisions(api);
    const names = there.length === 0 ? 'Istio is not installed there' : `there are revisions ${there.join(', ')}`;
    throw new MeshwrightError(`there is nothing to remove of revision ${revision}: ${names}`);
  }
  if (output === 'json') await io.write(line({ type: 'result', result: 'removed', objects: [] }));
  else await io.write('There is nothing to remove: Istio is not installed there.\n');
  return ExitCode.ok;
}

/** Removes, and shows how far it is. Throws MeshwrightError with what is left. */
async function remove(
  io: Io,
  api: KubeApi,
  { objects }: Removal,
  { dryRun = false, verbose, output }: UninstallFlags & GlobalOptions,
): Promise<readonly RemovedObject[]> {
  const shown = (event: RemovalEvent) => (verbose || event.action !== 'removed' ? removalLine(event) : undefined);
  const progress: Progress<RemovalEvent> = output === 'json' ? jsonProgress(io) : lineProgress(io, shown);
  const signal = io.interruption();
  try {
    const removed = await removeObjects(api, objects, { dryRun, timeout: patience, signal }, (event) =>
      progress.tell(event),
    );
    await progress.end();
    return removed;
  } catch (error) {
    await progress.end();
    if (error instanceof RemovalError && output === 'json') {
      await io.write(line({ type: 'result', result: 'failed', objects: error.objects }));
    }
    throw error;
  }
}

/** What is left on purpose. */
const staying = (asked: Ownership): string =>
  asked === 'all'
    ? 'The namespace stays, and in it what istiod wrote itself, such as the key of its CA (Secret istio-ca-secret).\n'
    : 'What revisions share stays: the definitions and your resources (--purge removes them), and the namespace.\n';

const line = (record: object): string => `${escapeInvisible(JSON.stringify(record))}\n`;
