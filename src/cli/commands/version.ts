import { counted } from '../../base/counted.ts';
import { MeshwrightError, UsageError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { didYouMean } from '../../base/nearest.ts';
import { istioVersion, version } from '../../package.ts';
import { hasCluster } from '../cluster.ts';
import { defineCommand } from '../command.ts';
import type { ControlPlane } from '../control-planes.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { Io } from '../io.ts';
import { booleanOption } from '../options.ts';

interface Options {
  readonly output?: string;
  readonly remote?: boolean;
  readonly revision?: string;
  readonly short: boolean;
}

const clientVersion = { version, istioVersion };

/** The client's version, and what is known of the control planes; undefined where none were asked. */
type Format = (planes: readonly ControlPlane[] | undefined) => string | Promise<string>;

const formats: Record<string, Format> = {
  short: (planes = []) => `client version: ${version}\n${shortLines(planes).join('')}`,
  full: (planes = []) =>
    `client version: ${version} (follows Istio ${istioVersion})\n${planes.map((plane) => `${fullLine(plane)}\n`).join('')}`,
  json: (planes) => `${JSON.stringify(record(planes), null, 2)}\n`,
  yaml: async (planes) => (await import('../../output/yaml-text.ts')).yamlText(record(planes)),
};

export default defineCommand<Options>({
  setup(command) {
    booleanOption(command, '--remote', "also ask the cluster's control plane (default: where there is a kubeconfig)");
    command.option('-o, --output <format>', 'output format: json or yaml');
    command.option('-r, --revision <name>', 'control plane revision to ask');
    booleanOption(command, '-s, --short', 'only the version number; --short=false for more', true);
  },
  async run(io, { output, short, ...options }) {
    if (output !== undefined && output !== 'json' && output !== 'yaml') {
      throw new UsageError(`--output takes json or yaml, not "${output}".${didYouMean(output, ['json', 'yaml'])}`);
    }
    const planes = await remoteVersions(io, options);
    await io.write(await formats[output ?? (short ? 'short' : 'full')]!(planes));
    return ExitCode.ok;
  },
});

/**
 * The control planes' versions. Who asks for them by name gets them or an error; else the client's own version is worth
 * having without.
 */
async function remoteVersions(
  io: Io,
  options: GlobalOptions & Pick<Options, 'remote' | 'revision'>,
): Promise<readonly ControlPlane[] | undefined> {
  const { remote, revision, istioNamespace } = options;
  if (remote === false) return undefined;
  const isWanted = remote === true || revision !== undefined;
  if (!isWanted && !hasCluster(io, options)) {
    io.note('note: there is no kubeconfig, so this is only the client (--remote=false silences this)');
    return undefined;
  }
  try {
    const [{ openCluster }, { controlPlanes }] = await Promise.all([
      import('../cluster.ts'),
      import('../control-planes.ts'),
    ]);
    const api = await openCluster(io, options);
    const planes = await controlPlanes(api, istioNamespace, revision);
    api.close();
    tellAbout(io, planes, options);
    return planes;
  } catch (error) {
    if (isWanted || !(error instanceof MeshwrightError) || error instanceof UsageError) throw error;
    io.note(`warning: only the client: ${error.message}`);
    return undefined;
  }
}

function tellAbout(
  io: Io,
  planes: readonly ControlPlane[],
  { revision, istioNamespace }: Pick<GlobalOptions, 'istioNamespace'> & Pick<Options, 'revision'>,
): void {
  if (planes.length === 0) {
    const which = revision === undefined ? 'no istiod' : `no istiod of revision "${revision}"`;
    const message = `${which} runs in namespace ${istioNamespace}: Istio is not installed there, or not ready (-i names another namespace)`;
    if (revision !== undefined) throw new MeshwrightError(message);
    io.note(`note: ${message}`);
  }
  const silent = planes.filter(({ problem }) => problem !== undefined);
  if (silent.length > 0) {
    io.note(
      `warning: ${counted(silent.length, 'istiod')} could not be asked, so the version is the image's: ${silent[0]!.problem}`,
    );
  }
  if (planes.length > 0) io.note('note: the versions of the proxies are still to come');
}

/** One line where all are alike, as istioctl has it; else one for each revision and version. */
function shortLines(planes: readonly ControlPlane[]): string[] {
  const alike = new Set(planes.map(({ version }) => version)).size === 1;
  if (alike) return [`control plane version: ${planes[0]!.version}\n`];
  return [
    ...new Set(planes.map(({ version, revision }) => `control plane version: ${version} (revision ${revision})\n`)),
  ];
}

function fullLine({ version, revision, pod, commit, status }: ControlPlane): string {
  const build = commit === '' ? [] : [`commit ${commit}`, status];
  return `control plane version: ${version} (${[`revision ${revision}`, `pod ${pod}`, ...build].join(', ')})`;
}

/** With istioctl's names for what it shows of the mesh. */
const record = (planes: readonly ControlPlane[] | undefined) => ({
  clientVersion,
  ...(planes !== undefined && {
    meshVersion: planes.map(({ version, revision, commit, status }) => ({
      Component: 'pilot',
      Revision: revision,
      Info: { version, revision: commit || 'unknown', golang_version: '', status: status || 'unknown', tag: version },
    })),
  }),
});
