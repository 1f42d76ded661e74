import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readJwks } from '../../../src/schema/values/jwks.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const publicKeys = [rsa, ec, ed].map(({ publicKey }) => publicKey.export({ format: 'jwk' }));
const privateKeys = [rsa, ec, ed].map(({ privateKey }) => privateKey.export({ format: 'jwk' }));
const [publicRsa, publicEc, publicEd] = publicKeys;

const read = (json: unknown) => readJwks(JSON.stringify(json));

describe('readJwks', () => {
  it.each([
    ['keys of three types', { keys: publicKeys }],
    ['one key alone', publicEc],
    ['no keys', { keys: [] }],
    ['parameters of any name', { keys: [{ ...publicRsa, kid: 'a', use: 'sig', key_ops: ['verify'], mine: 1 }] }],
  ])('reads %s', (_, json) => {
    expect(read(json)).toEqual({ problem: undefined, privateKeys: [] });
  });

  it('finds private and symmetric keys', () => {
    const keys = [publicRsa, ...privateKeys, { kty: 'oct', k: 'c2VjcmV0' }];
    expect(read({ keys })).toEqual({ problem: undefined, privateKeys: [1, 2, 3, 4] });
  });

  it.each([
    ['[]', ', an object with keys'],
    ['{"keys":{}}', ', whose keys are a list'],
    ['{"keys":[]} {"keys":[]}', ', and is not JSON'],
    ['{"keys":["secret', ', and is not JSON'],
    ['{}', ', and its key 0 has no kty of RSA, EC, OKP, oct'],
    ['{"keys":[{"kty":"constructor"}]}', ', and its key 0 has no kty of RSA, EC, OKP, oct'],
    ['{"keys":[null]}', ', and its key 0 is not an object'],
    ['{"keys":[{"kty":"oct","k":"secret"},{"kty":"RSA","e":"AQAB"}]}', ', and its key 1 has no n'],
    ['{"keys":[{"kty":"oct","k":"the secret!"}]}', ', and its key 0 has k that is not Base64url'],
    ['{"keys":[{"kty":"oct","k":"AQAB="}]}', ', and its key 0 has k that is not Base64url'],
    ['{"keys":[{"kty":"oct","k":"AQABA"}]}', ', and its key 0 has k that is not Base64url'],
    ['{"keys":[{"kty":"oct","k":"secret","alg":5}]}', ', and its key 0 has alg that is not a text'],
    ['{"keys":[{"kty":"oct","k":"secret","key_ops":"sign"}]}', ', and its key 0 has key_ops that are not a list'],
    [
      '{"keys":[{"kty":"oct","k":"secret","x5c":["AQAB"]}]}',
      ', and its key 0 has x5c that is not a list of certificates',
    ],
  ])('refuses %s, and does not show it', (text, problem) => {
    expect(readJwks(text)).toEqual({ problem: `must be a JSON Web Key Set${problem}`, privateKeys: [] });
  });

  it('takes a curve for no Base64', () => {
    expect(read({ keys: [{ ...publicEd, crv: 'Ed-25519' }] }).problem).toBeUndefined();
  });
});
