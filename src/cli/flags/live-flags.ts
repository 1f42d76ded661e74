import { type Command, Option } from 'commander';
import type { GlobalOptions } from './global-options.ts';
import { booleanOption, portOption, timeoutOption } from './options.ts';

/** The flags that take what is injected from a cluster, with istioctl's names. */
export interface LiveFlags {
  readonly useKube?: boolean;
  readonly webhookConfig?: string;
  readonly meshConfigMapName?: string;
  readonly injectConfigMapName?: string;
  readonly xdsAddress?: string;
  readonly xdsLabel?: string;
  readonly xdsPort?: number;
  readonly authority?: string;
  readonly certDir?: string;
  readonly insecure?: boolean;
  readonly plaintext?: boolean;
  /** Milliseconds. */
  readonly timeout: number;
}

export function addLiveFlags(command: Command): void {
  booleanOption(
    command,
    '-k, --use-kube',
    'take what the cluster’s istiod injects (so do --context, --kubeconfig and the three flags that follow)',
  );
  command.option(
    '--webhookConfig <name>',
    'MutatingWebhookConfiguration whose revision counts (default: that of --revision)',
  );
  command.option('--meshConfigMapName <name>', 'ConfigMap of the mesh config (default: istio, with the revision)');
  command.addOption(
    new Option(
      '--injectConfigMapName <name>',
      'ConfigMap of the injector (default: istio-sidecar-injector, with the revision)',
    ),
  );
  command.option('--xds-address <host>', 'have the istiod at this host inject, by its webhook; a port is not used');
  command.option('--xds-label <selector>', 'have the istiod with these labels inject, by its webhook');
  command.option('--authority <name>', 'have istiod inject, whose certificate must be for this name');
  command.option(
    '--cert-dir <folder>',
    'have istiod inject, and show it cert-chain.pem and key.pem; trust root-cert.pem',
  );
  booleanOption(command, '--insecure', 'have istiod inject, and do not check its certificate');
  command.addOption(portOption('--xds-port <port>', 'accepted for istioctl’s sake: the webhook’s own port is used'));
  booleanOption(command, '--plaintext', 'accepted for istioctl’s sake: webhooks are never called without TLS');
  command.addOption(timeoutOption('--timeout <duration>', 'how long to wait for the cluster', '30s'));
}

/** True where the flags ask for a cluster's settings; that there is a kubeconfig is no such wish (docs/decisions/0026). */
export function isLive(flags: LiveFlags & Pick<GlobalOptions, 'context' | 'kubeconfig'>): boolean {
  const { useKube, webhookConfig, meshConfigMapName, injectConfigMapName, context, kubeconfig } = flags;
  const wishes = [webhookConfig, meshConfigMapName, injectConfigMapName, context, kubeconfig];
  return useKube ?? (asksIstiod(flags) || wishes.some(Boolean));
}

/** True where the flags say how istiod itself is reached. */
export const asksIstiod = ({ xdsAddress, xdsLabel, authority, certDir, insecure }: LiveFlags): boolean =>
  [xdsAddress, xdsLabel, authority, certDir, insecure].some(Boolean);
