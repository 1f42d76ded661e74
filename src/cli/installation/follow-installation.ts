import { ExitCode } from '../../base/exit-code.ts';
import { type AttachedProxy, attachedProxies } from '../../install/attached-proxies.ts';
import type { KubeApi } from '../../kube/api.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { leftBehindText } from '../../output/install/proxies-text.ts';
import { escapeInvisible } from '../../output/text/visible.ts';
import { defaultRevision } from '../../resources/revision-labels.ts';
import type { InstallationFlags } from '../flags/installation-flags.ts';
import type { Io } from '../io.ts';
import type { Installed } from './install-into-cluster.ts';
import { exitCodeOf, verifyPrepared, writeVerdicts } from './verify-installation.ts';

/** What `--verify` adds: whether everything is there as it should be. */
export async function verifyAfter(
  io: Io,
  { verify = false, output }: InstallationFlags,
  api: KubeApi,
  installed: Installed,
): Promise<ExitCode> {
  if (!verify) return ExitCode.ok;
  const verdicts = await verifyPrepared(api, installed);
  if (output === 'text') return writeVerdicts(io, verdicts, { output });
  const { verifyRecord } = await import('../../output/install/verify-record.ts');
  await io.write(`${escapeInvisible(JSON.stringify({ type: 'verification', ...verifyRecord(verdicts) }))}\n`);
  return exitCodeOf(verdicts);
}

/** Names the proxies that an upgrade leaves behind, and what moves them. */
export async function tellLeftBehind(
  io: Io,
  { output }: InstallationFlags,
  api: KubeApi,
  { owner, version }: Installed,
): Promise<void> {
  const { revision } = owner;
  let found: readonly AttachedProxy[];
  try {
    found = attachedProxies((await api.list({ group: '', version: 'v1', kind: 'Pod' })).items);
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    io.note(`warning: it is not known which proxies have to be restarted: ${error.message}`);
    return;
  }
  // Pods of ambient mode have no proxy of their own.
  const proxies = found.filter((one) => one.version !== '');
  const outdated = proxies.filter((one) => one.revision === revision && one.version !== version);
  // The revision without a name is nobody's next one.
  const elsewhere = revision === defaultRevision ? [] : proxies.filter((one) => one.revision !== revision);
  if (output === 'text') await io.write(leftBehindText({ version, revision, outdated, elsewhere }));
  else await io.write(`${escapeInvisible(JSON.stringify({ type: 'leftBehind', outdated, elsewhere }))}\n`);
}
