import { ExitCode } from '../../../base/exit-code.ts';
import { versionTable } from '../../../output/proxy-tables.ts';
import { proxyVersions } from '../../../proxy/envoy/bootstrap.ts';
import { defineCommand } from '../../command.ts';
import { openDump } from '../../open-dump.ts';
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
    dump.demand('bootstrap');
    const { output = 'json' } = flags;
    const bootstrap = dump.section('bootstrap');
    if (output === 'short') await io.write(versionTable(proxyVersions(bootstrap)));
    else await writeObject(io, output, bootstrap);
    return ExitCode.ok;
  },
});

const examples = `
Examples:
  # What a proxy started with
  meshwright proxy-config bootstrap -f dump.json

  # Its versions
  meshwright pc bootstrap -f dump.json -o short`;
