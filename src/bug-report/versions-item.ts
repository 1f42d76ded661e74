import { MeshwrightError } from '../base/errors.ts';
import { versionOfImage } from '../base/release-version.ts';
import type { KubeApi } from '../kube/api.ts';
import { podRequest } from '../kube/pod-http.ts';
import { reportPaths } from '../resources/archive/report-layout.ts';
import { isObject, type Json } from '../resources/json.ts';
import { defaultRevision, revisionLabel } from '../resources/revision-labels.ts';
import type { ReportItem } from './item.ts';
import type { ReportPod } from './pods.ts';

const istiodPort = 15014;

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
        build = (await (await podRequest(api, pod, istiodPort, { path: '/version' }, options)).text()).trim();
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

function revisionOf({ pod }: ReportPod): string {
  const { metadata } = pod;
  const labels = isObject(metadata) && isObject(metadata.labels) ? metadata.labels : {};
  const label = labels[revisionLabel];
  return typeof label === 'string' ? label : defaultRevision;
}

function imageVersion({ pod, container }: ReportPod): string {
  const spec = isObject(pod.spec) ? pod.spec : {};
  const all = [spec.containers, spec.initContainers].flatMap((list): readonly Json[] =>
    Array.isArray(list) ? list : [],
  );
  const one = all.filter(isObject).find(({ name }) => name === container);
  return versionOfImage(String(one?.image ?? ''));
}
