import { listNames } from '../../../base/list-names.ts';
import { isObject, type Json, type JsonObject } from '../../../resources/json.ts';
import { requestPrincipalOf } from '../facts.ts';
import { type Attribute, requests, type ValueContext } from './attribute.ts';
import { matchesText } from './value-match.ts';

/** Values of a claim: one text, or those of a list. */
const claim = (claims: JsonObject | undefined, names: readonly string[]): readonly string[] => {
  let value: Json | undefined = claims;
  for (const name of names) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter((one) => typeof one === 'string');
};

const claimAt = (namesOf: (context: ValueContext) => readonly string[]): Pick<Attribute, 'holds' | 'actual'> => ({
  holds: (value, { claims }, context) => claim(claims, namesOf(context)).some((one) => matchesText(value, one)),
  actual: ({ claims }, context) => {
    const found = claim(claims, namesOf(context));
    const name = namesOf(context).join('.');
    if (claims === undefined) return 'there is no valid token';
    return found.length === 0
      ? `the token has no texts in claim ${name}`
      : `the token’s claim ${name} is ${listNames(found)}`;
  },
});

/** The issuer is before the last slash: it may be a URL. A star stands at the beginning, or else at the end. */
function isRequestPrincipal(value: string, { iss, sub }: JsonObject): boolean {
  if (typeof iss !== 'string' || typeof sub !== 'string') return false;
  if (value === '*') return iss !== '' && sub !== '';
  const slash = value.lastIndexOf('/');
  const [issuer, subject] = [value.slice(0, slash), value.slice(slash + 1)];
  if (value.startsWith('*')) {
    return slash < 0 ? iss !== '' && sub.endsWith(value.slice(1)) : matchesText(issuer, iss) && sub === subject;
  }
  if (!value.endsWith('*')) return slash >= 0 && iss === issuer && sub === subject;
  if (slash < 0) return iss.startsWith(value.slice(0, -1)) && sub !== '';
  return iss === issuer && (subject === '*' ? sub !== '' : sub.startsWith(subject.slice(0, -1)));
}

/** What a valid token says. */
export const tokenAttributes = {
  'request.auth.principal': {
    layers: requests,
    holds: (value, { claims }) => claims !== undefined && isRequestPrincipal(value, claims),
    actual: ({ claims }) => {
      const principal = requestPrincipalOf(claims);
      if (claims === undefined) return 'there is no valid token';
      return principal === undefined ? 'the token has no issuer and subject' : `the token is of ${principal}`;
    },
  },
  'request.auth.audiences': { layers: requests, ...claimAt(() => ['aud']) },
  'request.auth.presenter': { layers: requests, ...claimAt(() => ['azp']) },
  'request.auth.claims': { layers: requests, ...claimAt(({ names }) => names) },
} as const satisfies Record<string, Attribute>;
