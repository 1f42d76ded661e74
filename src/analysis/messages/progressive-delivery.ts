import { message } from '../message.ts';

/** What a Rollout can name, as findings say it, and what to do when it is not there. */
const remedies = {
  VirtualService: 'create it, or correct the name (name.namespace for one in another namespace)',
  DestinationRule: "create it in the Rollout's namespace, or correct the name",
  Service: "create it in the Rollout's namespace, or correct the name",
  'http route': 'give a route of the VirtualService this name, or correct it here',
  'TLS route': 'match this very port and these SNI hosts in a TLS route of the VirtualService, or correct them here',
  'TCP route': 'match this port, and no other, in a TCP route of the VirtualService, or correct it here',
  subset: 'add the subset to the DestinationRule, or correct its name',
} as const;

export const RolloutReferenceNotFound = message<{ kind: keyof typeof remedies; name: string; of?: string }>({
  code: 'MW0006',
  name: 'RolloutReferenceNotFound',
  level: 'Error',
  summary: 'Something that a Rollout shifts traffic with does not exist',
  text: ({ kind, name, of }) =>
    `${kind} "${name}" ${of === undefined ? 'does not exist' : `is not in ${of}`}: the Rollout cannot shift traffic without it. ` +
    `To mend it, ${remedies[kind]}`,
});

export const RolloutRouteUnfit = message<{ rollout: string; problem: string; remedy: string }>({
  code: 'MW0007',
  name: 'RolloutRouteUnfit',
  level: 'Error',
  summary: 'A route on which a Rollout shifts traffic does not lead to both its versions',
  text: ({ rollout, problem, remedy }) => `Rollout ${rollout} cannot shift traffic here: ${problem}. ${remedy}`,
});

export const CanaryReferenceNotFound = message<{ kind: 'target' | 'gateway'; name: string }>({
  code: 'MW0008',
  name: 'CanaryReferenceNotFound',
  level: 'Error',
  summary: 'Something that a Canary refers to does not exist',
  text: ({ kind, name }) =>
    kind === 'target'
      ? `${name} does not exist in the namespace of the Canary: Flagger has nothing to release. Correct the name, or deploy it`
      : `gateway "${name}" does not exist: no traffic from outside reaches this Canary. Create that Gateway, or correct the name ` +
        '(namespace/name for one in another namespace)',
});

export const OverwrittenByController = message<{ what: string; by: string; remedy: string }>({
  code: 'MW0009',
  name: 'OverwrittenByController',
  level: 'Warning',
  summary: 'A controller overwrites or removes what is written here',
  text: ({ what, by, remedy }) => `${by} ${what}: ${remedy}`,
});
