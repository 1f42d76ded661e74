import type { UnreadKind } from '../analysis/permissions.ts';
import { selectAnalyzers } from '../analysis/select-analyzers.ts';
import type { KubeApi } from '../kube/api.ts';
import type { Resource } from '../resources/resource.ts';
import type { AnalyzeFlags, AnalyzeSettings } from './analyze-settings.ts';
import { openCluster } from './cluster.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Io } from './io.ts';
import { meshSettingsOf, readCluster } from './read-cluster.ts';
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
  const timeout = Math.max(0, deadline - performance.now());
  const contexts = [undefined, ...(flags.remoteContexts ?? [])];
  const clusters = await Promise.all(
    contexts.map((context) => openCluster(io, context === undefined ? flags : { ...flags, context }, timeout)),
  );
  try {
    const [api, ...remotes] = clusters as [KubeApi, ...KubeApi[]];
    const several = remotes.length > 0;
    const { istioNamespace, namespace, revision } = settings;
    const analyzers = selectAnalyzers(settings.analyzers, settings.excludeAnalyzers);
    const [files, ...read] = await Promise.all([
      // What names no namespace goes where kubectl would put it.
      readMesh(io, { ...settings, defaultNamespace: settings.defaultNamespace ?? api.namespace }, deadline),
      ...clusters.map((one, i) =>
        readCluster(one, {
          ...{ analyzers, namespace, istioNamespace, revision, deadline },
          ...(several && { cluster: one.context }),
          isRemote: i > 0,
        }),
      ),
    ]);
    const own = withFiles(read[0]!.resources, files.resources);
    if (namespace !== undefined && isAbsent(own, namespace)) io.note(`warning: there is no namespace "${namespace}"`);
    const found = meshSettingsOf(own, settings);
    return {
      ...files,
      resources: [...own, ...read.slice(1).flatMap(({ resources }) => resources)],
      meshConfig: files.meshConfig ?? found.meshConfig,
      meshNetworks: files.meshNetworks ?? found.meshNetworks,
      live: { unread: read.flatMap(({ unread }) => unread) },
    };
  } finally {
    for (const cluster of clusters) cluster.close();
  }
}

/** The cluster's resources and then the files', without those of the cluster that a file replaces. */
function withFiles(live: readonly Resource[], files: readonly Resource[]): Resource[] {
  const identity = ({ type, namespace, name }: Resource): string => `${type.id} ${namespace}/${name}`;
  const replaced = new Set(files.map(identity));
  return [...(replaced.size === 0 ? live : live.filter((resource) => !replaced.has(identity(resource)))), ...files];
}

/** True for a namespace that is not among those read; false where none could be. */
function isAbsent(resources: readonly Resource[], name: string): boolean {
  const namespaces = resources.filter(({ type }) => type.key === 'Namespace');
  return namespaces.length > 0 && !namespaces.some((one) => one.name === name);
}
