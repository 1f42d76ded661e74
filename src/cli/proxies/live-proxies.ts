import { compareTexts } from '../../base/compare-texts.ts';
import { UsageError } from '../../base/errors.ts';
import type { KubeApi } from '../../kube/api.ts';
import { findPods } from '../../kube/find-pods.ts';
import type { AskAdmin } from '../../proxy/admin/ask.ts';
import { envoyAdmin } from '../../proxy/admin/envoy.ts';
import { podAdmin } from '../../proxy/admin/pod-admin.ts';
import { podLabel } from '../../proxy/admin/pod-state.ts';
import type { EnvoySource } from '../../proxy/sources.ts';
import type { JsonObject } from '../../resources/json.ts';
import { openCluster } from '../cluster.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import type { PodChoice } from './open-proxies.ts';

/** Milliseconds of silence after which a proxy is given up: writing a dump of 60 MB takes Envoy some seconds. */
const silence = 30_000;

/** The admin interface of the proxy in a Pod. */
export const adminOf = (api: KubeApi, pod: JsonObject, { proxyAdminPort }: PodChoice): AskAdmin =>
  podAdmin(api, pod, proxyAdminPort, { silence });

/** The Envoy in a Pod. */
export const envoyOf = (api: KubeApi, pod: JsonObject, flags: PodChoice): EnvoySource =>
  envoyAdmin(podLabel(pod), adminOf(api, pod, flags));

/**
 * Finds Pods, and does the work on them: those that the selector selects, or all that the argument names, the best one first.
 *
 * @throws UsageError where nothing is named, or both; KubeError where there are none
 */
export async function withPods<T>(
  io: Io,
  flags: PodChoice & GlobalOptions,
  args: readonly string[],
  work: (api: KubeApi, pods: readonly JsonObject[]) => Promise<T>,
): Promise<T> {
  const { selector } = flags;
  const [name, ...more] = args;
  if (more.length > 0) throw new UsageError(`name one pod, not ${args.length}: --selector takes several`);
  if (name === undefined && selector === undefined) throw new UsageError('name a pod, or pods by --selector');
  if (name !== undefined && selector !== undefined) {
    throw new UsageError(`name a pod or --selector, not both: what is "${name}" for?`);
  }
  const api = await openCluster(io, flags);
  try {
    const namespace = flags.namespace ?? api.namespace;
    const pods = await findPods(api, { namespace, ...(name === undefined ? { selector } : { name }) });
    if (name === undefined) pods.sort((a, b) => compareTexts(podLabel(a), podLabel(b)));
    return await work(api, pods);
  } finally {
    api.close();
  }
}
