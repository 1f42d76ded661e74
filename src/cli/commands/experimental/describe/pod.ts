import { ExitCode } from '../../../../base/exit-code.ts';
import { podDescriptionText } from '../../../../output/proxy/description-text.ts';
import { styleFor } from '../../../../output/style.ts';
import { defineCommand } from '../../../command.ts';
import { structuredText } from '../../../files/structured-text.ts';
import { addDescribeFlags, type DescribeFlags, describeWithProxy, withDescribed } from '../../../proxies/describe.ts';

export default defineCommand<DescribeFlags>({
  setup(command) {
    command.argument('[pod]', 'name[.namespace]');
    addDescribeFlags(command);
    command.addHelpText('after', examples);
  },
  run: (io, flags, args) =>
    withDescribed(io, flags, 'Pod', args, async (described, pod) => {
      const description = await describeWithProxy(described, pod, flags);
      const { output } = flags;
      if (output === 'text') await io.write(podDescriptionText(description, await styleFor(io.look)));
      else await io.write(await structuredText(description, output));
      return ExitCode.ok;
    }),
});

const examples = `
Tells what holds for a Pod: its Services, the DestinationRules, VirtualServices
and Gateways that lead to it, mutual TLS, access rules, and what is wrong.

Examples:
  # Why is my Pod not called as I want?
  meshwright x describe pod cart-1.shop`;
