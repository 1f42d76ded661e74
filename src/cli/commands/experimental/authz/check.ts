import { ExitCode } from '../../../../base/exit-code.ts';
import { policyTable } from '../../../../output/proxy-tables.ts';
import { authorizationPolicies } from '../../../../proxy/authorization/policies.ts';
import { defineCommand } from '../../../command.ts';
import { openDump } from '../../../open-dump.ts';
import { addAdminPort, addProxySource } from '../../../proxy-flags.ts';

interface CheckFlags {
  readonly file?: string;
}

export default defineCommand<CheckFlags>({
  setup(command) {
    addProxySource(command, 'config dump of an Envoy');
    addAdminPort(command);
    command.addHelpText('after', examples);
  },
  async run(io, flags, pods) {
    await io.write(policyTable(authorizationPolicies(await openDump(io, flags, pods))));
    return ExitCode.ok;
  },
});

const examples = `
Rows are ordered by action, in the order in which Istio asks them, and by name.
_anonymous_match_nothing_ stands for a filter without policies.

Examples:
  # Which policies a proxy enforces, of the mesh, the namespace and the workload
  meshwright x authz check -f dump.json`;
