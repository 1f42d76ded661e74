import { hostTable } from '../../../output/proxy/proxy-tables.ts';
import { clusterStatuses, clustersWith, hostRows } from '../../../proxy/envoy/cluster-status.ts';
import { clustersFromText } from '../../../proxy/envoy/clusters-text.ts';
import { anyEndpoint } from '../../../proxy/envoy/endpoint.ts';
import { defineCommand } from '../../command.ts';
import { addEndpointFilter, type EndpointFlags } from '../../flags/endpoint-flags.ts';
import { addProxySource, type ProxyFlags } from '../../flags/proxy-flags.ts';
import { withEnvoys } from '../../proxies/open-proxies.ts';
import { resourceList } from '../../proxies/resource-texts.ts';
import { showProxies } from '../../proxies/show-proxies.ts';

export default defineCommand<ProxyFlags & EndpointFlags>({
  setup(command) {
    addProxySource(command, 'answer of an Envoy’s /clusters?format=json');
    addEndpointFilter(command, 'ip');
    command.addHelpText('after', examples);
  },
  run(io, flags, args) {
    const { output = 'short' } = flags;
    const filter = { ...anyEndpoint, ...flags };
    return withEnvoys(io, flags, args, (proxies) =>
      showProxies(io, proxies, output, async (proxy) => {
        const clusters = clusterStatuses(clustersFromText(await proxy.clusters()));
        const text =
          output === 'short'
            ? hostTable(hostRows(clusters, filter), io.look)
            : resourceList(output, (view) => Array.from(clustersWith(clusters, filter), view));
        return { text };
      }),
    );
  },
});

const examples = `
Rows are ordered by address, port and cluster.

Examples:
  # Whether a running proxy takes a service for healthy
  meshwright pc endpoint deploy/cart.shop --status unhealthy

  # Where a proxy can send traffic, and whether it takes the place for healthy
  kubectl exec cart-7d9f -c istio-proxy -- \\
    pilot-agent request GET 'clusters?format=json' > clusters.json
  meshwright proxy-config endpoint -f clusters.json

  # One cluster
  meshwright pc endpoint -f clusters.json --cluster 'outbound|80||cart.shop'`;
