import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/resources/json.ts';
import {
  access,
  authorizationPolicy,
  future,
  Issuer,
  past,
  requestAuthentication,
  shownAccess,
} from '../../../support/access.ts';
import { shopWorld } from '../../../support/mtls.ts';

const [own, other] = [new Issuer('own'), new Issuer('other')];
const rule = (more: object = {}) => ({ issuer: 'own', jwks: own.jwks, ...more });
const otherRule = (more: object = {}) => ({ issuer: 'other', jwks: other.jwks, ...more });
const alice = { iss: 'own', sub: 'alice', exp: future };
const bearer = (token: string): [string, string] => ['authorization', `Bearer ${token}`];

type Headers = readonly (readonly [string, string])[];

/** What becomes of a request with these headers: `allow own/alice`, or why not. */
function asked(rules: readonly object[], headers: Headers, url = 'http://cart/', more: readonly string[] = []): string {
  const world = [...shopWorld, requestAuthentication('r', 'shop', ...rules), ...more];
  const result = access(world, { url, parts: { headers } });
  if (result.verdict === 'unauthenticated') return result.reason;
  return [shownAccess(result), result.requestPrincipal].filter(Boolean).join(' ');
}

describe('a token', () => {
  it.each<[string, JsonObject, object, string]>([
    ['is valid', {}, {}, 'allow own/alice'],
    ['never expires', { exp: 0 }, {}, 'allow own/alice'],
    ['expired within the time by which clocks differ', { exp: past + 3550 }, {}, 'allow own/alice'],
    ['expired', { exp: past }, {}, 'the token has expired'],
    ['starts within that time', { nbf: past + 3630 }, {}, 'allow own/alice'],
    ['is too early', { nbf: future }, {}, 'the token is not valid yet'],
    ['is of nobody', { sub: undefined }, {}, 'allow'],
    ['is of another issuer', { iss: 'else' }, {}, 'the token is of an issuer that no RequestAuthentication names'],
    ['is for nobody', {}, { audiences: ['api', 'web'] }, 'the token is not for api or web'],
    ['is for one', { aud: 'web' }, { audiences: ['api', 'web'] }, 'allow own/alice'],
    ['is for one of several', { aud: ['x', 'https://api/'] }, { audiences: ['http://api'] }, 'allow own/alice'],
  ])('%s', (_, claims, more, expected) => {
    expect(asked([rule(more)], [bearer(own.token({ ...alice, ...claims }))])).toBe(expected);
  });

  it('is needed by no RequestAuthentication, and has to be right where it is there', () => {
    expect(asked([rule()], [])).toBe('allow');
    expect(asked([rule()], [['authorization', 'Basic abc']])).toBe('allow');
    expect(asked([rule()], [['authorization', '']])).toBe('allow');
    expect(asked([rule()], [bearer('abc')])).toBe(
      'the token is not of three parts in base64url, with two dots between them',
    );
    const forged = own.token(alice).replace(/\.[^.]*$/, `.${other.token(alice).split('.')[2]}`);
    expect(asked([rule()], [bearer(forged)])).toBe('the token has a signature that is wrong');
    expect(asked([rule()], [bearer(other.token(alice))])).toBe(
      'the token is signed with a key that jwks of its issuer does not have: other',
    );
  });

  it('points at the rule that says so', () => {
    const world = [...shopWorld, requestAuthentication('r', 'shop', otherRule(), rule())];
    const result = access(world, { parts: { headers: [bearer(own.token({ ...alice, exp: past }))] } });
    expect(result.decidingField?.path).toEqual(['spec', 'jwtRules', 1]);
    expect(result.policies).toEqual([]);
  });

  it('whose keys are elsewhere is taken for signed', () => {
    const uri = { issuer: 'own', jwksUri: 'https://keys.example' };
    const world = [...shopWorld, requestAuthentication('r', 'shop', uri)];
    const result = access(world, { parts: { headers: [bearer(other.token(alice))] } });
    expect(result.requestPrincipal).toBe('own/alice');
    expect(result.assumptions).toEqual([
      'the keys of own are not in the input: the token’s signature is taken as good',
    ]);
  });

  it('of two issuers is looked at by the rule of its own', () => {
    const rules = [rule(), otherRule()];
    expect(asked(rules, [bearer(own.token(alice))])).toBe('allow own/alice');
    expect(asked(rules, [bearer(other.token({ ...alice, iss: 'other' }))])).toBe('allow other/alice');
    expect(asked(rules, [bearer(own.token({ ...alice, exp: past }))])).toBe('the token has expired');
    expect(asked(rules, [bearer(other.token({ ...alice, iss: 'other', exp: past }))])).toBe('the token has expired');
    expect(asked(rules, [])).toBe('allow');
  });

  it('is not asked for by a browser’s question about another site', () => {
    const headers: Headers = [['origin', 'a'], ['access-control-request-method', 'GET'], bearer('abc')];
    const world = [...shopWorld, requestAuthentication('r', 'shop', rule())];
    expect(access(world, { parts: { method: 'OPTIONS', headers } }).verdict).toBe('allow');
    expect(access(world, { parts: { method: 'GET', headers } }).verdict).toBe('unauthenticated');
  });
});

