import { InputError, MeshwrightError } from '../../base/errors.ts';
import type { IstiodConnection } from '../../proxy/istiod/connection.ts';
import { jsonOf } from '../../proxy/istiod/debug-port.ts';
import { type IstiodPod, imageVersion, istiodOf } from '../../proxy/istiod/find-istiods.ts';
import { readSyncz } from '../../proxy/istiod/proxy-status.ts';
import { reportedBuild } from '../../proxy/istiod/reported-build.ts';
import { reportPaths } from '../../resources/archive/report-layout.ts';
import { textAt } from '../../resources/fields.ts';
import { toResources } from '../../resources/to-resources.ts';
import type { Io } from '../io.ts';
import { type Report, readReport } from '../proxies/read-report.ts';

/** What an istiod answered when a report was made: `istio/istio-system/istiod-1/debug/syncz`. */
const debugPath = /^istio\/([^/]+)\/([^/]+)\/debug\/([^/]+)$/;
const { versions, cluster } = reportPaths;

/**
 * The istiods of a bug report, by name: they answer what they were asked when it was made.
 *
 * @throws InputError where it is no report, or holds no istiod
 */
export async function reportIstiods(io: Io, path: string): Promise<IstiodConnection[]> {
  const small: readonly string[] = [versions, cluster.pods];
  const report = await readReport(io, path, (inner) => debugPath.test(inner) || small.includes(inner));
  const places = new Map<string, { readonly namespace: string; readonly pod: IstiodPod | undefined }>();
  const pods = podsOf(report);
  for (const pod of pods) places.set(pod.name, { namespace: pod.namespace, pod });
  for (const inner of report.paths) {
    const [, namespace, name] = debugPath.exec(inner) ?? [];
    if (namespace !== undefined && !places.has(name!)) places.set(name!, { namespace, pod: undefined });
  }
  if (places.size === 0) throw new InputError(`${path} holds no istiod: no istio/<namespace>/<pod>/debug/`);
  const versionText = report.paths.includes(versions) ? report.text(versions).text : '';
  return Array.from(places, ([name, { namespace, pod }]) => {
    const debug = async (question: string): Promise<string> => {
      const file = reportPaths.istiod(namespace, name, `debug/${question}`);
      if (report.paths.includes(file)) return report.text(file).text;
      throw new MeshwrightError(`${path} does not hold what istiod ${name} says of ${question}: ask a running one`);
    };
    return {
      name,
      revision: pod?.revision,
      imageVersion: pod && imageVersion(pod),
      debug,
      proxies: async () => readSyncz(jsonOf(await debug('syncz'), name)),
      build: async () => {
        const build = reportedBuild(versionText, name, pod?.revision ?? 'default');
        if (build === undefined) throw new MeshwrightError(`${path} holds no version of istiod ${name}`);
        return build;
      },
    };
  }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The istiods among the Pods beside the control plane, those that ran. */
function podsOf(report: Report): IstiodPod[] {
  if (!report.paths.includes(cluster.pods)) return [];
  return toResources(report.text(cluster.pods))
    .resources.filter(({ kind, labels }) => kind === 'Pod' && labels.app === 'istiod')
    .filter(({ body }) => textAt(body, 'status', 'phase') === 'Running')
    .map(({ body }) => istiodOf(body));
}
