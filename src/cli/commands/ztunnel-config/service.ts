import { serviceTable } from '../../../output/proxy/ztunnel-tables.ts';
import { serviceRecord, serviceRows, services } from '../../../proxy/ztunnel/service.ts';
import { defineCommand } from '../../command.ts';
import { addZtunnelFlags, type ZtunnelFlags } from '../../flags/ztunnel-flags.ts';
import { recordList } from '../../proxies/resource-texts.ts';
import { showZtunnels } from '../../proxies/show-ztunnels.ts';

interface ServiceFlags extends ZtunnelFlags {
  readonly serviceNamespace?: string;
}

export default defineCommand<ServiceFlags>({
  setup(command) {
    addZtunnelFlags(command);
    command.option('--service-namespace <name>', 'only services of this namespace');
    command.addHelpText('after', examples);
  },
  run(io, flags, args) {
    const { output, serviceNamespace = '' } = flags;
    return showZtunnels(io, flags, args, {
      isOwn: false,
      show: (dump) => {
        dump.demand('services');
        if (output === 'short') return serviceTable(serviceRows(dump, serviceNamespace), io.look);
        return recordList(output, services(dump, serviceNamespace), serviceRecord);
      },
    });
  },
});

const examples = `
Services are ordered by namespace, name and host. ENDPOINTS says how many are
healthy, of how many.

Examples:
  # Services that the mesh’s ztunnels know
  meshwright zc service

  # Services that a ztunnel knows, with their waypoints
  meshwright ztunnel-config service -f ztunnel.json`;
