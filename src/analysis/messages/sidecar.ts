import { listNames } from '../../base/list-names.ts';
import { message } from '../message.ts';

export const ConflictingSidecarWorkloadSelectors = message<{ sidecars: readonly string[]; pod: string }>({
  code: 'IST0110',
  name: 'ConflictingSidecarWorkloadSelectors',
  level: 'Error',
  summary: 'Several Sidecars select the same Pod',
  text: ({ sidecars, pod }) =>
    `Sidecars ${listNames(sidecars)} all select Pod ${pod}, and which of them takes effect is undefined: ` +
    'narrow their workload selectors until each Pod has one',
});

export const MultipleSidecarsWithoutWorkloadSelectors = message<{ sidecars: readonly string[]; namespace: string }>({
  code: 'IST0111',
  name: 'MultipleSidecarsWithoutWorkloadSelectors',
  level: 'Error',
  summary: 'A namespace has several Sidecars without a workload selector',
  text: ({ sidecars, namespace }) =>
    `Sidecars ${listNames(sidecars)} all apply to the whole namespace ${namespace}, and which of them takes effect is ` +
    'undefined: keep one, and give the others a workload selector',
});

const ambient = {
  workload: 'the Pods that it selects are in ambient mode',
  namespace: 'its namespace is in ambient mode',
} as const;

export const IneffectivePolicy = message<{ where: keyof typeof ambient }>({
  code: 'IST0167',
  name: 'IneffectivePolicy',
  level: 'Warning',
  summary: 'The resource has no effect on the workloads that it is meant for',
  text: ({ where }) =>
    `this Sidecar has no effect: ${ambient[where]}, so there is no sidecar proxy to configure. Remove it, or take the ` +
    'workloads out of ambient mode',
});