describe('places of tokens', () => {
  const token = own.token(alice);
  const places = rule({
    fromHeaders: [{ name: 'X-Jwt', prefix: 'Tok ' }, { name: 'x-raw' }],
    fromParams: ['t'],
    fromCookies: ['c'],
  });

  it.each<[string, object, Headers, string, string]>([
    ['the usual parameter', rule(), [], `http://cart/?access_token=${token}`, 'allow own/alice'],
    ['an own one', rule(), [], `http://cart/?t=${token}`, 'allow'],
    ['an own one that is named', places, [], `http://cart/?t=${token}`, 'allow own/alice'],
    ['the usual header where others are named', places, [bearer(token)], 'http://cart/', 'allow'],
    ['a header with a prefix', places, [['x-jwt', `Tok ${token}`]], 'http://cart/', 'allow own/alice'],
    ['a header without it', places, [['x-jwt', token]], 'http://cart/', 'allow'],
    [
      'a prefix in the middle, and more behind',
      places,
      [['x-jwt', `a Tok  ${token}, b`]],
      'http://cart/',
      'allow own/alice',
    ],
    ['a header as it is', places, [['x-raw', token]], 'http://cart/', 'allow own/alice'],
    ['a cookie', places, [['cookie', `a=b; c="${token}"; d`]], 'http://cart/', 'allow own/alice'],
    ['no cookie', places, [['cookie', 'cc=b']], 'http://cart/', 'allow'],
    [
      'two places, of which one is wrong',
      places,
      [
        ['x-jwt', `Tok ${token}`],
        ['x-raw', 'abc'],
      ],
      'http://cart/',
      'the token is not of three parts in base64url, with two dots between them',
    ],
  ])('%s', (_, given, headers, url, expected) => {
    expect(asked([given], headers, url)).toBe(expected);
  });
});

