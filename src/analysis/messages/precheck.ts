import { message } from '../message.ts';

export const InternalError = message<{ detail: string }>({
  code: 'IST0001',
  name: 'InternalError',
  level: 'Error',
  summary: 'The program itself failed',
  text: ({ detail }) => `the check itself failed (${detail}): this is a bug of the program, please report it`,
});

export const InsufficientPermissions = message<{ verb: string; resource: string; problem: string; loss: string }>({
  code: 'IST0141',
  name: 'InsufficientPermissions',
  level: 'Error',
  summary: 'The user may not create what an installation of Istio needs, or not read what is to be checked',
  text: ({ verb, resource, problem, loss }) =>
    `this user may not ${verb} ${resource} (${problem}): ${loss}. Ask a cluster administrator for the permission`,
});

export const UnsupportedKubernetesVersion = message<{ version: string; minimum: string }>({
  code: 'IST0142',
  name: 'UnsupportedKubernetesVersion',
  level: 'Error',
  summary: 'The cluster runs a Kubernetes version that is too old for this Istio',
  text: ({ version, minimum }) =>
    `the cluster runs Kubernetes ${version}, and this Istio needs ${minimum} or newer: upgrade the cluster first`,
});

export const LocalhostListener = message<{ port: string }>({
  code: 'IST0143',
  name: 'LocalhostListener',
  level: 'Error',
  summary: 'A port that a Service exposes is listened to on localhost only',
  text: ({ port }) =>
    `a Service exposes port ${port}, but the process listens on localhost, so other Pods cannot reach it: ` +
    'let it listen on 0.0.0.0 (or ::), or take the port out of the Service',
});

export const UnsupportedGatewayAPIVersion = message<{ version: string; minimum: string }>({
  code: 'IST0156',
  name: 'UnsupportedGatewayAPIVersion',
  level: 'Error',
  summary: 'The installed Gateway API is too old for this Istio',
  text: ({ version, minimum }) =>
    `the Gateway API definitions are of version ${version}, and this Istio needs ${minimum} or newer: upgrade them first`,
});

interface Change {
  /** The setting whose meaning or default changed, and in which release of Istio. */
  readonly field: string;
  readonly release: string;
  readonly info: string;
  /** The release whose defaults `compatibilityVersion` brings back. */
  readonly compatibilityVersion: string;
}
const keepOldDefault = ({ compatibilityVersion }: Change): string =>
  `install with --set compatibilityVersion=${compatibilityVersion} to keep the old behaviour`;

export const UnknownUpgradeCompatibility = message<Change>({
  code: 'IST0168',
  name: 'UnknownUpgradeCompatibility',
  level: 'Warning',
  summary: 'A change in the new release may or may not affect this mesh',
  text: (change) =>
    `"${change.field}" changed in Istio ${change.release}, and nothing here tells whether it matters to you ` +
    `(${change.info}): check it before the upgrade, or ${keepOldDefault(change)}`,
});

export const UpdateIncompatibility = message<Change>({
  code: 'IST0169',
  name: 'UpdateIncompatibility',
  level: 'Warning',
  summary: 'A change in the new release affects this resource',
  text: (change) =>
    `"${change.field}" changed in Istio ${change.release} and affects this (${change.info}): ` +
    `adapt it before the upgrade, or ${keepOldDefault(change)}`,
});

export const FutureUnsupportedGatewayAPIVersion = message<{ version: string; minimum: string }>({
  code: 'IST0172',
  name: 'FutureUnsupportedGatewayAPIVersion',
  level: 'Warning',
  summary: 'The installed Gateway API will be too old for coming releases of Istio',
  text: ({ version, minimum }) =>
    `the Gateway API definitions are of version ${version}, and coming releases of Istio will need ${minimum}: ` +
    'upgrade them before the next Istio upgrade',
});
