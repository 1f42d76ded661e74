import { routeTable } from '../../../output/proxy/proxy-tables.ts';
import { eachRoute, routeRow } from '../../../proxy/envoy/route.ts';
import { defineCommand } from '../../command.ts';
import { booleanOption } from '../../flags/options.ts';
import { addProxySource, addSecretsFlag, type SecretsFlags } from '../../flags/proxy-flags.ts';
import { resourceList } from '../../proxies/resource-texts.ts';
import { showDumps } from '../../proxies/show-dumps.ts';

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
  run(io, flags, args) {
    const { name = '', verbose } = flags;
    return showDumps(io, flags, args, 'routes', (dump, format) => ({
      text:
        format === 'short'
          ? routeTable(eachRoute(dump, name, routeRow), verbose, io.look)
          : resourceList(format, (view) => eachRoute(dump, name, view)),
    }));
  },
});

const examples = `
Names that are ports are ordered by port, as far as istioctl does it: other names
lie between them, in the order that istioctl gives them.

Examples:
  # Which request goes where, in a running proxy
  meshwright pc route deploy/cart.shop

  # Which request goes where
  meshwright proxy-config route -f dump.json

  # The routes of one port, in full
  meshwright pc route -f dump.json --name 9080 -o yaml`;
