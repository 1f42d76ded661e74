import { UsageError } from '../../../base/errors.ts';
import { findPods, podName } from '../../../kube/find-pods.ts';
import { defineCommand } from '../../command.ts';
import { showDashboard } from '../../dashboards/show-dashboard.ts';
import { addUiPort, type UiPortFlags } from '../../flags/dashboard-flags.ts';

interface ProxyDashboardFlags extends UiPortFlags {
  readonly selector?: string;
}

export default defineCommand<ProxyDashboardFlags>({
  setup(command) {
    command.argument('[pod]', '[type/]name[.namespace]: a pod, or one of a deployment, service, …');
    command.option('-l, --selector <labels>', 'one of the pods with these labels');
    addUiPort(command, 15_000);
    command.addHelpText('after', examples);
  },
  run(io, flags, [name, ...more]) {
    const { selector, uiPort: port } = flags;
    if (more.length > 0) throw new UsageError(`name one pod: what is "${more[0]}" for?`);
    if (name === undefined && !selector) throw new UsageError('name a pod, or one by --selector');
    if (name !== undefined && selector)
      throw new UsageError(`name a pod or --selector, not both: what is "${name}" for?`);
    return showDashboard(io, flags, {
      path: '',
      find: async (api, options) => {
        const namespace = flags.namespace ?? api.namespace;
        const [pod] = await findPods(api, { namespace, name, selector }, options);
        return { pod: podName(pod!), port };
      },
    });
  },
});

const examples = `
Examples:
  # The admin page of a pod's Envoy
  meshwright dashboard proxy cart-7d9f-x2x.shop

  # Of one pod of a deployment, on a port of this machine's own
  meshwright dash proxy deploy/cart.shop --port 8001

  # Of a ztunnel
  meshwright dash proxy ds/ztunnel.istio-system`;
