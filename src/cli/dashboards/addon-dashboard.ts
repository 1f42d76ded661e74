import { MeshwrightError } from '../../base/errors.ts';
import { findPods, podName } from '../../kube/find-pods.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { type Command, defineCommand } from '../command.ts';
import { addUiPort, type UiPortFlags } from '../flags/dashboard-flags.ts';
import { showDashboard } from './show-dashboard.ts';

/** A program that is installed beside Istio (istio.io, Integrations). */
export interface Addon {
  readonly title: string;
  /** The word typed. */
  readonly name: string;
  /** Labels of its Pods, as its usual installation sets them. */
  readonly selector: string;
  readonly port: number;
  readonly path?: string;
}

/** The command that shows an add-on's web page. */
export const addonDashboard = ({ title, name, selector, port, path = '' }: Addon): Command =>
  defineCommand<UiPortFlags>({
    setup(command) {
      addUiPort(command, port);
      command.addHelpText('after', examples(name, title));
    },
    run(io, flags) {
      return showDashboard(io, flags, {
        path,
        find: async (api, options) => {
          // The control plane's namespace comes first, then the one to work in.
          const namespaces = [flags.istioNamespace, flags.namespace ?? api.namespace];
          for (const namespace of namespaces) {
            const [pod] = await findPods(api, { namespace, selector }, options).catch(unlessNone);
            if (pod !== undefined) return { pod: podName(pod), port: flags.uiPort };
          }
          const where = [...new Set(namespaces)].join(' or ');
          throw new MeshwrightError(
            `no ${title} runs in namespace ${where} (pods with ${selector}): -n names another namespace`,
          );
        },
      });
    },
  });

function unlessNone(error: unknown): [] {
  if (error instanceof KubeError && error.reason === 'NoPods') return [];
  throw error;
}

const examples = (name: string, title: string): string => `
Examples:
  # Open ${title} in a browser, until Ctrl-C
  meshwright dashboard ${name}

  # Print its address only
  meshwright dash ${name} --browser=false`;
