import { policyTable } from '../../../../output/proxy/proxy-tables.ts';
import { authorizationPolicies } from '../../../../proxy/authorization/policies.ts';
import { defineCommand } from '../../../command.ts';
import { choiceOption } from '../../../flags/options.ts';
import { addAdminPort, addProxySource, type ProxyFlags, proxyFormats } from '../../../flags/proxy-flags.ts';
import { recordList } from '../../../proxies/resource-texts.ts';
import { showDumps } from '../../../proxies/show-dumps.ts';

export default defineCommand<ProxyFlags>({
  setup(command) {
    addProxySource(command, 'config dump of an Envoy');
    command.addOption(choiceOption('-o, --output <format>', 'format', proxyFormats, 'short'));
    addAdminPort(command);
    command.addHelpText('after', examples);
  },
  run: (io, flags, args) =>
    showDumps(io, flags, args, 'listeners', (dump, format) => {
      const policies = authorizationPolicies(dump);
      const hasListeners = !dump.each('listeners', 'dynamicListeners').next().done;
      const notes = hasListeners
        ? []
        : [`note: ${dump.name} holds no listeners of Istio’s, so nothing enforces policies`];
      if (format === 'short') return { text: policyTable(policies, io.look), notes };
      return {
        notes,
        text: recordList(
          format,
          policies.map((one) => ({ ...one })),
          (one) => one,
        ),
      };
    }),
});

const examples = `
Rows are ordered by action, in the order in which Istio asks them, and by name.
_anonymous_match_nothing_ stands for a filter without policies.

Examples:
  # Which policies a proxy enforces, of the mesh, the namespace and the workload
  meshwright x authz check cart-7d9f.shop

  # Those of a dump
  meshwright x authz check -f dump.json`;
