import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import type { JwtRule } from '../../resources/kinds/security.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Field, Resource } from '../../resources/resource.ts';
import { type JsonWebToken, readToken, signatureProblem, TokenProblem } from './json-web-token.ts';
import { type FoundToken, tokensFor } from './token-places.ts';

/** A rule of a RequestAuthentication, and where it stands. */
export interface PlacedJwtRule {
  readonly rule: JwtRule;
  readonly field: Field;
}

/** The rules of RequestAuthentications as proxies get them: in the order of their issuers. */
export const jwtRulesOf = (policies: readonly Resource<BodyOf<'RequestAuthentication'>>[]): PlacedJwtRule[] =>
  policies
    .flatMap((policy) =>
      (policy.spec.jwtRules ?? []).map((rule, i) => ({ rule, field: policy.at('spec', 'jwtRules', i) })),
    )
    .sort(({ rule: a }, { rule: b }) =>
      (a.issuer ?? '') < (b.issuer ?? '') ? -1 : (a.issuer ?? '') > (b.issuer ?? '') ? 1 : 0,
    );

/** What a proxy makes of the tokens of a request. */
export interface ReadTokens {
  /** What it says of the token that lets nothing through, and the rule that it is said by. */
  readonly problem?: { readonly text: string; readonly field: Field } | undefined;
  /** Of the valid token. */
  readonly claims?: JsonObject | undefined;
  /** As policies see them: a token is taken out, and claims may be put in. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
}

/** What tokens are read from. */
export interface TokenInput {
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly path: string;
  /** Of one more token, whose signature is good. */
  readonly claims?: JsonObject | undefined;
  readonly now: Date;
  readonly assumptions: Set<string>;
}

/** Said where no rule is of the token's issuer. */
const otherIssuer = 'is of an issuer that no RequestAuthentication names';

/**
 * Reads the tokens of a request, as istiod has Envoy do it: the first rule all of whose tokens are valid decides who the
 * request is from. A request without any token in the places of the rules passes; with others it does not.
 */
export function readTokens(rules: readonly PlacedJwtRule[], input: TokenInput): ReadTokens {
  const headers = new Map(input.headers);
  if (rules.length === 0) {
    if (input.claims !== undefined) input.assumptions.add('no RequestAuthentication applies: nobody reads the claims');
    return { headers };
  }
  let problem: ReadTokens['problem'];
  for (const placed of rules) {
    const { rule, field } = placed;
    for (const name of ownHeaders(rule)) headers.delete(name);
    const given = givenToken(rules, placed, input);
    const found = given === undefined ? tokensFor(rule, { headers, path: input.path }) : [];
    const results = given === undefined ? found.map(({ text }) => validToken(text, rule, input)) : [given];
    const failed = results.find((result) => result instanceof TokenProblem);
    if (failed !== undefined) {
      // That a token is of another rule's issuer says least.
      if (problem === undefined || failed.text !== otherIssuer) problem = { text: failed.text, field };
    } else if (results.length > 0) {
      const valid = results as readonly JsonWebToken[];
      for (const [i, token] of [...valid.entries()].reverse()) putClaims(headers, rule, token, found[i]);
      return { claims: withLists(valid[0]!.claims, rule), headers };
    }
  }
  return { problem, headers };
}

/** The token whose claims were given by themselves, for the rule of its issuer; for all rules where none is of it. */
function givenToken(
  rules: readonly PlacedJwtRule[],
  { rule }: PlacedJwtRule,
  { claims: given, now }: TokenInput,
): JsonWebToken | TokenProblem | undefined {
  if (given === undefined) return undefined;
  const issuers = new Set(rules.map((one) => one.rule.issuer));
  const [only] = issuers;
  const claims = given.iss === undefined && issuers.size === 1 ? { ...given, iss: only } : given;
  if (!issuers.has(claims.iss as string)) return new TokenProblem(otherIssuer);
  if (claims.iss !== rule.issuer) return undefined;
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  const token = { algorithm: '', keyId: '', claims, payload, signed: '', signature: Buffer.alloc(0) };
  return claimProblem(token, rule, now) ?? token;
}

function validToken(text: string, rule: JwtRule, { now, assumptions }: TokenInput): JsonWebToken | TokenProblem {
  const token = readToken(text);
  if (token instanceof TokenProblem) return token;
  const problem = claimProblem(token, rule, now);
  if (problem !== undefined) return problem;
  if (!rule.jwks) {
    assumptions.add(`the keys of ${rule.issuer} are not in the input: the token’s signature is taken as good`);
    return token;
  }
  return signatureProblem(token, rule.jwks) ?? token;
}

/** Clocks may differ by so much (Envoy, JwtProvider.clock_skew_seconds). */
const clockSkew = 60;

function claimProblem(
  { claims }: JsonWebToken,
  { issuer, audiences = [] }: JwtRule,
  now: Date,
): TokenProblem | undefined {
  const { iss, aud, exp, nbf } = claims;
  const seconds = Math.floor(now.getTime() / 1000);
  if (issuer && iss !== issuer) return new TokenProblem(otherIssuer);
  if (typeof nbf === 'number' && nbf > seconds + clockSkew) return new TokenProblem('is not valid yet');
  if (typeof exp === 'number' && exp !== 0 && seconds > exp + clockSkew) return new TokenProblem('has expired');
  const own = (Array.isArray(aud) ? (aud as readonly Json[]) : [aud]).filter((one) => typeof one === 'string');
  const isMeant = audiences.length === 0 || own.some((one) => audiences.some((other) => bare(one) === bare(other)));
  return isMeant ? undefined : new TokenProblem(`is not for ${audiences.join(' or ')}`);
}

/** Audiences that are URLs are the same with `http://`, `https://` and without, and whether a slash is at the end or not. */
const bare = (audience: string): string => audience.replace(/^https?:\/\//, '').replace(/\/$/, '');

/** Headers that a rule makes, and that nobody else may. */
const ownHeaders = ({ outputPayloadToHeader, outputClaimToHeaders = [] }: JwtRule): string[] =>
  [outputPayloadToHeader, ...outputClaimToHeaders.map(({ header }) => header)]
    .filter((name) => name !== undefined && name !== '')
    .map((name) => name!.toLowerCase());

function putClaims(
  headers: Map<string, readonly string[]>,
  rule: JwtRule,
  token: JsonWebToken,
  found?: FoundToken,
): void {
  const put = (name: string, value: string) => headers.set(name, [...(headers.get(name) ?? []), value]);
  if (rule.outputPayloadToHeader) put(rule.outputPayloadToHeader.toLowerCase(), token.payload);
  for (const { header = '', claim = '' } of rule.outputClaimToHeaders ?? []) {
    const text = claimText(token.claims, claim);
    if (text !== '') put(header.toLowerCase(), text);
  }
  if (rule.forwardOriginalToken !== true && found?.header !== undefined) headers.delete(found.header);
}

/** A claim as a header has it: lists and objects are JSON in base64. Dots lead into objects. */
function claimText(claims: JsonObject, path: string): string {
  let value: Json | undefined = claims;
  for (const name of path.split('.')) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? Buffer.from(JSON.stringify(value)).toString('base64') : String(value);
}

/** Claims that are lists with spaces between: these, and those that the rule names (istio.io, JWTRule.spaceDelimitedClaims). */
function withLists(claims: JsonObject, { spaceDelimitedClaims = [] }: JwtRule): JsonObject {
  const lists = ['scope', 'permission', ...spaceDelimitedClaims].flatMap((name): [string, string[]][] => {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    return typeof value === 'string' ? [[name, value.split(' ').filter((word) => word !== '')]] : [];
  });
  return { ...claims, ...Object.fromEntries(lists) };
}
