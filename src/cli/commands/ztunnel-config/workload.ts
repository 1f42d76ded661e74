import { ExitCode } from '../../../base/exit-code.ts';
import { workloadTable } from '../../../output/ztunnel-tables.ts';
import { workloadRecord, workloadRows, workloads } from '../../../proxy/ztunnel/workload.ts';
import { defineCommand } from '../../command.ts';
import { writeRecordList } from '../../write-resources.ts';
import { addZtunnelFlags, openZtunnelDump, type ZtunnelFlags } from '../../ztunnel-flags.ts';

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
  async run(io, flags, pods) {
    const dump = await openZtunnelDump(io, flags, pods);
    dump.demand('workloads');
    const { address = '', workloadNamespace: namespace = '', workloadNode: node = '' } = flags;
    const filter = { address, namespace, node };
    if (flags.output === 'short') await io.write(workloadTable(workloadRows(dump, filter)));
    else await writeRecordList(io, flags.output, workloads(dump, filter), workloadRecord);
    return ExitCode.ok;
  },
});

const examples = `
Rows are ordered by namespace, name and node. As JSON and YAML, workloads stand
as the dump has them.

Examples:
  # Workloads that a ztunnel knows, with their waypoints
  kubectl port-forward -n istio-system ztunnel-x9k2 15000 &
  curl -s localhost:15000/config_dump > ztunnel.json
  meshwright ztunnel-config workload -f ztunnel.json

  # Those of one namespace
  meshwright zc workload -f ztunnel.json --workload-namespace bookinfo`;
