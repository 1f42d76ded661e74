import type { TopEntry } from '../command-entry.ts';
import { groups } from '../command-groups.ts';

/** Commands that put sidecars into workloads. */
export const inject: Readonly<Record<string, TopEntry>> = {
  'kube-inject': {
    summary: 'Inject sidecars into the workloads of manifests',
    group: groups.inject,
    load: () => import('../commands/kube-inject.ts'),
  },
  'kube-uninject': {
    summary: 'Take injected sidecars out of manifests',
    group: groups.inject,
    load: () => import('../commands/kube-uninject.ts'),
  },
};
