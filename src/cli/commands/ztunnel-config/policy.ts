import { ExitCode } from '../../../base/exit-code.ts';
import { policyTable } from '../../../output/ztunnel-tables.ts';
import { policies, policyRecord, policyRow } from '../../../proxy/ztunnel/policy.ts';
import { defineCommand } from '../../command.ts';
import { writeRecordList } from '../../write-resources.ts';
import { addZtunnelFlags, openZtunnelDump, type ZtunnelFlags } from '../../ztunnel-flags.ts';

interface PolicyFlags extends ZtunnelFlags {
  readonly policyNamespace?: string;
}

export default defineCommand<PolicyFlags>({
  setup(command) {
    addZtunnelFlags(command);
    command.option('--policy-namespace <name>', 'only policies of this namespace');
    command.addHelpText('after', examples);
  },
  async run(io, flags, pods) {
    const dump = await openZtunnelDump(io, flags, pods);
    dump.demand('policies');
    const found = policies(dump, flags.policyNamespace ?? '');
    if (flags.output === 'short') await io.write(policyTable(found.map(policyRow)));
    else await writeRecordList(io, flags.output, found, policyRecord);
    return ExitCode.ok;
  },
});

const examples = `
Policies are ordered by namespace and name.

Examples:
  # Policies that a ztunnel knows
  meshwright ztunnel-config policy -f ztunnel.json`;
