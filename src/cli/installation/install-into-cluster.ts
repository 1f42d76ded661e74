import { MeshwrightError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { listed } from '../../base/listed.ts';
import { applyInstallation, InstallError } from '../../install/apply/apply-installation.ts';
import { identityOf } from '../../install/apply/object-reference.ts';
import type { InstallOutcome } from '../../install/apply/outcome.ts';
import { changesOf } from '../../install/compare/live-changes.ts';
import { type Concern, stopping } from '../../install/preflight/concern.ts';
import type { InstalledControlPlane } from '../../install/preflight/control-planes.ts';
import { preflight } from '../../install/preflight/preflight.ts';
import type { KubeApi } from '../../kube/api.ts';
import { planText } from '../../output/install/install-plan-text.ts';
import { concernRecord, installRecord } from '../../output/install/install-record.ts';
import { dryRunText, objectCounts } from '../../output/install/install-text.ts';
import { manifestDiffRecord } from '../../output/install/manifest-diff-record.ts';
import { manifestDiffText } from '../../output/install/manifest-diff-text.ts';
import { styleFor } from '../../output/style.ts';
import { escapeInvisible, visible } from '../../output/text/visible.ts';
import { istioVersion } from '../../package.ts';
import { openCluster } from '../cluster.ts';
import { structuredText } from '../files/structured-text.ts';
import { pathList } from '../flags/comma-list.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import { installSettings } from '../flags/install-flags.ts';
import type { InstallationFlags } from '../flags/installation-flags.ts';
import type { Io } from '../io.ts';
import { confirm } from '../terminal/confirm.ts';
import { installProgress } from './install-progress.ts';
import { objectsOf, type PreparedInstallation, prepareInstallation } from './prepare-installation.ts';
import { requireAnswer } from './require-answer.ts';
import { webhookConflicts } from './webhook-conflicts.ts';

/** An installation that is in the cluster, or, of a dry run, would be. */
export interface Installed extends PreparedInstallation {
  readonly outcome: InstallOutcome;
  /** The control planes that were there before. */
  readonly before: readonly InstalledControlPlane[];
  /** Of its istiod, or of the release where it has none. */
  readonly version: string;
}

/** What follows an installation: its text or JSON lines are written behind the result, and its exit code counts. */
type Follow = (api: KubeApi, installed: Installed) => Promise<ExitCode>;

/**
 * `install` and `upgrade`: renders, checks the cluster, asks, applies and waits; or, with --dry-run or --diff, tells what that
 * would do.
 */
export async function installIntoCluster(
  io: Io,
  flags: InstallationFlags & GlobalOptions,
  { isUpgrade, follow }: { readonly isUpgrade: boolean; readonly follow: Follow },
): Promise<ExitCode> {
  const { force = false, output } = flags;
  const isTrial = flags.dryRun === true || flags.diff === true;
  const readsStdin = pathList(flags.filename).includes('-');
  if (!isTrial) requireAnswer(io, flags.skipConfirmation, readsStdin);
  const settings = await installSettings(io, flags);
  const api = await openCluster(io, flags);
  try {
    const prepared = await prepareInstallation(io, api, settings);
    const { owner, generated, kubernetesVersion, movedFrom } = prepared;
    const found = await preflight(api, objectsOf(prepared), {
      ...{ namespace: owner.namespace, revision: owner.revision, kubernetesVersion, isUpgrade, version: istioVersion },
    });
    const concerns = [
      ...found.concerns,
      ...(await webhookConflicts(prepared.webhooks, objectsOf(prepared))),
      ...(movedFrom === undefined ? [] : [defaultMoves(movedFrom, owner.revision)]),
    ];
    for (const warning of generated.warnings) io.note(`warning: ${visible(warning)}`);
    await tellConcerns(io, concerns, force, output);
    const version = found.wanted?.version ?? istioVersion;
    const installed = { ...prepared, before: found.installed, version };
    if (isTrial) return await trial(io, flags, api, installed);
    if (!flags.skipConfirmation) {
      io.note(planText({ ...installed, server: api.server, context: api.context }));
      await confirm(io, 'Proceed?');
    }
    const outcome = await apply(io, flags, api, installed);
    if (output === 'text') {
      await io.write(`${sentence(installed)}\n${objectCounts(outcome)}.\n`);
    } else await io.write(line(installRecord(outcome, { result: 'installed', ...about(installed) })));
    return await follow(api, { ...installed, outcome });
  } finally {
    api.close();
  }
}

type Planned = Omit<Installed, 'outcome'>;

const about = ({ version, owner, profile }: Planned) => ({
  ...{ version, revision: owner.revision, namespace: owner.namespace, profile },
});

function sentence(installed: Planned): string {
  const { version, revision, namespace, profile } = about(installed);
  return visible(`Istio ${version} is installed in namespace ${namespace}: profile ${profile}, revision ${revision}.`);
}

const line = (record: object): string => `${escapeInvisible(JSON.stringify(record))}\n`;

const defaultMoves = (from: string, to: string): Concern => ({
  id: 'default-tag-moves',
  weight: 'warning',
  message: `the tag "default", by which Pods are injected that name no revision, leads to ${from} now, and to ${to} then`,
});

/** Tells what speaks against the installation. Throws MeshwrightError where that stops it. */
async function tellConcerns(io: Io, concerns: readonly Concern[], force: boolean, output: string): Promise<void> {
  const stops = stopping(concerns, force);
  for (const concern of concerns) {
    if (output === 'json') await io.write(line(concernRecord(concern)));
    else if (!stops.includes(concern)) io.note(`warning: ${concern.message}`);
  }
  if (stops.length === 0) return;
  const hint = stops.every(({ weight }) => weight === 'objection')
    ? '\nNothing was changed. --force goes on all the same'
    : '';
  throw new MeshwrightError(
    `${listed(
      'this installation should not go on',
      stops.map(({ message }) => message),
    )}${hint}`,
  );
}

const applyOptions = ({ owner, network, tag }: Planned, { readinessTimeout }: InstallationFlags) => ({
  ...{ owner, network, last: tag, readinessTimeout },
});

/** What a dry run finds. */
async function trial(io: Io, flags: InstallationFlags, api: KubeApi, installed: Planned): Promise<ExitCode> {
  const { diff = false, showSecrets = false, output } = flags;
  const outcome = await applyInstallation(api, installed.generated, {
    ...applyOptions(installed, flags),
    dryRun: true,
  });
  for (const warning of outcome.warnings) io.note(`warning: ${warning}`);
  const style = await styleFor(io.look);
  if (!diff) {
    const record = () => installRecord(outcome, { result: 'dryRun', ...about(installed) });
    await io.write(output === 'json' ? line(record()) : dryRunText(outcome, style));
    return ExitCode.ok;
  }
  const wanted = new Map(objectsOf(installed).map((object) => [identityOf(object), object]));
  const found = changesOf(
    outcome,
    ({ apiVersion, kind, namespace, name }) =>
      wanted.get(identityOf({ apiVersion, kind, metadata: { namespace, name } })),
    showSecrets,
  );
  const sides = { before: 'the cluster', after: 'the installation' };
  await io.write(
    output === 'json'
      ? await structuredText(manifestDiffRecord(found, sides), 'json')
      : manifestDiffText(found, sides, style),
  );
  const changes = found.onlyBefore.length + found.onlyAfter.length + found.changed.length;
  return changes === 0 ? ExitCode.ok : ExitCode.findings;
}

/** Applies, and shows how far it is. Throws MeshwrightError with what is ready and what not. */
async function apply(io: Io, flags: InstallationFlags, api: KubeApi, installed: Planned): Promise<InstallOutcome> {
  const { output } = flags;
  const progress = await installProgress(io, output);
  const signal = io.interruption();
  try {
    const outcome = await applyInstallation(
      api,
      installed.generated,
      { ...applyOptions(installed, flags), signal },
      (event) => progress.tell(event),
    );
    await progress.end();
    return outcome;
  } catch (error) {
    await progress.end();
    if (error instanceof InstallError && output === 'json') {
      await io.write(line(installRecord(error.outcome, { result: 'failed', ...about(installed) })));
    }
    throw error;
  }
}
