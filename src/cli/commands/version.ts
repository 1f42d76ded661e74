import type { Command } from 'commander';
import { MeshwrightError, UsageError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { didYouMean } from '../../base/nearest.ts';
import { hasCluster, patienceOf } from '../cluster.ts';
import { defineCommand } from '../command.ts';
import type { MeshVersions } from '../control-plane/mesh-versions.ts';
import { versionFormats } from '../control-plane/version-formats.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import { booleanOption } from '../flags/options.ts';
import { addReportFlag, addRevisionFlag, wantsXds, type XdsFlags } from '../flags/xds-flags.ts';
import type { Io } from '../io.ts';

export interface VersionFlags {
  readonly output?: string;
  readonly remote?: boolean;
  readonly revision?: string;
  /** A bug report, in place of a cluster. */
  readonly from?: string;
  readonly short: boolean;
}

export default defineCommand<VersionFlags>({
  setup(command) {
    addRevisionFlag(command);
    addVersionFlags(command);
    command.addHelpText('after', examples);
  },
  run: (io, flags) => showVersion(io, { ...flags, timeout: patienceOf(flags) }),
});

const examples = `
Examples:
  # Of the client, the control plane and the proxies
  meshwright version

  # Of the client alone
  meshwright version --remote=false

  # Of each istiod and each proxy
  meshwright version --short=false

  # Of a mesh that a bug report was made of
  meshwright version --from bug-report.tar.gz`;

/** The flags of `version` and of `experimental version`. */
export function addVersionFlags(command: Command): void {
  booleanOption(command, '--remote', "also ask the cluster's control plane (default: where there is a kubeconfig)");
  command.option('-o, --output <format>', 'output format: json or yaml');
  booleanOption(command, '-s, --short', 'only the version number; --short=false for more', true);
  addReportFlag(command);
}

/** Prints versions, as `version` and `experimental version` do. */
export async function showVersion(io: Io, flags: VersionFlags & XdsFlags & GlobalOptions): Promise<ExitCode> {
  const { output, short } = flags;
  if (output !== undefined && output !== 'json' && output !== 'yaml') {
    throw new UsageError(`--output takes json or yaml, not "${output}".${didYouMean(output, ['json', 'yaml'])}`);
  }
  await io.write(await versionFormats[output ?? (short ? 'short' : 'full')](await remoteVersions(io, flags)));
  return ExitCode.ok;
}

/**
 * The mesh's versions. Who asks for them by name gets them or an error; else the client's own version is worth having
 * without.
 */
async function remoteVersions(
  io: Io,
  flags: VersionFlags & XdsFlags & GlobalOptions,
): Promise<MeshVersions | undefined> {
  const { remote, revision, from, xdsLabel } = flags;
  if (remote === false) {
    if (from !== undefined) throw new UsageError('--from asks for versions of a mesh, and --remote=false for none');
    return undefined;
  }
  const isWanted = remote === true || [revision, from, xdsLabel].some(Boolean) || wantsXds(flags);
  if (!isWanted && !hasCluster(io, flags)) {
    io.note('note: there is no kubeconfig, so this is only the client (--remote=false silences this)');
    return undefined;
  }
  try {
    return await (await import('../control-plane/mesh-versions.ts')).meshVersions(io, flags);
  } catch (error) {
    if (isWanted || !(error instanceof MeshwrightError) || error instanceof UsageError) throw error;
    io.note(`warning: only the client: ${error.message}`);
    return undefined;
  }
}
