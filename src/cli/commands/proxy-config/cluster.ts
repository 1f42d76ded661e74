import { clusterTable } from '../../../output/proxy/proxy-tables.ts';
import { anyCluster, type ClusterFilter, clusterRow, eachCluster } from '../../../proxy/envoy/cluster.ts';
import { defineCommand } from '../../command.ts';
import { portOption } from '../../flags/options.ts';
import { addProxySource, addSecretsFlag, type ProxyFlags } from '../../flags/proxy-flags.ts';
import { resourceList } from '../../proxies/resource-texts.ts';
import { showDumps } from '../../proxies/show-dumps.ts';

interface ClusterFlags extends ProxyFlags, Partial<ClusterFilter> {
  readonly showSecrets?: boolean;
}

export default defineCommand<ClusterFlags>({
  setup(command) {
    addProxySource(command, 'config dump of an Envoy');
    command.option('--fqdn <text>', 'only clusters with this in their names');
    command.option('--direction <word>', 'only inbound, or outbound, clusters');
    command.option('--subset <text>', 'only clusters with this in their subsets');
    command.addOption(portOption('--port <port>', 'only clusters of this port'));
    addSecretsFlag(command);
    command.addHelpText('after', examples);
  },
  run(io, flags, args) {
    const filter = { ...anyCluster, ...flags };
    return showDumps(io, flags, args, 'clusters', (dump, format) => ({
      text:
        format === 'short'
          ? clusterTable(eachCluster(dump, filter, clusterRow), io.look)
          : resourceList(format, (view) => eachCluster(dump, filter, view)),
    }));
  },
});

const examples = `
Rows are ordered by host, subset, port and direction.

Examples:
  # What a running proxy can send traffic to
  meshwright pc cluster deploy/cart.shop

  # What a proxy can send traffic to
  kubectl exec cart-7d9f -c istio-proxy -- pilot-agent request GET config_dump \\
    > dump.json
  meshwright proxy-config cluster -f dump.json

  # One service, in full
  meshwright pc cluster -f dump.json --fqdn reviews.default --port 9080 -o yaml`;
