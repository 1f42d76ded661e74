import { listNames } from '../../base/list-names.ts';
import { message } from '../message.ts';

export const NoMatchingWorkloadsFound = message<{ selector: string; namespace: string | undefined }>({
  code: 'IST0127',
  name: 'NoMatchingWorkloadsFound',
  level: 'Warning',
  summary: 'The policy applies to no workload of the mesh',
  text: ({ selector, namespace }) => {
    const where = namespace === undefined ? 'the mesh' : `namespace ${namespace}`;
    return selector
      ? `no Pod of ${where} that is part of the mesh has the labels ${selector}: correct the selector, or deploy the ` +
          'workload with them and with a sidecar or in ambient mode'
      : `no Pod of ${where} is part of the mesh, so the policy protects nothing: add its workloads to the mesh, or ` +
          'move the policy to the namespace that it is for';
  },
});

export const IneffectiveSelector = message<{ gateway: string }>({
  code: 'IST0166',
  name: 'IneffectiveSelector',
  level: 'Warning',
  summary: "A policy's selector matches the Pods of a Kubernetes Gateway, where selectors have no effect",
  text: ({ gateway }) =>
    `the selector matches the Pods of the Kubernetes Gateway ${gateway}, which takes policies by reference only: ` +
    `attach this one with targetRefs (kind: Gateway, name: ${gateway})`,
});

export const JwksUriFetchUnrestricted = message<{ policies: readonly string[] }>({
  code: 'IST0175',
  name: 'JwksUriFetchUnrestricted',
  level: 'Warning',
  summary: 'istiod fetches keys for JWTs from any address that a RequestAuthentication names',
  text: ({ policies }) =>
    'BLOCKED_CIDRS_IN_JWKS_URIS is not set, so istiod fetches from whatever address RequestAuthentication ' +
    `${listNames(policies)} names, inside your network too: set it to the address ranges that are off limits`,
});
