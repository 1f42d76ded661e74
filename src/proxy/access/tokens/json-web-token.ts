import { constants, createHmac, createPublicKey, type JsonWebKey, timingSafeEqual, verify } from 'node:crypto';
import { isObject, type Json, type JsonObject } from '../../../resources/json.ts';

/** A JSON Web Token (RFC 7519), taken apart. */
export interface JsonWebToken {
  readonly algorithm: string;
  readonly keyId: string;
  readonly claims: JsonObject;
  /** As it is sent: in base64url. */
  readonly payload: string;
  readonly signed: string;
  readonly signature: Buffer;
}

/** Why a token is not valid, said of "the token". */
export class TokenProblem {
  constructor(readonly text: string) {}
}

const base64Url = /^[\w-]+$/;

/** Takes a token apart, as strictly as Envoy does. */
export function readToken(text: string): JsonWebToken | TokenProblem {
  const [header = '', payload = '', signature = '', more] = text.split('.');
  if (![header, payload, signature].every((part) => base64Url.test(part)) || more !== undefined) {
    return new TokenProblem('is not of three parts in base64url, with two dots between them');
  }
  const [head, claims] = [decoded(header), decoded(payload)];
  if (head === undefined) return new TokenProblem('has a header that is not JSON');
  if (claims === undefined) return new TokenProblem('has claims that are not JSON');
  const { alg, kid = '' } = head;
  if (typeof alg !== 'string' || !Object.hasOwn(algorithms, alg)) {
    return new TokenProblem(`is signed with an algorithm that Envoy does not know: ${String(alg ?? 'none')}`);
  }
  if (typeof kid !== 'string') return new TokenProblem('has a key ID that is no text');
  const wrong = Object.keys(claimTypes).find((name) => Object.hasOwn(claims, name) && !claimTypes[name]!(claims[name]));
  if (wrong !== undefined) return new TokenProblem(`has a claim ${wrong} of the wrong type`);
  const signed = `${header}.${payload}`;
  return { algorithm: alg, keyId: kid, claims, payload, signed, signature: Buffer.from(signature, 'base64url') };
}

type Check = (value: Json | undefined) => boolean;
const isText: Check = (value) => typeof value === 'string';
const isTime: Check = (value) => typeof value === 'number' && value >= 0;

/** What claims have to be (RFC 7519, 4.1). */
const claimTypes: Readonly<Record<string, Check>> = {
  iss: isText,
  sub: isText,
  jti: isText,
  aud: (value) => isText(value) || (Array.isArray(value) && value.every(isText)),
  iat: isTime,
  nbf: isTime,
  exp: isTime,
};

function decoded(part: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

interface Algorithm {
  /** Of the key (RFC 7518, `kty`). */
  readonly keyType: string;
  readonly hash: string | undefined;
  readonly isPss?: boolean;
}

const hashes = { '256': 'sha256', '384': 'sha384', '512': 'sha512' };
const family = (name: string, keyType: string, isPss = false): [string, Algorithm][] =>
  Object.entries(hashes).map(([size, hash]) => [name + size, { keyType, hash, isPss }]);

/** What Envoy verifies (JwtProvider: ES, HS, RS, PS of three sizes, EdDSA). */
const algorithms: Readonly<Record<string, Algorithm>> = Object.fromEntries([
  ...family('RS', 'RSA'),
  ...family('PS', 'RSA', true),
  ...family('ES', 'EC'),
  ...family('HS', 'oct'),
  ['EdDSA', { keyType: 'OKP', hash: undefined }] satisfies [string, Algorithm],
]);

/** Holds the signature against a set of keys (RFC 7517, a JWK Set as JSON); a key ID and an algorithm count where both say one. */
export function signatureProblem(token: JsonWebToken, keySet: string): TokenProblem | undefined {
  const keys = keysIn(keySet);
  if (keys === undefined) return new TokenProblem('cannot be verified: jwks of its issuer is no set of keys');
  const fitting = keys.filter(
    ({ kid, alg }) => (!kid || !token.keyId || kid === token.keyId) && (!alg || alg === token.algorithm),
  );
  if (fitting.length === 0) {
    return new TokenProblem(
      `is signed with a key that jwks of its issuer does not have${token.keyId && `: ${token.keyId}`}`,
    );
  }
  return fitting.some((key) => isSignedWith(token, key))
    ? undefined
    : new TokenProblem('has a signature that is wrong');
}

function keysIn(keySet: string): JsonWebKey[] | undefined {
  try {
    const { keys } = JSON.parse(keySet) as { keys?: unknown };
    return Array.isArray(keys) ? keys.filter(isObject) : undefined;
  } catch {
    return undefined;
  }
}

function isSignedWith({ algorithm, signed, signature }: JsonWebToken, key: JsonWebKey): boolean {
  const { keyType, hash, isPss } = algorithms[algorithm]!;
  if (key.kty !== keyType) return false;
  const data = Buffer.from(signed);
  try {
    if (keyType === 'oct') {
      const own = createHmac(hash!, Buffer.from(key.k ?? '', 'base64url'))
        .update(data)
        .digest();
      return own.length === signature.length && timingSafeEqual(own, signature);
    }
    const publicKey = createPublicKey({ key, format: 'jwk' });
    const padding = isPss ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
    return verify(
      hash,
      data,
      keyType === 'RSA'
        ? { key: publicKey, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
        : { key: publicKey, dsaEncoding: 'ieee-p1363' },
      signature,
    );
  } catch {
    return false;
  }
}
