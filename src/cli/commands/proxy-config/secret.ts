import { secretTable } from '../../../output/proxy/proxy-tables.ts';
import { secretRows } from '../../../proxy/envoy/secret.ts';
import { defineCommand } from '../../command.ts';
import { addProxySource, addSecretsFlag, type SecretsFlags } from '../../flags/proxy-flags.ts';
import { objectText } from '../../proxies/resource-texts.ts';
import { showDumps } from '../../proxies/show-dumps.ts';

export default defineCommand<SecretsFlags>({
  setup(command) {
    addProxySource(command, 'config dump of an Envoy');
    addSecretsFlag(command, 'private keys');
    command.addHelpText('after', examples);
  },
  run: (io, flags, args) =>
    showDumps(io, flags, args, 'secrets', (dump, format) => {
      dump.demand('secrets');
      const text =
        format === 'short'
          ? secretTable(secretRows(dump, Date.now()), io.look)
          : objectText(format, dump.section('secrets'));
      return { text };
    }),
});

const examples = `
VALID CERT says whether a certificate holds now. Private keys are redacted:
Envoy does it by itself, other dumps may not.

Examples:
  # Certificates of a running proxy
  meshwright pc secret deploy/cart.shop

  # Certificates, and until when they hold
  meshwright proxy-config secret -f dump.json

  # The certificates themselves
  meshwright pc secret -f dump.json -o json`;
