import { ExitCode } from '../../../base/exit-code.ts';
import { certificateTable } from '../../../output/ztunnel-tables.ts';
import { certificateRecord, certificateRows } from '../../../proxy/ztunnel/certificate.ts';
import { defineCommand } from '../../command.ts';
import { writeRecordList } from '../../write-resources.ts';
import { addZtunnelFlags, openZtunnelDump, type ZtunnelFlags } from '../../ztunnel-flags.ts';

export default defineCommand<ZtunnelFlags>({
  setup(command) {
    addZtunnelFlags(command);
    command.addHelpText('after', examples);
  },
  async run(io, flags, pods) {
    const dump = await openZtunnelDump(io, flags, pods);
    dump.demand('certificates');
    if (flags.output === 'short') await io.write(certificateTable(certificateRows(dump, Date.now())));
    else await writeRecordList(io, flags.output, dump.all('certificates'), certificateRecord);
    return ExitCode.ok;
  },
});

const examples = `
Certificates stand as the dump has them. VALID CERT says whether one holds now.

Examples:
  # Certificates that a ztunnel has for the workloads of its node
  meshwright ztunnel-config certificate -f ztunnel.json`;
