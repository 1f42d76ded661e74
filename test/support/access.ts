import { generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';
import { AccessCheck } from '../../src/proxy/access/access-check.ts';
import type { AccessRequest } from '../../src/proxy/access/access-request.ts';
import type { AccessResult } from '../../src/proxy/access/access-result.ts';
import { Destinations } from '../../src/proxy/mtls/destinations.ts';
import { workloadsOf } from '../../src/proxy/mtls/workloads.ts';
import { httpRequest, type RequestParts } from '../../src/proxy/routing/http-request.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { formatPath } from '../../src/resources/json.ts';
import { meshOf } from './mtls.ts';

const meta = (kind: string, name: string, namespace: string, more: string): string =>
  `apiVersion: security.istio.io/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}${more}}`;

export const authorizationPolicy = (name: string, namespace: string, spec: string, more = ''): string =>
  `${meta('AuthorizationPolicy', name, namespace, more)}\nspec: {${spec}}`;

export const requestAuthentication = (name: string, namespace: string, ...jwtRules: readonly object[]): string =>
  `${meta('RequestAuthentication', name, namespace, '')}\nspec: {jwtRules: ${JSON.stringify(jwtRules)}}`;

/** When all of this happens. */
export const now = new Date('2030-01-01T00:00:00Z');
export const [past, future] = [now.getTime() / 1000 - 3600, now.getTime() / 1000 + 3600];

type Asked = Partial<AccessRequest> & { readonly url?: string; readonly parts?: RequestParts };

/** What becomes of a request at a workload, `shop/cart` if nothing else is said, on its port of HTTP. */
export function access(
  documents: readonly string[],
  { url = 'http://cart.shop/', parts, ...request }: Asked = {},
  config = '',
  at = 'shop/cart',
): AccessResult {
  const mesh = meshOf(documents, config);
  const workloads = workloadsOf(mesh);
  const server = workloads.find(({ fullName }) => fullName === at);
  if (server === undefined) throw new Error(`there is no ${at}`);
  return new AccessCheck(mesh, new Destinations(mesh, workloads), { now }).at(server, {
    port: 8080,
    opening: request.principal === undefined ? 'plaintext' : 'mtls',
    http: httpRequest(url, parts),
    ...request,
  });
}

/** `deny shop/d 0`, and of what no rule decides `deny`. */
export const shownAccess = ({ verdict, decidedBy }: AccessResult): string =>
  decidedBy === undefined ? verdict : `${verdict} ${decidedBy.policy.fullName} ${decidedBy.rule}`;

/** Why the rules of the first policy do not match: `spec.rules[0].to[0].operation.paths: /b is not /a`. */
export const mismatches = ({ policies: [first] }: AccessResult): (string | undefined)[] =>
  (first?.rules ?? []).map(({ mismatch }) => mismatch && `${formatPath(mismatch.field.path)}: ${mismatch.because}`);

const encoded = (value: JsonObject): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An issuer of tokens: signs claims with an RSA key of its own. */
export class Issuer {
  readonly #pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly jwks: string;

  constructor(readonly keyId: string) {
    const key: JsonWebKey = { ...this.#pair.publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'RS256' };
    this.jwks = JSON.stringify({ keys: [key] });
  }

  token(claims: JsonObject, header: JsonObject = { alg: 'RS256', kid: this.keyId }): string {
    const signed = `${encoded(header)}.${encoded(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), this.#pair.privateKey).toString('base64url')}`;
  }
}
