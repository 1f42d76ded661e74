import { proxyOverview } from '../../../output/proxy/proxy-overview.ts';
import { anyCluster, type ClusterFilter } from '../../../proxy/envoy/cluster.ts';
import { anyListener, type ListenerFilter } from '../../../proxy/envoy/listener.ts';
import { defineCommand } from '../../command.ts';
import { booleanOption, portOption } from '../../flags/options.ts';
import { addProxySource, addSecretsFlag, type ProxyFlags } from '../../flags/proxy-flags.ts';
import { dumpText } from '../../proxies/resource-texts.ts';
import { showDumps } from '../../proxies/show-dumps.ts';

interface AllFlags extends ProxyFlags, Partial<ClusterFilter>, Partial<ListenerFilter> {
  readonly name?: string;
  readonly verbose: boolean;
  readonly withHeaders?: boolean;
  readonly showSecrets?: boolean;
}

export default defineCommand<AllFlags>({
  setup(command) {
    addProxySource(command, 'config dump of an Envoy, taken with ?include_eds');
    command.option('--fqdn <text>', 'only clusters with this in their names');
    command.option('--direction <word>', 'only inbound, or outbound, clusters');
    command.option('--subset <text>', 'only clusters with this in their subsets');
    command.option('--address <ip>', 'only listeners and endpoints at this address');
    command.option('--type <type>', 'only listeners that speak HTTP, TCP, or HTTP+TCP');
    command.option('--name <name>', 'only the routes of this name');
    command.addOption(portOption('--port <port>', 'only clusters, listeners and endpoints of this port'));
    booleanOption(command, '--verbose', 'a row for each filter chain and route', true);
    booleanOption(command, '--with-headers', 'put a heading over each table');
    addSecretsFlag(command, 'private keys');
    command.addHelpText('after', examples);
  },
  run(io, flags, args) {
    const { withHeaders = false } = flags;
    return showDumps(io, flags, args, 'all', (dump, format) => {
      if (format !== 'short') return { text: dumpText(format, { name: dump.name, text: dump.text() }) };
      const options = {
        ...anyCluster,
        ...anyListener,
        name: '',
        ...flags,
        withHeaders,
        now: Date.now(),
        look: io.look,
      };
      const { text, missing } = proxyOverview(dump, options);
      return { text, notes: missing.length === 0 ? [] : [`note: ${dump.name} holds no ${missing.join(', ')}`] };
    });
  },
});

const examples = `
As JSON and YAML, the dump is printed as it is, but for private keys.

Examples:
  # All of a running proxy’s configuration, to keep
  meshwright pc all deploy/cart.shop -o json > kept.json

  # All of a proxy's configuration, in tables
  meshwright proxy-config all -f dump.json --with-headers

  # One port
  meshwright pc all -f dump.json --port 9080`;
