import { ExitCode } from '../../../base/exit-code.ts';
import { serviceTable } from '../../../output/ztunnel-tables.ts';
import { serviceRecord, serviceRows, services } from '../../../proxy/ztunnel/service.ts';
import { defineCommand } from '../../command.ts';
import { writeRecordList } from '../../write-resources.ts';
import { addZtunnelFlags, openZtunnelDump, type ZtunnelFlags } from '../../ztunnel-flags.ts';

interface ServiceFlags extends ZtunnelFlags {
  readonly serviceNamespace?: string;
}

export default defineCommand<ServiceFlags>({
  setup(command) {
    addZtunnelFlags(command);
    command.option('--service-namespace <name>', 'only services of this namespace');
    command.addHelpText('after', examples);
  },
  async run(io, flags, pods) {
    const dump = await openZtunnelDump(io, flags, pods);
    dump.demand('services');
    const { output, serviceNamespace = '' } = flags;
    if (output === 'short') await io.write(serviceTable(serviceRows(dump, serviceNamespace)));
    else await writeRecordList(io, output, services(dump, serviceNamespace), serviceRecord);
    return ExitCode.ok;
  },
});

const examples = `
Services are ordered by namespace, name and host. ENDPOINTS says how many are
healthy, of how many.

Examples:
  # Services that a ztunnel knows, with their waypoints
  meshwright ztunnel-config service -f ztunnel.json`;
