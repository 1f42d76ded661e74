import { connectionTable } from '../../../output/proxy/ztunnel-tables.ts';
import {
  type ConnectionFilter,
  connectionRows,
  workloadStateRecord,
  workloadStates,
} from '../../../proxy/ztunnel/connection.ts';
import { defineCommand } from '../../command.ts';
import { booleanOption, choiceOption } from '../../flags/options.ts';
import { addZtunnelFlags, type ZtunnelFlags } from '../../flags/ztunnel-flags.ts';
import { recordList } from '../../proxies/resource-texts.ts';
import { showZtunnels } from '../../proxies/show-ztunnels.ts';

interface ConnectionFlags extends ZtunnelFlags {
  readonly workloadNamespace?: string;
  readonly direction?: 'inbound' | 'outbound';
  readonly raw?: boolean;
}

export default defineCommand<ConnectionFlags>({
  setup(command) {
    addZtunnelFlags(command);
    command.addOption(
      choiceOption('--direction <word>', 'only connections of this direction', ['inbound', 'outbound']),
    );
    command.option('--workload-namespace <name>', 'only connections of workloads of this namespace');
    booleanOption(command, '--raw', 'show addresses, not the names that they have');
    command.addHelpText('after', examples);
  },
  run(io, flags, args) {
    const { output, direction = 'both', raw = false, workloadNamespace: namespace = '' } = flags;
    return showZtunnels(io, flags, args, {
      isOwn: true,
      show: (dump, { workload }) => {
        dump.demand('workloadState');
        const filter: ConnectionFilter = { ...{ namespace, name: '', direction }, ...workload };
        if (output !== 'short') return recordList(output, workloadStates(dump, filter), workloadStateRecord);
        return connectionTable(connectionRows(dump, filter, raw ? 'nothing' : 'addresses'), io.look);
      },
    });
  },
});

const examples = `
Workloads are ordered by namespace and name.

Examples:
  # Connections of a pod
  meshwright zc connections cart-7d9f.shop

  # Who talks to whom through a ztunnel
  meshwright ztunnel-config connections -f ztunnel.json

  # What comes in, with addresses
  meshwright zc connections -f ztunnel.json --direction inbound --raw`;
