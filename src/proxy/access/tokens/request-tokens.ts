import type { JsonObject } from '../../../resources/json.ts';
import type { JwtRule } from '../../../resources/kinds/security.ts';
import type { BodyOf } from '../../../resources/kinds.ts';
import type { Field, Resource } from '../../../resources/resource.ts';
import { type JsonWebToken, TokenProblem } from './json-web-token.ts';
import { ownHeaders, putClaims, withLists } from './token-claims.ts';
import { tokensFor } from './token-places.ts';
import { claimProblem, otherIssuer, validToken } from './token-validity.ts';

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
