import { anyObject, list, map, object, string } from '../shape.ts';
import { conditionsStatus, labelSelector, policyTarget } from './meta.ts';

const source = object({ namespaces: list(string), notNamespaces: list(string) });

export const authorizationPolicy = object({
  spec: object({
    ...policyTarget,
    action: string,
    provider: object({ name: string }),
    rules: list(object({ from: list(object({ source })), to: list(anyObject), when: list(anyObject) })),
  }),
  status: conditionsStatus,
});

export const requestAuthentication = object({
  spec: object({ ...policyTarget, jwtRules: list(object({ issuer: string, jwksUri: string, jwks: string })) }),
});

const mutualTls = object({ mode: string });

export const peerAuthentication = object({
  /** portLevelMtls is by the workload's port. */
  spec: object({ selector: labelSelector, mtls: mutualTls, portLevelMtls: map(mutualTls) }),
});
