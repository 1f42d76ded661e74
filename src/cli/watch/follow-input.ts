import type { GlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import type { AnalyzeFlags, AnalyzeSettings } from '../mesh/analyze-settings.ts';
import { clusterSettings, joinMesh, type LiveMesh, openClusters, readFilesFor } from '../mesh/read-live-mesh.ts';
import { type ReadMesh, readMesh } from '../mesh/read-mesh.ts';
import { FollowedCluster } from './follow-cluster.ts';
import { followFiles } from './follow-files.ts';

/** What is analyzed, and how to have it as it is now. */
export interface FollowedInput {
  /** @param deadline on the clock of `performance.now` */
  read(deadline: number): Promise<ReadMesh & Partial<LiveMesh>>;
  close(): void;
}

/** Whom to tell what happens to the input, until the signal. */
export interface Follower {
  readonly signal: AbortSignal;
  changed(): void;
  /** Following has ended before the signal. */
  failed(error: unknown): void;
}

/**
 * Follows the files that the settings name, and, where it is live, the clusters that the flags mean.
 *
 * @throws UsageError and KubeError for clusters that cannot be read
 */
export async function followInput(
  io: Io,
  flags: AnalyzeFlags & GlobalOptions,
  settings: AnalyzeSettings,
  isLive: boolean,
  follower: Follower,
): Promise<FollowedInput> {
  const input = isLive ? await followClusters(io, flags, settings, follower) : filesAlone(io, settings);
  if (settings.paths.length > 0) {
    followFiles(settings, io.cwd, () => follower.changed(), follower.signal).catch((error) => follower.failed(error));
  }
  return input;
}

const filesAlone = (io: Io, settings: AnalyzeSettings): FollowedInput => ({
  read: (deadline) => readMesh(io, settings, deadline),
  close() {},
});

/** What clusters hold is kept as it is by watches; files are read each time. */
async function followClusters(
  io: Io,
  flags: AnalyzeFlags & GlobalOptions,
  settings: AnalyzeSettings,
  { changed, failed, signal }: Follower,
): Promise<FollowedInput> {
  const clusters = await openClusters(io, flags, settings.timeout);
  const close = (): void => {
    for (const cluster of clusters) cluster.close();
  };
  const deadline = performance.now() + settings.timeout;
  const followed = clusters.map(
    (api, i) => new FollowedCluster(api, clusterSettings(settings, clusters, i, deadline), changed, signal),
  );
  try {
    await Promise.all(followed.map((one) => one.start(failed)));
  } catch (error) {
    close();
    throw error;
  }
  return {
    async read(deadline) {
      const files = await readFilesFor(io, settings, clusters[0]!, deadline);
      const live = followed.map((one) => one.read());
      return joinMesh(io, settings, files, live);
    },
    close,
  };
}
