import { listNames } from '../../../base/list-names.ts';
import { endpointTable } from '../../../output/proxy/proxy-tables.ts';
import { anyEndpoint, eachAssignment, endpointRows, portsAt } from '../../../proxy/envoy/endpoint.ts';
import { defineCommand } from '../../command.ts';
import { addEndpointFilter, type EndpointFlags } from '../../flags/endpoint-flags.ts';
import { addProxySource, type ProxyFlags } from '../../flags/proxy-flags.ts';
import { resourceList } from '../../proxies/resource-texts.ts';
import { showDumps } from '../../proxies/show-dumps.ts';

export default defineCommand<ProxyFlags & EndpointFlags>({
  setup(command) {
    addProxySource(command, 'config dump of an Envoy, taken with ?include_eds');
    addEndpointFilter(command, 'ip:port');
    command.addHelpText('after', examples);
  },
  run(io, flags, args) {
    const filter = { ...anyEndpoint, ...flags };
    return showDumps(io, flags, args, 'endpoints', (dump, format) => {
      const known = filter.address === '' ? [] : portsAt(dump, filter.address);
      return {
        text:
          format === 'short'
            ? endpointTable(eachAssignment(dump, filter, endpointRows).flat(), io.look)
            : resourceList(format, (view) => eachAssignment(dump, filter, view)),
        notes: [
          ...(dump.has('endpoints')
            ? []
            : [`note: ${dump.name} tells of no endpoints: take it with /config_dump?include_eds`]),
          ...(known.length === 0 ? [] : [`note: --address takes a port as well here: ${listNames(known)}`]),
        ],
      };
    });
  },
});

const examples = `
Rows are ordered by host, subset, port and direction of their clusters.

Examples:
  # Where a running proxy can send traffic, with regions and zones
  meshwright pc eds deploy/cart.shop

  # Where a proxy can send traffic, with regions and zones
  kubectl exec cart-7d9f -c istio-proxy -- \\
    pilot-agent request GET 'config_dump?include_eds' > dump.json
  meshwright proxy-config eds -f dump.json

  # One cluster, in full
  meshwright pc eds -f dump.json --cluster 'outbound|80||cart.shop' -o json`;
