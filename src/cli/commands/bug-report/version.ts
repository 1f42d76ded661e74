import { ExitCode } from '../../../base/exit-code.ts';
import { version } from '../../../package.ts';
import { defineCommand } from '../../command.ts';
import { versionFormats } from '../../control-plane/version-formats.ts';
import { booleanOption, choiceOption } from '../../flags/options.ts';

interface VersionFlags {
  readonly output?: 'json' | 'yaml';
  readonly short?: boolean;
}

export default defineCommand<VersionFlags>({
  setup(command) {
    command.addOption(choiceOption('-o, --output <format>', 'output format', ['json', 'yaml']));
    booleanOption(command, '-s, --short', 'only the version number');
    command.addHelpText('after', examples);
  },
  async run(io, { output, short }) {
    if (output === undefined && short) await io.write(`${version}\n`);
    else await io.write(await versionFormats[output ?? 'full'](undefined));
    return ExitCode.ok;
  },
});

const examples = `
Examples:
  # The version alone
  meshwright bug-report version -s`;
