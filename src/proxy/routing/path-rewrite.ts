import { objectAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { pathOf, queryOf } from './request-path.ts';
import { matchedPrefix, type ProxyRoute } from './rule-match.ts';
import { substitute } from './string-match.ts';

/** The path that a destination gets; the query stays (Envoy, RouteAction.prefix_rewrite and regex_rewrite). */
export function rewrittenPath(route: ProxyRoute, rewrite: JsonObject | undefined, whole: string): string {
  const path = pathOf(whole);
  const regex = objectAt(rewrite, 'uriRegexRewrite');
  if (regex !== undefined) return substitute(textAt(regex, 'match'), textAt(regex, 'rewrite'), path) + queryOf(whole);
  const uri = textAt(rewrite, 'uri');
  return uri === '' ? whole : replacedPrefixOf(route, uri, path) + queryOf(whole);
}

/** A path with something else for its part that matched: for what matched by an expression or in whole, all of it. */
export function replacedPrefixOf({ match, source }: ProxyRoute, replacement: string, path: string): string {
  const uri = objectAt(match, 'uri') ?? { prefix: '/' };
  if (typeof uri.prefix !== 'string')
    return uri.exact === undefined && uri.regex === undefined ? replacement + path.slice(1) : replacement;
  const rest = path.slice(matchedPrefix(uri.prefix, source.isGatewayApi).length);
  // The Gateway API takes a prefix away by putting a slash there.
  if (source.isGatewayApi && replacement === '/') return rest.startsWith('/') ? rest : `/${rest}`;
  return replacement + rest;
}
