import type { Json } from '../../../resources/json.ts';
import type { JwtRule } from '../../../resources/kinds/security.ts';
import { type JsonWebToken, readToken, signatureProblem, TokenProblem } from './json-web-token.ts';

/** Said where no rule is of the token's issuer. */
export const otherIssuer = 'is of an issuer that no RequestAuthentication names';

/** When a token is looked at, and where it is said that its keys are not known. */
interface Circumstances {
  readonly now: Date;
  readonly assumptions: Set<string>;
}

/** A token that a rule finds valid, or what is wrong with it, in the order in which Envoy looks. */
export function validToken(
  text: string,
  rule: JwtRule,
  { now, assumptions }: Circumstances,
): JsonWebToken | TokenProblem {
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

/** What is wrong with a token for a rule, its signature aside. */
export function claimProblem(
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
