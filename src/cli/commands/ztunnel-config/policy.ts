import { policyTable } from '../../../output/proxy/ztunnel-tables.ts';
import { policies, policyRecord, policyRow } from '../../../proxy/ztunnel/policy.ts';
import { defineCommand } from '../../command.ts';
import { addZtunnelFlags, type ZtunnelFlags } from '../../flags/ztunnel-flags.ts';
import { recordList } from '../../proxies/resource-texts.ts';
import { showZtunnels } from '../../proxies/show-ztunnels.ts';

interface PolicyFlags extends ZtunnelFlags {
  readonly policyNamespace?: string;
}

export default defineCommand<PolicyFlags>({
  setup(command) {
    addZtunnelFlags(command);
    command.option('--policy-namespace <name>', 'only policies of this namespace');
    command.addHelpText('after', examples);
  },
  run(io, flags, args) {
    const { output, policyNamespace = '' } = flags;
    return showZtunnels(io, flags, args, {
      isOwn: false,
      show: (dump) => {
        dump.demand('policies');
        const found = policies(dump, policyNamespace);
        return output === 'short'
          ? policyTable(found.map(policyRow), io.look)
          : recordList(output, found, policyRecord);
      },
    });
  },
});

const examples = `
Policies are ordered by namespace and name.

Examples:
  # Policies that the mesh’s ztunnels know
  meshwright zc policy

  # Policies that a ztunnel knows
  meshwright ztunnel-config policy -f ztunnel.json`;
