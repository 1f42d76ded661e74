import { versionTable } from '../../../output/proxy/proxy-tables.ts';
import { proxyVersions } from '../../../proxy/envoy/bootstrap.ts';
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
    showDumps(io, { ...flags, output: flags.output ?? 'json' }, args, 'bootstrap', (dump, format) => {
      dump.demand('bootstrap');
      const bootstrap = dump.section('bootstrap');
      return {
        text: format === 'short' ? versionTable(proxyVersions(bootstrap), io.look) : objectText(format, bootstrap),
      };
    }),
});

const examples = `
Examples:
  # Versions of all proxies of an application
  meshwright pc bootstrap -n shop -l app=cart -o short

  # What a proxy started with
  meshwright proxy-config bootstrap -f dump.json

  # Its versions
  meshwright pc bootstrap -f dump.json -o short`;
