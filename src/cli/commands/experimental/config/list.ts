import { ExitCode } from '../../../../base/exit-code.ts';
import { formatJson } from '../../../../output/findings/findings-json.ts';
import { formatTable } from '../../../../output/text/table.ts';
import { defineCommand } from '../../../command.ts';
import { choiceOption } from '../../../flags/options.ts';
import { readUserSettings } from '../../../flags/user-settings.ts';

export default defineCommand<{ readonly output: 'text' | 'json' }>({
  setup(command) {
    command
      .addOption(choiceOption('-o, --output <format>', 'output format', ['text', 'json'], 'text'))
      .addHelpText('after', help);
  },
  async run(io, { output }) {
    const settings = [...(await readUserSettings(io))];
    const rows = settings.map(([name, { value, from }]) => [name, value, from]);
    const records = settings.map(([flag, { value, from }]) => ({ flag, value, from }));
    await io.write(output === 'json' ? formatJson(records) : formatTable(['FLAG', 'VALUE', 'FROM'], rows, io.look));
    return ExitCode.ok;
  },
});

const help = `
Lists the flags whose defaults you may set, by environment variables
(ISTIOCTL_XDS_ADDRESS) or in a file: what ISTIOCONFIG names, or
~/.istioctl/config.yaml. istioctl reads both, too.

Examples:
  # What is set, and where
  meshwright experimental config list`;
