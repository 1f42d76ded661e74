import { constants, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type JsonWebToken,
  readToken,
  signatureProblem,
  TokenProblem,
} from '../../../../src/proxy/access/tokens/json-web-token.ts';
import { Issuer } from '../../../support/access.ts';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const textOf = (token: JsonWebToken | TokenProblem | undefined) => (token instanceof TokenProblem ? token.text : token);
const unsigned = (header: unknown, claims: unknown) => `${encoded(header)}.${encoded(claims)}.c2ln`;
const rs256 = { alg: 'RS256' };

it('takes a token apart', () => {
  expect(readToken(unsigned({ alg: 'ES256', kid: 'k' }, { iss: 'i', aud: ['a'], exp: 5 }))).toMatchObject({
    algorithm: 'ES256',
    keyId: 'k',
    claims: { iss: 'i', aud: ['a'], exp: 5 },
    signature: Buffer.from('sig'),
  });
});

it.each<[string, string]>([
  ['nonsense', 'is not of three parts in base64url, with two dots between them'],
  ['a.b', 'is not of three parts in base64url, with two dots between them'],
  ['a.b.c.d', 'is not of three parts in base64url, with two dots between them'],
  ['a.b.', 'is not of three parts in base64url, with two dots between them'],
  ['a.b+.c', 'is not of three parts in base64url, with two dots between them'],
  ['YQ.e30.c2ln', 'has a header that is not JSON'],
  [`${encoded(rs256)}.YQ.c2ln`, 'has claims that are not JSON'],
  [unsigned(rs256, ['a']), 'has claims that are not JSON'],
  [unsigned({}, {}), 'is signed with an algorithm that Envoy does not know: none'],
  [unsigned({ alg: 'none' }, {}), 'is signed with an algorithm that Envoy does not know: none'],
  [unsigned({ alg: 'toString' }, {}), 'is signed with an algorithm that Envoy does not know: toString'],
  [unsigned({ ...rs256, kid: 5 }, {}), 'has a key ID that is no text'],
  [unsigned(rs256, { sub: 5 }), 'has a claim sub of the wrong type'],
  [unsigned(rs256, { aud: ['a', 5] }), 'has a claim aud of the wrong type'],
  [unsigned(rs256, { exp: 'tomorrow' }), 'has a claim exp of the wrong type'],
  [unsigned(rs256, { nbf: -1 }), 'has a claim nbf of the wrong type'],
])('%s %s', (text, problem) => {
  expect(textOf(readToken(text))).toBe(problem);
});

describe('signatures', () => {
  const keyOf = (publicKey: KeyObject, more: object = {}) =>
    JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), ...more }] });
  const token = (alg: string, signer: (data: Buffer) => Buffer): JsonWebToken => {
    const signed = `${encoded({ alg })}.${encoded({})}`;
    return readToken(`${signed}.${signer(Buffer.from(signed)).toString('base64url')}`) as JsonWebToken;
  };
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ed = generateKeyPairSync('ed25519');
  const pss = { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  const secret = JSON.stringify({ keys: [{ kty: 'oct', k: Buffer.from('secret').toString('base64url') }] });

  it.each<[string, JsonWebToken, string]>([
    ['RS512', token('RS512', (data) => sign('sha512', data, rsa.privateKey)), keyOf(rsa.publicKey)],
    ['PS384', token('PS384', (data) => sign('sha384', data, pss)), keyOf(rsa.publicKey)],
    [
      'ES256',
      token('ES256', (data) => sign('sha256', data, { key: ec.privateKey, dsaEncoding: 'ieee-p1363' })),
      keyOf(ec.publicKey),
    ],
    ['EdDSA', token('EdDSA', (data) => sign(null, data, ed.privateKey)), keyOf(ed.publicKey)],
    ['HS256', token('HS256', (data) => createHmac('sha256', 'secret').update(data).digest()), secret],
  ])('%s', (_, good, keys) => {
    expect(signatureProblem(good, keys)).toBeUndefined();
    const [first = 0, ...rest] = good.signature;
    const bad = { ...good, signature: Buffer.from([first ^ 1, ...rest]) };
    expect(textOf(signatureProblem(bad, keys))).toBe('has a signature that is wrong');
    for (const other of [rsa, ec, ed].map(({ publicKey }) => keyOf(publicKey))) {
      if (other !== keys) expect(textOf(signatureProblem(good, other))).toBe('has a signature that is wrong');
    }
  });

  it('a key of RSA is no secret, not even an empty one', () => {
    const forged = token('HS256', (data) => createHmac('sha256', '').update(data).digest());
    expect(textOf(signatureProblem(forged, keyOf(rsa.publicKey)))).toBe('has a signature that is wrong');
  });

  it('a key must be of the token’s key ID and algorithm, where both say them', () => {
    const issuer = new Issuer('k');
    const by = (header: { alg: string; kid?: string }) => readToken(issuer.token({}, header)) as JsonWebToken;
    expect(signatureProblem(by({ alg: 'RS256', kid: 'k' }), issuer.jwks)).toBeUndefined();
    expect(signatureProblem(by(rs256), issuer.jwks)).toBeUndefined();
    expect(textOf(signatureProblem(by({ alg: 'RS256', kid: 'x' }), issuer.jwks))).toBe(
      'is signed with a key that jwks of its issuer does not have: x',
    );
    expect(textOf(signatureProblem(by({ alg: 'RS384', kid: 'k' }), issuer.jwks))).toBe(
      'is signed with a key that jwks of its issuer does not have: k',
    );
  });

  it('says so of keys that are none', () => {
    const one = readToken(unsigned(rs256, {})) as JsonWebToken;
    for (const keys of ['', '[]', '{}', 'null', '{"keys": 5}']) {
      expect(textOf(signatureProblem(one, keys))).toBe('cannot be verified: jwks of its issuer is no set of keys');
    }
    expect(textOf(signatureProblem(one, '{"keys": [{"kty": "RSA"}]}'))).toBe('has a signature that is wrong');
  });
});
