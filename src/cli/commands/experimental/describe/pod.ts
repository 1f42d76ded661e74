import { podDescriptionText } from '../../../../output/proxy/description-text.ts';
import { styleFor } from '../../../../output/style.ts';
import { defineCommand } from '../../../command.ts';
import { structuredText } from '../../../files/structured-text.ts';
import { addDescribeFlags, type DescribeFlags, describePods, withDescribed } from '../../../proxies/describe.ts';

export default defineCommand<DescribeFlags>({
  setup(command) {
    command.argument('[pod]', 'name[.namespace]');
    addDescribeFlags(command);
    command.addHelpText('after', examples);
  },
  run: (io, flags, args) =>
    withDescribed(io, flags, 'Pod', args, async (described, pod) => {
      const [description] = await describePods(described, [pod], flags);
      const { output } = flags;
      if (output === 'text') await io.write(podDescriptionText(description!, await styleFor(io.look)));
      else await io.write(await structuredText(description, output));
    }),
});

const examples = `
Tells what holds for a Pod: its Services, the DestinationRules, VirtualServices,
HTTPRoutes, GRPCRoutes and Gateways that lead to it, its waypoint, mutual TLS, access
rules, what else configures its proxy, and what is wrong.

Examples:
  # Why is my Pod not called as I want?
  meshwright x describe pod cart-1.shop

  # The same of a bug report
  meshwright x describe pod cart-1.shop --from bug-report.tar.gz

  # Of the Pods that a Deployment in files will make
  meshwright x describe pod web.shop -f k8s/`;
