import { compareTexts } from '../../base/compare-texts.ts';
import { MeshwrightError, UsageError } from '../../base/errors.ts';
import type { KubeApi } from '../../kube/api.ts';
import { findPods, podName } from '../../kube/find-pods.ts';
import { podLabel } from '../../proxy/admin/pod-state.ts';
import { ztunnelAdmin } from '../../proxy/admin/ztunnel.ts';
import type { ZtunnelSource } from '../../proxy/sources.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { openCluster } from '../cluster.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { ZtunnelChoice } from '../flags/ztunnel-flags.ts';
import type { Io } from '../io.ts';
import { adminOf } from './live-proxies.ts';
import type { Proxies } from './show-proxies.ts';

/** Finds the ztunnels of a cluster that are named, and does the work on them. */
export async function withZtunnelPods<T>(
  io: Io,
  flags: ZtunnelChoice & GlobalOptions,
  args: readonly string[],
  isOwn: boolean,
  work: (proxies: Proxies<ZtunnelSource>) => Promise<T>,
): Promise<T> {
  const api = await openCluster(io, flags);
  try {
    const source = (pod: JsonObject) => ztunnelAdmin(podLabel(pod), adminOf(api, pod, flags));
    if (flags.selector !== undefined) {
      return await work({ sources: (await findZtunnels(api, flags, args)).map(source), areMany: true });
    }
    const { ztunnel, workload } = await findZtunnel(api, flags, args[0], isOwn);
    return await work({ sources: [{ ...source(ztunnel), ...(workload && { workload }) }], areMany: false });
  } finally {
    api.close();
  }
}

/** All ztunnels that are meant, by name: those of the mesh where none is named. */
export async function findZtunnels(
  api: KubeApi,
  flags: ZtunnelChoice & GlobalOptions,
  args: readonly string[],
): Promise<readonly JsonObject[]> {
  const { node, selector, istioNamespace } = flags;
  const namespace = flags.namespace ?? istioNamespace;
  if (selector !== undefined) return inOrder(await findPods(api, { namespace, selector }));
  if (node !== undefined) return [await onNode(api, node, istioNamespace)];
  const pods = await findPods(api, args[0] === undefined ? ofMesh(istioNamespace) : { namespace, name: args[0] });
  for (const pod of pods) {
    if (!isZtunnel(pod)) throw new MeshwrightError(`${podLabel(pod)} is no ztunnel`);
  }
  return inOrder(pods);
}

const inOrder = (pods: readonly JsonObject[]): JsonObject[] =>
  [...pods].sort((a, b) => compareTexts(podLabel(a), podLabel(b)));

/** The ztunnel that serves what is named: itself, a node, or a Pod, which is then the only workload to be told of. */
async function findZtunnel(
  api: KubeApi,
  { node, namespace, istioNamespace }: ZtunnelChoice & GlobalOptions,
  name: string | undefined,
  isOwn: boolean,
): Promise<{ ztunnel: JsonObject; workload?: { namespace: string; name: string } }> {
  if (node !== undefined) return { ztunnel: await onNode(api, node, istioNamespace) };
  if (name === undefined) {
    const pods = await findPods(api, ofMesh(istioNamespace));
    if (isOwn && pods.length > 1) {
      throw new UsageError(
        `each of ${pods.length} ztunnels has its own: name one, a pod that it serves, or its --node`,
      );
    }
    return { ztunnel: pods[0]! };
  }
  const pod = (await findPods(api, { namespace: namespace ?? istioNamespace, name }))[0]!;
  if (isZtunnel(pod)) return { ztunnel: pod };
  const host = textAt(pod, 'spec', 'nodeName');
  if (host === '') throw new MeshwrightError(`${podLabel(pod)} is on no node yet, so no ztunnel serves it`);
  return { ztunnel: await onNode(api, host, istioNamespace), workload: podName(pod) };
}

/** ztunnel's chart names its DaemonSet so. */
const ofMesh = (namespace: string) => ({ namespace, name: 'daemonset/ztunnel' });

/** The label that ztunnel's chart gives; where there is none, the name tells. */
function isZtunnel(pod: JsonObject): boolean {
  const app = textAt(pod, 'metadata', 'labels', 'app');
  return app === '' ? textAt(pod, 'metadata', 'name').startsWith('ztunnel') : app === 'ztunnel';
}

async function onNode(api: KubeApi, node: string, istioNamespace: string): Promise<JsonObject> {
  const pods = await findPods(api, ofMesh(istioNamespace));
  const found = pods.find((pod) => textAt(pod, 'spec', 'nodeName') === node);
  if (found === undefined) throw new MeshwrightError(`no ztunnel runs on node ${node}`);
  return found;
}
