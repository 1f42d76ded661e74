import { certificateTable } from '../../../output/proxy/ztunnel-tables.ts';
import { certificateRecord, certificateRows } from '../../../proxy/ztunnel/certificate.ts';
import { defineCommand } from '../../command.ts';
import { addZtunnelFlags, type ZtunnelFlags } from '../../flags/ztunnel-flags.ts';
import { recordList } from '../../proxies/resource-texts.ts';
import { showZtunnels } from '../../proxies/show-ztunnels.ts';

export default defineCommand<ZtunnelFlags>({
  setup(command) {
    addZtunnelFlags(command);
    command.addHelpText('after', examples);
  },
  run(io, flags, args) {
    const { output } = flags;
    return showZtunnels(io, flags, args, {
      isOwn: true,
      show: (dump) => {
        dump.demand('certificates');
        if (output === 'short') return certificateTable(certificateRows(dump, Date.now()), io.look);
        return recordList(output, dump.all('certificates'), certificateRecord);
      },
    });
  },
});

const examples = `
Certificates stand as the dump has them. VALID CERT says whether one holds now.

Examples:
  # Certificates of the ztunnel of a node
  meshwright zc certificate --node worker-1

  # Certificates that a ztunnel has for the workloads of its node
  meshwright ztunnel-config certificate -f ztunnel.json`;
