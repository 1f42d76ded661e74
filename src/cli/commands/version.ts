import { MeshwrightError, UsageError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { didYouMean } from '../../base/nearest.ts';
import { istioVersion, version } from '../../package.ts';
import { defineCommand } from '../command.ts';
import { booleanOption } from '../options.ts';

interface Options {
  readonly output?: string;
  readonly remote?: boolean;
  readonly revision?: string;
  readonly short: boolean;
}

const clientVersion = { version, istioVersion };

const formats: Record<string, () => string> = {
  short: () => `client version: ${version}\n`,
  full: () => `client version: ${version} (follows Istio ${istioVersion})\n`,
  json: () => `${JSON.stringify({ clientVersion }, null, 2)}\n`,
  yaml: () => `clientVersion:\n  version: ${version}\n  istioVersion: ${istioVersion}\n`,
};

export default defineCommand<Options>({
  setup(command) {
    booleanOption(command, '--remote', "also ask the cluster's control plane for its version");
    command.option('-o, --output <format>', 'output format: json or yaml');
    command.option('-r, --revision <name>', 'control plane revision to ask');
    booleanOption(command, '-s, --short', 'only the version number; --short=false for more', true);
  },
  async run(io, { output, remote, revision, short }) {
    if (output !== undefined && output !== 'json' && output !== 'yaml') {
      throw new UsageError(`--output takes json or yaml, not "${output}".${didYouMean(output, ['json', 'yaml'])}`);
    }
    if (remote === true || revision !== undefined) {
      throw new MeshwrightError('asking a control plane for its version is not there yet: use --remote=false');
    }
    if (remote === undefined)
      io.note('note: only the client: asking the control plane is not there yet (--remote=false silences this)');
    await io.write(formats[output ?? (short ? 'short' : 'full')]!());
    return ExitCode.ok;
  },
});
