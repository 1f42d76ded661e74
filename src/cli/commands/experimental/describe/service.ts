import { serviceDescriptionText } from '../../../../output/proxy/description-text.ts';
import { styleFor } from '../../../../output/style.ts';
import { describeService } from '../../../../proxy/describe/describe-service.ts';
import { podsBehind } from '../../../../proxy/describe/described-pods.ts';
import { defineCommand } from '../../../command.ts';
import { structuredText } from '../../../files/structured-text.ts';
import { addDescribeFlags, type DescribeFlags, describePods, withDescribed } from '../../../proxies/describe.ts';

export default defineCommand<DescribeFlags>({
  setup(command) {
    command.argument('[service]', 'name[.namespace]');
    addDescribeFlags(command);
    command.addHelpText('after', examples);
  },
  run: (io, flags, args) =>
    withDescribed(io, flags, 'Service', args, async (described, service) => {
      const { mesh } = described;
      const behind = podsBehind(mesh, service);
      const told = describeService(mesh, service, behind);
      const noPods = behind.length === 0 && !flags.ignoreUnmeshed ? ['no Pod is behind the Service'] : [];
      const description = { ...told, warnings: [...told.warnings, ...noPods] };
      const pods = await describePods(described, behind, flags);
      const { output } = flags;
      if (output === 'text') {
        await io.write(serviceDescriptionText(description, pods, await styleFor(io.look)));
      } else {
        // Of each Pod, what the Service does not tell already.
        await io.write(
          await structuredText({ ...description, pods: pods.map(({ services: _, ...own }) => own) }, output),
        );
      }
    }),
});

const examples = `
Tells what holds for a Service: which DestinationRules, VirtualServices, HTTPRoutes,
GRPCRoutes and Gateways lead to its Pods, its waypoint and what is attached there, the
Pods' mutual TLS and access rules, and what is wrong.

Examples:
  # Where do requests to a Service go?
  meshwright x describe service cart.shop

  # The same of a bug report
  meshwright x describe service cart.shop --from bug-report.tar.gz

  # As JSON, for a script
  meshwright x des svc cart -n shop -o json`;
