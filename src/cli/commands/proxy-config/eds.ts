import { ExitCode } from '../../../base/exit-code.ts';
import { listNames } from '../../../base/list-names.ts';
import { endpointTable } from '../../../output/proxy-tables.ts';
import { visible } from '../../../output/visible.ts';
import { anyEndpoint, eachAssignment, endpointRows, portsAt } from '../../../proxy/envoy/endpoint.ts';
import { defineCommand } from '../../command.ts';
import { addEndpointFilter, type EndpointFlags } from '../../endpoint-flags.ts';
import { noteStates, openDump } from '../../open-dump.ts';
import { addProxySource, type ProxyFlags } from '../../proxy-flags.ts';
import { writeResourceList } from '../../write-resources.ts';

export default defineCommand<ProxyFlags & EndpointFlags>({
  setup(command) {
    addProxySource(command, 'config dump of an Envoy, taken with ?include_eds');
    addEndpointFilter(command, 'ip:port');
    command.addHelpText('after', examples);
  },
  async run(io, flags, pods) {
    const dump = await openDump(io, flags, pods);
    const { output = 'short' } = flags;
    const filter = { ...anyEndpoint, ...flags };
    if (output === 'short') await io.write(endpointTable(eachAssignment(dump, filter, endpointRows).flat()));
    else await writeResourceList(io, output, (view) => eachAssignment(dump, filter, view));
    if (!dump.has('endpoints'))
      io.note(`note: ${dump.name} tells of no endpoints: take it with /config_dump?include_eds`);
    const known = filter.address === '' ? [] : portsAt(dump, filter.address);
    if (known.length > 0) io.note(`note: --address takes a port as well here: ${visible(listNames(known))}`);
    noteStates(io, dump, 'endpoints');
    return ExitCode.ok;
  },
});

const examples = `
Rows are ordered by host, subset, port and direction of their clusters.

Examples:
  # Where a proxy can send traffic, with regions and zones
  kubectl exec cart-7d9f -c istio-proxy -- \\
    pilot-agent request GET 'config_dump?include_eds' > dump.json
  meshwright proxy-config eds -f dump.json

  # One cluster, in full
  meshwright pc eds -f dump.json --cluster 'outbound|80||cart.shop' -o json`;
