import { MeshwrightError } from '../../base/errors.ts';
import type { KubeApi } from '../../kube/api.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { KindKey } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import { meshSettingsOf, readCluster } from './read-cluster.ts';
import { withFiles } from './read-live-mesh.ts';
import { type ReadMesh, type ReadMeshSettings, readMesh } from './read-mesh.ts';
import { readReportMesh } from './read-report-mesh.ts';

/** All that decides about mutual TLS; of workloads the Pods, which are there. */
const reads: readonly KindKey[] = [
  ...(['Namespace', 'Pod', 'Service', 'EndpointSlice', 'ConfigMap'] as const),
  ...(['PeerAuthentication', 'DestinationRule', 'VirtualService', 'Sidecar', 'ServiceEntry', 'WorkloadEntry'] as const),
];

/**
 * Reads a cluster for what its proxies should do about mutual TLS; files stand in place of what it holds.
 *
 * @throws MeshwrightError where the user may not read all of it: half of it would give wrong answers
 */
export async function readMtlsMesh(
  io: Io,
  api: KubeApi,
  { istioNamespace, revision }: GlobalOptions & { readonly revision?: string },
  settings: ReadMeshSettings,
  deadline: number,
): Promise<ReadMesh> {
  const scope = { namespace: undefined, istioNamespace, revision, deadline };
  const [files, { resources, unread }] = await Promise.all([
    readMesh(io, { ...settings, defaultNamespace: api.namespace }, deadline),
    readCluster(api, { analyzers: [{ reads }], onlyThese: true, ...scope }),
  ]);
  if (unread.length > 0) {
    const missing = unread.map(({ what, rule }) => `${what} (it takes ${rule})`).join('; ');
    throw new MeshwrightError(`the user may not list ${missing}: without them nothing certain can be said`);
  }
  const all = withFiles(resources.filter(isAlive), files.resources);
  const { meshConfig } = meshSettingsOf(all, { istioNamespace, revision });
  return { ...files, resources: all, meshConfig: files.meshConfig ?? meshConfig };
}

/** Reads the resources of a bug report's cluster in the same way. Throws what `readReportMesh` throws. */
export async function readMtlsReport(
  io: Io,
  path: string,
  flags: GlobalOptions & { readonly revision?: string },
): Promise<ReadMesh> {
  const read = await readReportMesh(io, path, reads, flags);
  return { ...read, resources: read.resources.filter(isAlive) };
}

/** Pods that have ended take and make no calls. */
function isAlive({ type, body }: Resource): boolean {
  const phase = type.key === 'Pod' ? textAt(body as JsonObject, 'status', 'phase') : '';
  return phase !== 'Succeeded' && phase !== 'Failed';
}
