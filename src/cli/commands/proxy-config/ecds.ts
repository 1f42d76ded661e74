import { extensionTable } from '../../../output/proxy/proxy-tables.ts';
import { extensionRows } from '../../../proxy/envoy/extension.ts';
import { defineCommand } from '../../command.ts';
import { addProxySource, addSecretsFlag, type SecretsFlags } from '../../flags/proxy-flags.ts';
import { objectText } from '../../proxies/resource-texts.ts';
import { showDumps } from '../../proxies/show-dumps.ts';

export default defineCommand<SecretsFlags>({
  setup(command) {
    addProxySource(command, 'config dump of an Envoy');
    addSecretsFlag(command);
    command.addHelpText('after', examples);
  },
  run: (io, flags, args) =>
    showDumps(io, flags, args, 'extensions', (dump, format) => ({
      text:
        format === 'short'
          ? extensionTable(extensionRows(dump), io.look)
          : objectText(format, dump.section('extensions')),
    })),
});

const examples = `
Rows are ordered by type and name.

Examples:
  # Which extensions a running proxy was given
  meshwright pc ecds deploy/cart.shop

  # Which extensions, such as WasmPlugins, a proxy was given
  meshwright proxy-config ecds -f dump.json`;
