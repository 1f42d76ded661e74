import { ExitCode } from '../../../base/exit-code.ts';
import { listenerTable, waypointTable } from '../../../output/proxy-tables.ts';
import { anyListener, type ListenerFilter, listenerRows, listenersOf } from '../../../proxy/envoy/listener.ts';
import { waypointRows } from '../../../proxy/envoy/waypoint-chains.ts';
import { defineCommand } from '../../command.ts';
import { noteStates, openDump } from '../../open-dump.ts';
import { booleanOption, portOption } from '../../options.ts';
import { addProxySource, addSecretsFlag, type ProxyFlags } from '../../proxy-flags.ts';
import { writeResourceList } from '../../write-resources.ts';

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
  async run(io, flags, pods) {
    const dump = await openDump(io, flags, pods);
    const { output = 'short', verbose } = flags;
    const filter = { ...anyListener, ...flags };
    if (flags.waypoint) await io.write(waypointTable(waypointRows(dump)));
    else if (output === 'short') await io.write(listenerTable(listenerRows(dump, filter), verbose));
    else await writeResourceList(io, output, (view) => Array.from(listenersOf(dump, filter), view));
    noteStates(io, dump, 'listeners');
    return ExitCode.ok;
  },
});

const examples = `
Rows are ordered by port, address and type, a listener's chains by destination,
backwards. As JSON and YAML, listeners stand as the dump has them.

Examples:
  # Where a proxy takes traffic, and where it leads
  meshwright proxy-config listener -f dump.json

  # One port, in full
  meshwright pc listener -f dump.json --address 0.0.0.0 --port 9080 -o json`;
