import type {
  EnvoyExternalAuthorizationHttpProvider,
  ExtensionProvider,
} from '../../compiled/mesh.istio.io/MeshConfig.js';
import { parseUrl } from '../../values/url.ts';
import { quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';

/** First and last of each run of HTTP statuses that Envoy answers with (envoyproxy.io, type.v3.StatusCode). */
const statuses = [
  [100, 100],
  [200, 208],
  [226, 226],
  [300, 305],
  [307, 308],
  [400, 417],
  [421, 424],
  [426, 426],
  [428, 429],
  [431, 431],
  [500, 508],
  [510, 511],
] as const;

/** A name that goes into the names of policies and metadata, which other providers' do not. */
const safeName = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

const headerLists = [
  'includeHeadersInCheck',
  'includeRequestHeadersInCheck',
  'headersToUpstreamOnAllow',
  'headersToDownstreamOnDeny',
  'headersToDownstreamOnAllow',
] as const;

const isStatus = (text: string): boolean =>
  /^\+?\d+$/.test(text) && statuses.some(([first, last]) => Number(text) >= first && Number(text) <= last);

function checkHttp(authorizer: EnvoyExternalAuthorizationHttpProvider, field: Field): void {
  const { pathPrefix } = authorizer;
  if (pathPrefix && (!pathPrefix.startsWith('/') || parseUrl(pathPrefix) === undefined)) {
    field.at('pathPrefix').warning(`must be a path that begins with "/", not ${quote(pathPrefix)}`);
  }
  for (const name of headerLists) {
    for (const [i, header] of (authorizer[name] ?? []).entries()) {
      if (header !== '*') continue;
      field.at(name, i).warning('must be a header, perhaps with "*" before or after a part of its name, not "*" alone');
    }
  }
}

/**
 * Warns of what keeps an external authorizer from being used, so that AuthorizationPolicies deny that name it.
 *
 * @param field where `provider` stands
 */
export function checkExternalAuthorizer(provider: ExtensionProvider, field: Field): void {
  const { name, envoyExtAuthzHttp, envoyExtAuthzGrpc } = provider;
  const kind = envoyExtAuthzHttp === undefined ? 'envoyExtAuthzGrpc' : 'envoyExtAuthzHttp';
  const authorizer = envoyExtAuthzHttp ?? envoyExtAuthzGrpc;
  if (authorizer === undefined) return;
  if (name && !safeName.test(name)) {
    const allowed = 'lowercase letters, digits and inner hyphens, at most 63 of them';
    field.at('name').warning(`must be ${allowed}, for an external authorizer, not ${quote(name)}`);
  }
  const { statusOnError } = authorizer;
  if (statusOnError && !isStatus(statusOnError)) {
    field.at(kind, 'statusOnError').warning(`must be an HTTP status such as 403 or 503, not ${quote(statusOnError)}`);
  }
  if (envoyExtAuthzHttp !== undefined) checkHttp(envoyExtAuthzHttp, field.at('envoyExtAuthzHttp'));
}
