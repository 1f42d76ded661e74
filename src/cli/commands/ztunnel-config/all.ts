import { ztunnelOverview } from '../../../output/proxy/ztunnel-overview.ts';
import { defineCommand } from '../../command.ts';
import { booleanOption } from '../../flags/options.ts';
import { addZtunnelFlags, type ZtunnelFlags } from '../../flags/ztunnel-flags.ts';
import { dumpText } from '../../proxies/resource-texts.ts';
import { showZtunnels } from '../../proxies/show-ztunnels.ts';

interface AllFlags extends ZtunnelFlags {
  readonly withHeaders?: boolean;
}

export default defineCommand<AllFlags>({
  setup(command) {
    addZtunnelFlags(command);
    booleanOption(command, '--with-headers', 'put a heading over each table');
    command.addHelpText('after', examples);
  },
  run(io, flags, args) {
    const { output, withHeaders = false } = flags;
    return showZtunnels(io, flags, args, {
      isOwn: false,
      show: (dump) =>
        output === 'short' ? ztunnelOverview(dump, Date.now(), withHeaders, io.look) : dumpText(output, dump.file),
    });
  },
});

const examples = `
As JSON and YAML, the dump is printed as it is.

Examples:
  # All that the ztunnel of a node knows
  meshwright zc all --node worker-1

  # All that a ztunnel knows, in tables
  meshwright ztunnel-config all -f ztunnel.json --with-headers`;
