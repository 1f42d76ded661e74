import type { UnreadKind } from '../../analysis/permissions.ts';
import { selectAnalyzers } from '../../analysis/select-analyzers.ts';
import type { KubeApi } from '../../kube/api.ts';
import type { Resource } from '../../resources/resource.ts';
import { openCluster } from '../cluster.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import type { AnalyzeFlags, AnalyzeSettings } from './analyze-settings.ts';
import { meshSettingsOf, type ReadCluster, type ReadClusterSettings, readCluster } from './read-cluster.ts';
import { type ReadMesh, readMesh } from './read-mesh.ts';

/** A mesh that was read from clusters, and from files that stand in place of what these hold. */
export interface LiveMesh extends ReadMesh {
  readonly live: { readonly unread: readonly UnreadKind[] };
}

/**
 * Reads the mesh of the cluster that the flags mean, of further ones (--remote-contexts), and the files. A file's resource
 * replaces the cluster's of the same kind, namespace and name; so do mesh config files.
 */
export async function readMeshOfCluster(
  io: Io,
  flags: AnalyzeFlags & GlobalOptions,
  settings: AnalyzeSettings,
  deadline: number,
): Promise<LiveMesh> {
  const clusters = await openClusters(io, flags, Math.max(0, deadline - performance.now()));
  try {
    const [files, ...read] = await Promise.all([
      readFilesFor(io, settings, clusters[0]!, deadline),
      ...clusters.map((one, i) => readCluster(one, clusterSettings(settings, clusters, i, deadline))),
    ]);
    return joinMesh(io, settings, files, read);
  } finally {
    for (const cluster of clusters) cluster.close();
  }
}

/** Opens the cluster that the flags mean, and then further ones. */
export const openClusters = (io: Io, flags: AnalyzeFlags & GlobalOptions, timeout: number): Promise<KubeApi[]> =>
  Promise.all(
    [undefined, ...(flags.remoteContexts ?? [])].map((context) =>
      openCluster(io, context === undefined ? flags : { ...flags, context }, timeout),
    ),
  );

/** How one of several clusters is read. */
export const clusterSettings = (
  { istioNamespace, namespace, revision, ...settings }: AnalyzeSettings,
  clusters: readonly KubeApi[],
  i: number,
  deadline: number,
): ReadClusterSettings => ({
  analyzers: selectAnalyzers(settings.analyzers, settings.excludeAnalyzers),
  ...{ namespace, istioNamespace, revision, deadline },
  ...(clusters.length > 1 && { cluster: clusters[i]!.context }),
  isRemote: i > 0,
});

/** Reads the files; what names no namespace goes where kubectl would put it. */
export const readFilesFor = (io: Io, settings: AnalyzeSettings, api: KubeApi, deadline: number): Promise<ReadMesh> =>
  readMesh(io, { ...settings, defaultNamespace: settings.defaultNamespace ?? api.namespace }, deadline);

/** The mesh of files and of what clusters hold, the first of which the files belong to. */
export function joinMesh(
  io: Io,
  settings: AnalyzeSettings,
  files: ReadMesh,
  [first, ...others]: readonly ReadCluster[],
): LiveMesh {
  const { namespace } = settings;
  const own = withFiles(first!.resources, files.resources);
  if (namespace !== undefined && isAbsent(own, namespace)) io.note(`warning: there is no namespace "${namespace}"`);
  const found = meshSettingsOf(own, settings);
  return {
    ...files,
    resources: [...own, ...others.flatMap(({ resources }) => resources)],
    meshConfig: files.meshConfig ?? found.meshConfig,
    meshNetworks: files.meshNetworks ?? found.meshNetworks,
    live: { unread: [first!, ...others].flatMap(({ unread }) => unread) },
  };
}

/** The cluster's resources and then the files', without those of the cluster that a file replaces. */
export function withFiles(live: readonly Resource[], files: readonly Resource[]): Resource[] {
  const identity = ({ type, namespace, name }: Resource): string => `${type.id} ${namespace}/${name}`;
  const replaced = new Set(files.map(identity));
  return [...(replaced.size === 0 ? live : live.filter((resource) => !replaced.has(identity(resource)))), ...files];
}

/** True for a namespace that is not among those read; false where none could be. */
function isAbsent(resources: readonly Resource[], name: string): boolean {
  const namespaces = resources.filter(({ type }) => type.key === 'Namespace');
  return namespaces.length > 0 && !namespaces.some((one) => one.name === name);
}
