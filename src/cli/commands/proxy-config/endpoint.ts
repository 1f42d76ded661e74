import { ExitCode } from '../../../base/exit-code.ts';
import { hostTable } from '../../../output/proxy-tables.ts';
import { clusterStatuses, clustersWith, hostRows } from '../../../proxy/envoy/cluster-status.ts';
import { anyEndpoint } from '../../../proxy/envoy/endpoint.ts';
import { defineCommand } from '../../command.ts';
import { addEndpointFilter, type EndpointFlags } from '../../endpoint-flags.ts';
import { addProxySource, type ProxyFlags } from '../../proxy-flags.ts';
import { readProxyFile } from '../../read-proxy-file.ts';
import { writeResourceList } from '../../write-resources.ts';

export default defineCommand<ProxyFlags & EndpointFlags>({
  setup(command) {
    addProxySource(command, 'answer of an Envoy’s /clusters?format=json');
    addEndpointFilter(command, 'ip');
    command.addHelpText('after', examples);
  },
  async run(io, flags, pods) {
    const { output = 'short' } = flags;
    const clusters = clusterStatuses(await readProxyFile(io, flags, pods));
    const filter = { ...anyEndpoint, ...flags };
    if (output === 'short') await io.write(hostTable(hostRows(clusters, filter)));
    else await writeResourceList(io, output, (view) => Array.from(clustersWith(clusters, filter), view));
    return ExitCode.ok;
  },
});

const examples = `
Rows are ordered by address, port and cluster.

Examples:
  # Where a proxy can send traffic, and whether it takes the place for healthy
  kubectl exec cart-7d9f -c istio-proxy -- \\
    pilot-agent request GET 'clusters?format=json' > clusters.json
  meshwright proxy-config endpoint -f clusters.json

  # One cluster
  meshwright pc endpoint -f clusters.json --cluster 'outbound|80||cart.shop'`;
