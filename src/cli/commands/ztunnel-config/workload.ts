import { workloadTable } from '../../../output/proxy/ztunnel-tables.ts';
import { workloadRecord, workloadRows, workloads } from '../../../proxy/ztunnel/workload.ts';
import { defineCommand } from '../../command.ts';
import { addZtunnelFlags, type ZtunnelFlags } from '../../flags/ztunnel-flags.ts';
import { recordList } from '../../proxies/resource-texts.ts';
import { showZtunnels } from '../../proxies/show-ztunnels.ts';

interface WorkloadFlags extends ZtunnelFlags {
  readonly address?: string;
  readonly workloadNamespace?: string;
  readonly workloadNode?: string;
}

export default defineCommand<WorkloadFlags>({
  setup(command) {
    addZtunnelFlags(command);
    command.option('--address <ip>', 'only the workload at this address');
    command.option('--workload-namespace <name>', 'only workloads of this namespace');
    command.option('--workload-node <name>', 'only workloads on this node');
    command.addHelpText('after', examples);
  },
  run(io, flags, args) {
    const { output, address = '', workloadNamespace: namespace = '', workloadNode: node = '' } = flags;
    return showZtunnels(io, flags, args, {
      isOwn: false,
      show: (dump, { workload }) => {
        dump.demand('workloads');
        const filter = { ...{ address, namespace, node, name: '' }, ...workload };
        if (output === 'short') return workloadTable(workloadRows(dump, filter), io.look);
        return recordList(output, workloads(dump, filter), workloadRecord);
      },
    });
  },
});

const examples = `
Rows are ordered by namespace, name and node. As JSON and YAML, workloads stand
as the dump has them.

Examples:
  # What the ztunnel of a pod’s node knows of the pod
  meshwright zc workload cart-7d9f.shop

  # Workloads that a ztunnel knows, with their waypoints
  kubectl port-forward -n istio-system ztunnel-x9k2 15000 &
  curl -s localhost:15000/config_dump > ztunnel.json
  meshwright ztunnel-config workload -f ztunnel.json

  # Those of one namespace
  meshwright zc workload -f ztunnel.json --workload-namespace bookinfo`;
