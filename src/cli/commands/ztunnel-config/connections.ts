import { ExitCode } from '../../../base/exit-code.ts';
import { connectionTable } from '../../../output/ztunnel-tables.ts';
import { connectionRows, workloadStateRecord, workloadStates } from '../../../proxy/ztunnel/connection.ts';
import { defineCommand } from '../../command.ts';
import { booleanOption, choiceOption } from '../../options.ts';
import { writeRecordList } from '../../write-resources.ts';
import { addZtunnelFlags, openZtunnelDump, type ZtunnelFlags } from '../../ztunnel-flags.ts';

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
  async run(io, flags, pods) {
    const dump = await openZtunnelDump(io, flags, pods);
    dump.demand('workloadState');
    const { output, direction = 'both', raw = false, workloadNamespace: namespace = '' } = flags;
    if (output === 'short') {
      const rows = connectionRows(dump, { namespace, direction }, raw ? 'nothing' : 'addresses');
      await io.write(connectionTable(rows));
    } else await writeRecordList(io, output, workloadStates(dump, namespace), workloadStateRecord);
    return ExitCode.ok;
  },
});

const examples = `
Workloads are ordered by namespace and name.

Examples:
  # Who talks to whom through a ztunnel
  meshwright ztunnel-config connections -f ztunnel.json

  # What comes in, with addresses
  meshwright zc connections -f ztunnel.json --direction inbound --raw`;
