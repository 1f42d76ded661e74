import type { KubeApi } from '../../kube/api.ts';
import type { IstiodConnection } from '../../proxy/istiod/connection.ts';
import type { IstiodChoice } from '../../proxy/istiod/find-istiods.ts';
import { openCluster } from '../cluster.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import { checkXdsFlags, wantsXds, type XdsFlags, xdsAuthority } from '../flags/xds-flags.ts';
import type { Io } from '../io.ts';

/** The istiods that the flags mean. */
export interface ControlPlaneAccess {
  readonly istiods: readonly IstiodConnection[];
  /** Of the cluster; what is asked by its address alone opens it only when it is called. */
  cluster(): Promise<KubeApi>;
  /** Closes all connections. */
  close(): void;
}

/**
 * Finds the istiods that the flags mean: of a cluster by their debug port, or by xDS where the flags say so, one by its
 * address, or those of a bug report.
 *
 * @throws UsageError for flags that do not go together; MeshwrightError where there is no istiod
 */
export async function openControlPlane(io: Io, flags: XdsFlags & GlobalOptions): Promise<ControlPlaneAccess> {
  checkXdsFlags(flags);
  let opened: Promise<KubeApi> | undefined;
  const cluster = (): Promise<KubeApi> => {
    opened ??= openCluster(io, flags, flags.timeout);
    return opened;
  };
  const close = () => void opened?.then((api) => api.close()).catch(() => {});
  try {
    return { istiods: await istiodsOf(io, flags, cluster), cluster, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function istiodsOf(
  io: Io,
  flags: XdsFlags & GlobalOptions,
  cluster: () => Promise<KubeApi>,
): Promise<IstiodConnection[]> {
  const { xdsAddress, timeout, istioNamespace, revision, xdsLabel: selector, from } = flags;
  if (from !== undefined) return (await import('./report-istiods.ts')).reportIstiods(io, from);
  if (xdsAddress) {
    const { xdsByAddress } = await import('./xds-access.ts');
    return [await xdsByAddress(io, xdsAuthority(xdsAddress, flags), flags, cluster)];
  }
  const { findIstiods } = await import('../../proxy/istiod/find-istiods.ts');
  const api = await cluster();
  const deadline = performance.now() + timeout;
  const choice: IstiodChoice = { istioNamespace, revision, selector };
  const pods = await findIstiods(api, choice, { deadline });
  if (wantsXds(flags)) {
    const { xdsByPods } = await import('./xds-access.ts');
    return xdsByPods(io, pods, flags, api);
  }
  const { debugPort } = await import('../../proxy/istiod/debug-port.ts');
  return pods.map((pod) => debugPort(api, pod, { deadline }));
}
