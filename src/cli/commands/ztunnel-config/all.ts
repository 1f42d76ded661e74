import { ExitCode } from '../../../base/exit-code.ts';
import { ztunnelOverview } from '../../../output/ztunnel-overview.ts';
import { ZtunnelDump } from '../../../proxy/ztunnel/dump.ts';
import { defineCommand } from '../../command.ts';
import { booleanOption } from '../../options.ts';
import { readProxyFile } from '../../read-proxy-file.ts';
import { writeDump } from '../../write-resources.ts';
import { addZtunnelFlags, type ZtunnelFlags } from '../../ztunnel-flags.ts';

interface AllFlags extends ZtunnelFlags {
  readonly withHeaders?: boolean;
}

export default defineCommand<AllFlags>({
  setup(command) {
    addZtunnelFlags(command);
    booleanOption(command, '--with-headers', 'put a heading over each table');
    command.addHelpText('after', examples);
  },
  async run(io, flags, pods) {
    const file = await readProxyFile(io, flags, pods);
    const dump = new ZtunnelDump(file);
    const { output, withHeaders = false } = flags;
    if (output === 'short') await io.write(ztunnelOverview(dump, Date.now(), withHeaders));
    else await writeDump(io, output, file);
    return ExitCode.ok;
  },
});

const examples = `
As JSON and YAML, the dump is printed as it is.

Examples:
  # All that a ztunnel knows, in tables
  meshwright ztunnel-config all -f ztunnel.json --with-headers`;
