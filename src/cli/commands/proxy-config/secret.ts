import { ExitCode } from '../../../base/exit-code.ts';
import { secretTable } from '../../../output/proxy-tables.ts';
import { secretRows } from '../../../proxy/envoy/secret.ts';
import { defineCommand } from '../../command.ts';
import { noteStates, openDump } from '../../open-dump.ts';
import { addProxySource, addSecretsFlag, type SecretsFlags } from '../../proxy-flags.ts';
import { writeObject } from '../../write-resources.ts';

export default defineCommand<SecretsFlags>({
  setup(command) {
    addProxySource(command, 'config dump of an Envoy');
    addSecretsFlag(command, 'private keys');
    command.addHelpText('after', examples);
  },
  async run(io, flags, pods) {
    const dump = await openDump(io, flags, pods);
    dump.demand('secrets');
    const { output = 'short' } = flags;
    if (output === 'short') await io.write(secretTable(secretRows(dump, Date.now())));
    else await writeObject(io, output, dump.section('secrets'));
    noteStates(io, dump, 'secrets');
    return ExitCode.ok;
  },
});

const examples = `
VALID CERT says whether a certificate holds now. Private keys are redacted:
Envoy does it by itself, other dumps may not.

Examples:
  # Certificates, and until when they hold
  meshwright proxy-config secret -f dump.json

  # The certificates themselves
  meshwright pc secret -f dump.json -o json`;
