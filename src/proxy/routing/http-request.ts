import { append } from '../../base/append.ts';
import { UsageError } from '../../base/errors.ts';
import { normalizedPath } from './request-path.ts';

/** An HTTP request, as a proxy gets it. */
export interface HttpRequest {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** The Host header, or HTTP/2's :authority, as it is sent: a port may be there or not. */
  readonly authority: string;
  /** The port that is called: a Service's, or that of a Gateway's server. */
  readonly port: number;
  /** With its query, normalized as proxies do it by default. */
  readonly path: string;
  /** The path and query as they are sent. */
  readonly sentPath?: string;
  /** By small letters: one may be sent several times. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
}

/** What a request is made of. */
export interface RequestParts {
  readonly method?: string | undefined;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** Where it is not that of the URL's. */
  readonly port?: number | undefined;
}

/**
 * The request for a URL; a header Host stands in place of the URL's host.
 *
 * @throws UsageError for what is no URL of HTTP
 */
export function httpRequest(url: string, { method = 'GET', headers = [], port }: RequestParts = {}): HttpRequest {
  const [, scheme, authority, rest = ''] = /^(https?):\/\/([^/?#]+)([^#]*)/i.exec(url) ?? [];
  if (scheme === undefined || authority === undefined) {
    throw new UsageError(`"${url}" is no URL of a request, as http://reviews.shop:9080/path?query`);
  }
  const isSecure = scheme.toLowerCase() === 'https';
  const all = new Map<string, string[]>();
  for (const [name, value] of headers) append(all, name.toLowerCase(), value);
  const [host] = all.get('host') ?? [];
  all.delete('host');
  const own = /:(\d+)$/.exec(authority)?.[1];
  const sentPath = rest.startsWith('/') ? rest : `/${rest}`;
  return {
    method,
    scheme: isSecure ? 'https' : 'http',
    authority: host ?? authority,
    port: port ?? (own === undefined ? (isSecure ? 443 : 80) : Number(own)),
    path: normalizedPath(sentPath),
    sentPath,
    headers: all,
  };
}

/** A host without its port, in small letters: what virtual hosts are found by. */
export const hostOf = (authority: string): string => authority.replace(/:\d*$/, '').toLowerCase();
