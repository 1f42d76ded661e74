import { ExitCode } from '../../../base/exit-code.ts';
import { extensionTable } from '../../../output/proxy-tables.ts';
import { extensionRows } from '../../../proxy/envoy/extension.ts';
import { defineCommand } from '../../command.ts';
import { noteStates, openDump } from '../../open-dump.ts';
import { addProxySource, addSecretsFlag, type SecretsFlags } from '../../proxy-flags.ts';
import { writeObject } from '../../write-resources.ts';

export default defineCommand<SecretsFlags>({
  setup(command) {
    addProxySource(command, 'config dump of an Envoy');
    addSecretsFlag(command);
    command.addHelpText('after', examples);
  },
  async run(io, flags, pods) {
    const dump = await openDump(io, flags, pods);
    const { output = 'short' } = flags;
    if (output === 'short') await io.write(extensionTable(extensionRows(dump)));
    else await writeObject(io, output, dump.section('extensions'));
    noteStates(io, dump, 'extensions');
    return ExitCode.ok;
  },
});

const examples = `
Rows are ordered by type and name.

Examples:
  # Which extensions, such as WasmPlugins, a proxy was given
  meshwright proxy-config ecds -f dump.json`;
