import { boolean, type Infer, list, map, object, string } from '../shape.ts';
import { conditionsStatus, labelSelector, policyTarget } from './meta.ts';

const texts = list(string);

const source = object({
  principals: texts,
  notPrincipals: texts,
  requestPrincipals: texts,
  notRequestPrincipals: texts,
  namespaces: texts,
  notNamespaces: texts,
  serviceAccounts: texts,
  notServiceAccounts: texts,
  trustDomains: texts,
  notTrustDomains: texts,
  ipBlocks: texts,
  notIpBlocks: texts,
  remoteIpBlocks: texts,
  notRemoteIpBlocks: texts,
});

const operation = object({
  hosts: texts,
  notHosts: texts,
  ports: texts,
  notPorts: texts,
  methods: texts,
  notMethods: texts,
  paths: texts,
  notPaths: texts,
});

const authorizationRule = object({
  from: list(object({ source })),
  to: list(object({ operation })),
  when: list(object({ key: string, values: texts, notValues: texts })),
});
export type AuthorizationRule = Infer<typeof authorizationRule>;

export const authorizationPolicy = object({
  spec: object({
    ...policyTarget,
    action: string,
    provider: object({ name: string }),
    rules: list(authorizationRule),
  }),
  status: conditionsStatus,
});

const jwtRule = object({
  issuer: string,
  audiences: texts,
  jwksUri: string,
  jwks: string,
  fromHeaders: list(object({ name: string, prefix: string })),
  fromParams: texts,
  fromCookies: texts,
  forwardOriginalToken: boolean,
  outputPayloadToHeader: string,
  outputClaimToHeaders: list(object({ header: string, claim: string })),
  spaceDelimitedClaims: texts,
});
export type JwtRule = Infer<typeof jwtRule>;

export const requestAuthentication = object({ spec: object({ ...policyTarget, jwtRules: list(jwtRule) }) });

const mutualTls = object({ mode: string });

export const peerAuthentication = object({
  /** portLevelMtls is by the workload's port. */
  spec: object({ selector: labelSelector, mtls: mutualTls, portLevelMtls: map(mutualTls) }),
});
