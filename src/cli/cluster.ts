import { UsageError } from '../base/errors.ts';
import type { KubeApi } from '../kube/api.ts';
import { mayHaveCluster } from '../kube/kubeconfig-files.ts';
import type { GlobalOptions } from './flags/global-options.ts';
import type { Io } from './io.ts';

/** The flags that say which cluster, and as whom. */
export type ClusterFlags = Pick<
  GlobalOptions,
  'kubeconfig' | 'context' | 'as' | 'asGroup' | 'asUid' | 'kubeclientTimeout'
>;

/** True when there is a kubeconfig, or this runs in a Pod: for commands that do something without a cluster as well. */
export const hasCluster = (io: Io, flags: Pick<GlobalOptions, 'kubeconfig'>): boolean =>
  mayHaveCluster(io, flags.kubeconfig);

/**
 * Milliseconds for a call with all that is tried again: whoever waits less for one answer waits less for all tries
 * together. Undefined where the flags set no limit.
 */
export const callTimeout = ({ kubeclientTimeout }: Pick<GlobalOptions, 'kubeclientTimeout'>): number | undefined =>
  kubeclientTimeout > 0 ? 2 * kubeclientTimeout : undefined;

/**
 * Opens the cluster that the global flags mean. Nothing is sent to it yet; `close` it in the end.
 *
 * @param timeout milliseconds for each call with all that is tried again
 * @throws UsageError for a context that does not exist, InputError for a kubeconfig that cannot be used
 */
export async function openCluster(io: Io, flags: ClusterFlags, timeout = callTimeout(flags)): Promise<KubeApi> {
  const { as: user, asGroup: groups, asUid: uid, kubeclientTimeout: requestTimeout } = flags;
  if (!user && (groups?.length || uid)) throw new UsageError('--as-group and --as-uid need --as: whom to act as');
  const { findConnection } = await import('../kube/connection.ts');
  const connection = findConnection(io, flags);
  // The client takes time to load, which a mistake in the kubeconfig need not wait for.
  const client = await import('../kube/client.ts');
  return client.openCluster(connection, io, {
    ...(user && { impersonate: { user, groups, uid } }),
    ...(requestTimeout > 0 && { requestTimeout }),
    ...(timeout !== undefined && { timeout }),
    note: (text) => io.note(text),
  });
}
