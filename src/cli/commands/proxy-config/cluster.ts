import { ExitCode } from '../../../base/exit-code.ts';
import { clusterTable } from '../../../output/proxy-tables.ts';
import { anyCluster, type ClusterFilter, clusterRow, eachCluster } from '../../../proxy/envoy/cluster.ts';
import { defineCommand } from '../../command.ts';
import { noteStates, openDump } from '../../open-dump.ts';
import { portOption } from '../../options.ts';
import { addProxySource, addSecretsFlag, type ProxyFlags } from '../../proxy-flags.ts';
import { writeResourceList } from '../../write-resources.ts';

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
  async run(io, flags, pods) {
    const dump = await openDump(io, flags, pods);
    const { output = 'short' } = flags;
    const filter = { ...anyCluster, ...flags };
    if (output === 'short') await io.write(clusterTable(eachCluster(dump, filter, clusterRow)));
    else await writeResourceList(io, output, (view) => eachCluster(dump, filter, view));
    noteStates(io, dump, 'clusters');
    return ExitCode.ok;
  },
});

const examples = `
Rows are ordered by host, subset, port and direction.

Examples:
  # What a proxy can send traffic to
  kubectl exec cart-7d9f -c istio-proxy -- pilot-agent request GET config_dump \\
    > dump.json
  meshwright proxy-config cluster -f dump.json

  # One service, in full
  meshwright pc cluster -f dump.json --fqdn reviews.default --port 9080 -o yaml`;
