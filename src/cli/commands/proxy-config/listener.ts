import { listenerTable, waypointTable } from '../../../output/proxy/proxy-tables.ts';
import { anyListener, type ListenerFilter, listenerRows, listenersOf } from '../../../proxy/envoy/listener.ts';
import { waypointRows } from '../../../proxy/envoy/waypoint-chains.ts';
import { defineCommand } from '../../command.ts';
import { booleanOption, portOption } from '../../flags/options.ts';
import { addProxySource, addSecretsFlag, type ProxyFlags } from '../../flags/proxy-flags.ts';
import { resourceList } from '../../proxies/resource-texts.ts';
import { showDumps } from '../../proxies/show-dumps.ts';

interface ListenerFlags extends ProxyFlags, Partial<ListenerFilter> {
  readonly verbose: boolean;
  readonly waypoint?: boolean;
  readonly showSecrets?: boolean;
}

export default defineCommand<ListenerFlags>({
  setup(command) {
    addProxySource(command, 'config dump of an Envoy');
    command.option('--address <ip>', 'only listeners at this address');
    command.option('--type <type>', 'only listeners that speak HTTP, TCP, or HTTP+TCP');
    command.addOption(portOption('--port <port>', 'only listeners at this port'));
    booleanOption(command, '--verbose', 'a row for each filter chain', true);
    booleanOption(command, '--waypoint', 'a row for each filter chain of a waypoint, with all that leads to it');
    addSecretsFlag(command);
    command.addHelpText('after', examples);
  },
  run(io, flags, args) {
    const filter = { ...anyListener, ...flags };
    const filters = (['address', 'port', 'type'] as const).filter((name) => flags[name] !== undefined);
    return showDumps(io, flags, args, 'listeners', (dump, format) => {
      if (format !== 'short') {
        return { text: resourceList(format, (view) => Array.from(listenersOf(dump, filter), view)) };
      }
      if (!flags.waypoint) return { text: listenerTable(listenerRows(dump, filter), flags.verbose, io.look) };
      const notes = filters.map((name) => `note: --waypoint tells of all listeners, whatever --${name} says`);
      return { text: waypointTable(waypointRows(dump), io.look), notes };
    });
  },
});

const examples = `
Rows are ordered by port, address and type, a listener's chains by destination,
backwards. As JSON and YAML, listeners stand as the dump has them.

Examples:
  # Where a running proxy takes traffic
  meshwright pc listener deploy/cart.shop

  # Where a proxy takes traffic, and where it leads
  meshwright proxy-config listener -f dump.json

  # One port, in full
  meshwright pc listener -f dump.json --address 0.0.0.0 --port 9080 -o json`;
