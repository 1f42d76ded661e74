import type { KubeApi } from '../kube/api.ts';
import { clusterItems, type ReportFormats } from './cluster-items.ts';
import { type ReportSource, single } from './item.ts';
import { podSources } from './pod-items.ts';
import type { ReportPod } from './pods.ts';
import type { ReportSettings } from './settings.ts';
import { versionsItem } from './versions-item.ts';

/** Everything that a report is made of, what matters most first: the cluster, the control plane, and then proxies. */
export function reportSources(
  api: KubeApi,
  pods: readonly ReportPod[],
  settings: ReportSettings,
  { program, formats }: { readonly program: string; readonly formats: ReportFormats },
): ReportSource[] {
  const inOrder = [...pods].sort((a, b) => Number(b.role === 'istiod') - Number(a.role === 'istiod'));
  return [
    single(versionsItem(api, pods, program)),
    ...clusterItems(api, settings, formats).map(single),
    ...inOrder.flatMap((pod) => podSources(api, pod, settings, formats)),
  ];
}
