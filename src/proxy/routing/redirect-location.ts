import { numberAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { replacedPrefix } from './gateway-api-rules.ts';
import type { HttpRequest } from './http-request.ts';
import { replacedPrefixOf } from './path-rewrite.ts';
import { pathOf, queryOf } from './request-path.ts';
import type { ProxyRoute } from './rule-match.ts';

/** Where a redirect sends a request (Envoy, RedirectAction; istiod's ApplyRedirect). */
export function redirectLocation(route: ProxyRoute, redirect: JsonObject, request: HttpRequest): string {
  const scheme = textAt(redirect, 'scheme') || request.scheme;
  const derived = redirect.derivePort === 'FROM_REQUEST_PORT' ? request.port : numberAt(redirect, 'port');
  const port = derived === usualPorts[scheme] ? 0 : derived;
  const host = textAt(redirect, 'authority') || requestHost(request, scheme, port !== 0);
  return `${scheme}://${host}${port === 0 ? '' : `:${port}`}${redirectPath(route, textAt(redirect, 'uri'), request.path)}`;
}

/** Where a request goes that has to use TLS. */
export const secureLocation = (request: HttpRequest): string =>
  `https://${requestHost(request, 'https', false)}${request.path}`;

const usualPorts: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** Without its port where another is said, or where it is the usual one of a scheme that changes. */
function requestHost({ authority, scheme }: HttpRequest, newScheme: string, hasPort: boolean): string {
  const port = /:(\d+)$/.exec(authority)?.[1];
  if (port === undefined) return authority;
  const isUsual = newScheme !== scheme && Number(port) === usualPorts[scheme];
  return hasPort || isUsual ? authority.slice(0, -port.length - 1) : authority;
}

function redirectPath(route: ProxyRoute, uri: string, path: string): string {
  if (uri === '') return path;
  if (route.source.isGatewayApi && uri.startsWith(replacedPrefix)) {
    return replacedPrefixOf(route, uri.slice(replacedPrefix.length), pathOf(path)) + queryOf(path);
  }
  return uri.includes('?') ? uri : uri + queryOf(path);
}
