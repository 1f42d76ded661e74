import { listNames } from '../../base/list-names.ts';
import { message } from '../message.ts';

interface Patches {
  /** Where the patches stand in `configPatches`. */
  readonly patches: readonly number[];
}
const list = (patches: readonly number[]): string => listNames(patches.map((i) => `configPatches[${i}]`));

const remedy = 'set a priority, or use an operation that stands for itself (ADD, INSERT_FIRST)';

export const EnvoyFilterUsesRelativeOperation = message<Patches>({
  code: 'IST0151',
  name: 'EnvoyFilterUsesRelativeOperation',
  level: 'Warning',
  summary: 'An EnvoyFilter without priority patches relative to what others may not have added yet',
  text: ({ patches }) =>
    `relative operation in ${list(patches)}, and the EnvoyFilter has no priority: it may run before what it refers to ` +
    `is there, and be lost. To avoid that, ${remedy}`,
});

export const EnvoyFilterUsesReplaceOperationIncorrectly = message<Patches>({
  code: 'IST0152',
  name: 'EnvoyFilterUsesReplaceOperationIncorrectly',
  level: 'Error',
  summary: 'An EnvoyFilter uses REPLACE where it is not supported',
  text: ({ patches }) =>
    `REPLACE in ${list(patches)} works for HTTP_FILTER, NETWORK_FILTER and VIRTUAL_HOST only: ` +
    'use MERGE, or REMOVE and ADD',
});

const ignored = 'is ignored for ROUTE_CONFIGURATION and HTTP_ROUTE';

export const EnvoyFilterUsesAddOperationIncorrectly = message<Patches>({
  code: 'IST0153',
  name: 'EnvoyFilterUsesAddOperationIncorrectly',
  level: 'Error',
  summary: 'An EnvoyFilter uses ADD where it is ignored',
  text: ({ patches }) =>
    `ADD in ${list(patches)} ${ignored}: use MERGE for a route configuration, INSERT_FIRST or INSERT_BEFORE for a route`,
});

export const EnvoyFilterUsesRemoveOperationIncorrectly = message<Patches>({
  code: 'IST0154',
  name: 'EnvoyFilterUsesRemoveOperationIncorrectly',
  level: 'Error',
  summary: 'An EnvoyFilter uses REMOVE where it is ignored',
  text: ({ patches }) => `REMOVE in ${list(patches)} ${ignored}: change the VirtualService that makes the route`,
});

export const EnvoyFilterUsesRelativeOperationWithProxyVersion = message<Patches>({
  code: 'IST0155',
  name: 'EnvoyFilterUsesRelativeOperationWithProxyVersion',
  level: 'Warning',
  summary:
    'An EnvoyFilter without priority patches relative to a filter that another patch adds for some proxy versions',
  text: ({ patches }) =>
    `relative operation in ${list(patches)}, while another patch of the same filter is for certain proxy versions, and ` +
    `the EnvoyFilter has no priority: it may be lost during an upgrade. To avoid that, ${remedy}`,
});
