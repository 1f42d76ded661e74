import { type Command, Option } from 'commander';
import type { MannersFlags } from '../terminal/manners.ts';
import { booleanOption, repeatable, timeoutOption } from './options.ts';

/** Milliseconds that `--kubeclient-timeout` is by default, as istioctl has it. */
export const usualTimeout = 15_000;

/** Flags that every command takes: istioctl's, with its names and defaults, and those for a terminal. */
export interface GlobalOptions extends MannersFlags {
  readonly namespace?: string;
  readonly istioNamespace: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly as?: string;
  readonly asGroup?: readonly string[];
  readonly asUid?: string;
  /** Milliseconds. */
  readonly kubeclientTimeout: number;
  readonly vklog?: string;
}

/** An empty name leaves what holds without it: whoever writes `-i "$NAMESPACE"` may have no such variable. */
const unlessEmpty = (text: string, before: string): string => text || before;

/** All flags of a command as they were given, or as they usually are. An empty `--namespace` names none, either. */
export function givenOptions(command: Command): GlobalOptions & Record<string, unknown> {
  const { namespace, ...others } = command.optsWithGlobals<GlobalOptions & Record<string, unknown>>();
  return namespace ? { ...others, namespace } : others;
}

/** Declares the global flags on the root command. */
export function addGlobalOptions(root: Command): void {
  root
    .option('-n, --namespace <name>', 'namespace to work in')
    .option('-i, --istioNamespace <name>', "namespace of Istio's control plane", unlessEmpty, 'istio-system')
    .option('-c, --kubeconfig <file>', 'kubeconfig file to read clusters from')
    .option('--context <name>', 'kubeconfig context to use')
    .option('--as <user>', 'user to impersonate')
    .addOption(repeatable('--as-group <group>', 'group to impersonate (repeatable)'))
    .option('--as-uid <uid>', 'UID to impersonate')
    .addOption(
      timeoutOption('--kubeclient-timeout <duration>', 'time to wait for the API server', `${usualTimeout / 1000}s`),
    )
    .addOption(
      new Option('--vklog <level>', "verbosity of istioctl's Kubernetes client; accepted for its scripts' sake"),
    );
  booleanOption(root, '--color', 'write with colour; --no-color: without (default: on a terminal)');
  booleanOption(root, '--pager', 'show long output with a pager; --no-pager: without (default: on a terminal)');
  booleanOption(root, '--plain', 'for screen readers: words for symbols, records for tables, no colour, no progress');
}
