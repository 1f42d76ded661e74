import { MeshwrightError } from '../base/errors.ts';
import { versionOfImage } from '../base/release-version.ts';
import type { KubeApi } from '../kube/api.ts';
import { podRequest } from '../kube/pod-http.ts';
import { reportPaths } from '../resources/archive/report-layout.ts';
import { objectsAt, textAt, valueAt } from '../resources/fields.ts';
import { injectedRevision } from '../resources/injected-revision.ts';
import { monitoringPortOf } from '../resources/monitoring-port.ts';
import { defaultRevision, revisionLabel } from '../resources/revision-labels.ts';
import type { ReportItem } from './item.ts';
import type { ReportPod } from './pods.ts';

/**
 * Versions of the program, the control plane and the proxies, by revision.
 *
 * @param program this program's, in words
 */
export const versionsItem = (api: KubeApi, pods: readonly ReportPod[], program: string): ReportItem => ({
  path: reportPaths.versions,
  what: 'versions of the control plane and of the proxies',
  async *read(options, tell) {
    yield `CLI version:\n${program}\n\nControl plane:\n`;
    for (const pod of pods.filter(({ role }) => role === 'istiod')) {
      let build = '';
      try {
        build = (
          await (await podRequest(api, pod, monitoringPortOf(pod.pod), { path: '/version' }, options)).text()
        ).trim();
      } catch (error) {
        if (!(error instanceof MeshwrightError) || options.signal?.aborted) throw error;
        tell(error.message);
      }
      yield `Revision ${revisionOf(pod)}: ${pod.namespace}/${pod.name} ${imageVersion(pod)}${build && ` (${build})`}\n`;
    }
    yield '\nProxies:\n';
    const counts = new Map<string, number>();
    for (const pod of pods.filter(({ role }) => role === 'proxy' || role === 'ztunnel')) {
      const key = `Revision ${revisionOf(pod)}: ${pod.role} ${imageVersion(pod)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (const [key, count] of [...counts].sort()) yield `${key} (${count})\n`;
  },
});

/** An istiod's own, or that which injected a proxy. */
const revisionOf = ({ pod }: ReportPod): string =>
  injectedRevision(valueAt(pod, 'metadata', 'annotations')) ||
  textAt(pod, 'metadata', 'labels', revisionLabel) ||
  defaultRevision;

function imageVersion({ pod, container }: ReportPod): string {
  const all = ['containers', 'initContainers'].flatMap((list) => objectsAt(pod, 'spec', list));
  return versionOfImage(
    textAt(
      all.find(({ name }) => name === container),
      'image',
    ),
  );
}
