import { InputError } from '../../base/errors.ts';
import { reportPaths } from '../../resources/archive/report-layout.ts';
import type { KindKey } from '../../resources/kinds.ts';
import { toResources } from '../../resources/to-resources.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import { readReport } from '../proxies/read-report.ts';
import { meshSettingsOf } from './read-cluster.ts';
import { isInRevision, type ReadMesh } from './read-mesh.ts';

/**
 * Reads the resources of a bug report's cluster, as a cluster would be read: of some kinds.
 *
 * @throws InputError where it holds none, or is no report
 */
export async function readReportMesh(
  io: Io,
  path: string,
  reads: readonly KindKey[],
  { istioNamespace, revision }: GlobalOptions & { readonly revision?: string },
): Promise<ReadMesh> {
  const { customResources, resources: own, clusterResources } = reportPaths.cluster;
  const lists: readonly string[] = [own, clusterResources, customResources];
  const report = await readReport(io, path, (inner) => lists.includes(inner));
  if (report.paths.length === 0) throw new InputError(`${path} holds no resources of a cluster (${own})`);
  const read = report.paths.map((inner) => toResources(report.text(inner)));
  const known = new Set<KindKey | undefined>(reads);
  const resources = read
    .flatMap((one) => one.resources)
    .filter((one) => known.has(one.type.key) && isInRevision(one, revision));
  const problems = read.flatMap((one) => one.problems);
  const { meshConfig, meshNetworks } = meshSettingsOf(resources, { istioNamespace, revision });
  return { resources, problems, files: read.length, meshConfig, meshNetworks };
}