describe('what policies see of a token', () => {
  const when = (key: string, values: string) =>
    authorizationPolicy('a', 'shop', `rules: [{when: [{key: "${key}", values: [${values}]}]}]`);
  const claims = {
    ...alice,
    scope: 'read write',
    list: ['a', 'b'],
    in: { depth: { x: 'leaf' } },
    number: 5,
    team: 'x z',
    azp: 'app',
  };
  const verdict = (policy: string, more: object = {}) =>
    asked([rule(more)], [bearer(own.token(claims)), ['x-sub', 'forged']], 'http://cart/', [policy]).split(' ')[0];

  it.each<[string, string, object, string]>([
    ['request.auth.claims[scope]', 'write', {}, 'allow'],
    ['request.auth.claims[scope]', '"read write"', {}, 'deny'],
    ['request.auth.claims[team]', '"x z"', {}, 'allow'],
    ['request.auth.claims[team]', 'z', { spaceDelimitedClaims: ['team'] }, 'allow'],
    ['request.auth.claims[list]', '"b*"', {}, 'allow'],
    ['request.auth.claims[list]', 'ab', {}, 'deny'],
    ['request.auth.claims[in][depth][x]', 'leaf', {}, 'allow'],
    ['request.auth.claims[in]', '"*"', {}, 'deny'],
    ['request.auth.claims[number]', '"5"', {}, 'deny'],
    ['request.auth.presenter', 'app', {}, 'allow'],
    ['request.auth.principal', 'own/alice', {}, 'allow'],
    ['request.auth.principal', '"*/alice"', {}, 'allow'],
    ['request.auth.principal', '"own/*"', {}, 'allow'],
    ['request.auth.principal', '"own/al*"', {}, 'allow'],
    ['request.auth.principal', '"*ice"', {}, 'allow'],
    ['request.auth.principal', '"*/ice"', {}, 'deny'],
    ['request.auth.principal', '"ow*"', {}, 'allow'],
    ['request.auth.principal', 'own', {}, 'deny'],
    // The token is taken out of its header unless it is to go on.
    ['request.headers[authorization]', '"Bearer *"', {}, 'deny'],
    ['request.headers[authorization]', '"Bearer *"', { forwardOriginalToken: true }, 'allow'],
    ['request.headers[x-sub]', 'forged', {}, 'allow'],
    ['request.headers[x-sub]', 'alice', { outputClaimToHeaders: [{ header: 'X-Sub', claim: 'sub' }] }, 'allow'],
    ['request.headers[x-sub]', 'forged', { outputClaimToHeaders: [{ header: 'X-Sub', claim: 'sub' }] }, 'deny'],
    ['request.headers[x-sub]', 'leaf', { outputClaimToHeaders: [{ header: 'x-sub', claim: 'in.depth.x' }] }, 'allow'],
    ['request.headers[x-sub]', '"5"', { outputClaimToHeaders: [{ header: 'x-sub', claim: 'number' }] }, 'allow'],
    ['request.headers[x-sub]', '"eyJ*"', { outputPayloadToHeader: 'x-sub' }, 'allow'],
  ])('%s %s %j: %s', (key, values, more, expected) => {
    expect(verdict(when(key, values), more)).toBe(expected);
  });
});

it('a subject that is empty is nobody', () => {
  const policy = authorizationPolicy('a', 'shop', 'rules: [{from: [{source: {requestPrincipals: ["own/*"]}}]}]');
  const shown = (sub: string) => asked([rule()], [bearer(own.token({ ...alice, sub }))], 'http://cart/', [policy]);
  expect([shown('x'), shown('')]).toEqual(['allow shop/a 0 own/x', 'deny own/']);
});

describe('claims that are given by themselves', () => {
  const policy = authorizationPolicy('a', 'shop', 'rules: [{from: [{source: {requestPrincipals: ["own/alice"]}}]}]');
  const given = (claims: JsonObject, ...rules: readonly object[]) => {
    const more = rules.length === 0 ? [] : [requestAuthentication('r', 'shop', ...rules)];
    return access([...shopWorld, policy, ...more], { claims });
  };

  it('are those of a signed token', () => {
    expect(shownAccess(given(alice, rule()))).toBe('allow shop/a 0');
    expect(shownAccess(given({ sub: 'alice' }, rule()))).toBe('allow shop/a 0');
    expect(shownAccess(given(alice, otherRule(), rule()))).toBe('allow shop/a 0');
  });

  it('are held against everything else', () => {
    expect(given({ ...alice, exp: past }, rule()).reason).toBe('the token has expired');
    expect(given(alice, rule({ audiences: ['api'] })).reason).toBe('the token is not for api');
    expect(given({ ...alice, iss: 'else' }, rule()).reason).toBe(
      'the token is of an issuer that no RequestAuthentication names',
    );
  });

  it('mean nothing where no RequestAuthentication is', () => {
    const result = given(alice);
    expect(shownAccess(result)).toBe('deny');
    expect(result.assumptions).toEqual(['no RequestAuthentication applies: nobody reads the claims']);
  });
});
