import { UsageError } from '../base/errors.ts';
import type { KubeApi } from '../kube/api.ts';
import { mayHaveCluster } from '../kube/kubeconfig-files.ts';
import { type GlobalOptions, usualTimeout } from './flags/global-options.ts';
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
 * Milliseconds to wait for what usually gets `usual` of them, as most does: whoever gives one answer less time, by `--kubeclient-timeout`,
 * gives less to all of them and to further tries, and who gives more, more.
 */
export const patienceOf = ({ kubeclientTimeout }: Pick<GlobalOptions, 'kubeclientTimeout'>, usual = 30_000): number =>
  kubeclientTimeout > 0 ? usual * (kubeclientTimeout / usualTimeout) : usual;

/**
 * Opens the cluster that the global flags mean. Nothing is sent to it yet; `close` it in the end.
 *
 * @param timeout milliseconds for each call with all that is tried again
 * @throws UsageError for a context that does not exist, InputError for a kubeconfig that cannot be used
 */
export async function openCluster(io: Io, flags: ClusterFlags, timeout = patienceOf(flags)): Promise<KubeApi> {
  const { as: user, asGroup: groups, asUid: uid, kubeclientTimeout: requestTimeout } = flags;
  if (!user && (groups?.length || uid)) throw new UsageError('--as-group and --as-uid need --as: whom to act as');
  const { findConnection } = await import('../kube/connection.ts');
  const connection = findConnection(io, flags);
  // The client takes time to load, which a mistake in the kubeconfig need not wait for.
  const client = await import('../kube/client.ts');
  return client.openCluster(connection, io, {
    ...(user && { impersonate: { user, groups, uid } }),
    ...(requestTimeout > 0 && { requestTimeout }),
    timeout,
    note: (text) => io.note(text),
  });
}
