import { isObject, type Json, type JsonObject } from '../../../resources/json.ts';
import type { JwtRule } from '../../../resources/kinds/security.ts';
import type { JsonWebToken } from './json-web-token.ts';
import type { FoundToken } from './token-places.ts';

/** Headers that a rule makes, and that nobody else may. */
export const ownHeaders = ({ outputPayloadToHeader, outputClaimToHeaders = [] }: JwtRule): string[] =>
  [outputPayloadToHeader, ...outputClaimToHeaders.map(({ header }) => header)]
    .filter((name) => name !== undefined && name !== '')
    .map((name) => name!.toLowerCase());

/** Puts into headers what a rule wants there of a valid token, and takes the token out unless it is to go on. */
export function putClaims(
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
export function withLists(claims: JsonObject, { spaceDelimitedClaims = [] }: JwtRule): JsonObject {
  const lists = ['scope', 'permission', ...spaceDelimitedClaims].flatMap((name): [string, string[]][] => {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    return typeof value === 'string' ? [[name, value.split(' ').filter((word) => word !== '')]] : [];
  });
  return { ...claims, ...Object.fromEntries(lists) };
}
