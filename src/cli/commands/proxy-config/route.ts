import { ExitCode } from '../../../base/exit-code.ts';
import { routeTable } from '../../../output/proxy-tables.ts';
import { eachRoute, routeRow } from '../../../proxy/envoy/route.ts';
import { defineCommand } from '../../command.ts';
import { noteStates, openDump } from '../../open-dump.ts';
import { booleanOption } from '../../options.ts';
import { addProxySource, addSecretsFlag, type SecretsFlags } from '../../proxy-flags.ts';
import { writeResourceList } from '../../write-resources.ts';

interface RouteFlags extends SecretsFlags {
  readonly name?: string;
  readonly verbose: boolean;
}

export default defineCommand<RouteFlags>({
  setup(command) {
    addProxySource(command, 'config dump of an Envoy');
    command.option('--name <name>', 'only the routes of this name');
    booleanOption(command, '--verbose', 'a row for each route', true);
    addSecretsFlag(command);
    command.addHelpText('after', examples);
  },
  async run(io, flags, pods) {
    const dump = await openDump(io, flags, pods);
    const { output = 'short', name = '', verbose } = flags;
    if (output === 'short') await io.write(routeTable(eachRoute(dump, name, routeRow), verbose));
    else await writeResourceList(io, output, (view) => eachRoute(dump, name, view));
    noteStates(io, dump, 'routes');
    return ExitCode.ok;
  },
});

const examples = `
Routes named for a port are ordered by port; other names stay where they are in
a short dump, and come behind them in a long one.

Examples:
  # Which request goes where
  meshwright proxy-config route -f dump.json

  # The routes of one port, in full
  meshwright pc route -f dump.json --name 9080 -o yaml`;
