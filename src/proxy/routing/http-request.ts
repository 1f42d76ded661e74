import { append } from '../../base/append.ts';
import { UsageError } from '../../base/errors.ts';

/** An HTTP request, as a proxy gets it. */
export interface HttpRequest {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** The Host header, or HTTP/2's :authority, as it is sent: a port may be there or not. */
  readonly authority: string;
  /** The port that is called: a Service's, or that of a Gateway's server. */
  readonly port: number;
  /** With its query, normalized as proxies do it. */
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

/** A path without its query. */
export const pathOf = (path: string): string => path.split('?', 1)[0]!;

/** What stands behind the path, with its question mark. */
export const queryOf = (path: string): string => path.slice(pathOf(path).length);

/** How far proxies go in taking different spellings of a path for the same (MeshConfig.ProxyPathNormalization). */
export type PathNormalization = 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';

/**
 * A path as proxies see it. BASE, which is Istio's default, is what Envoy does with `normalize_path`: backslashes turn round,
 * letters, digits and `-._~` are not left encoded, and dots are resolved. Slashes stay as many as they are, but for
 * MERGE_SLASHES; and encoded ones stay what they are, but for DECODE_AND_MERGE_SLASHES, which reads them first.
 */
export function normalizedPath(path: string, normalization: PathNormalization = 'BASE'): string {
  if (normalization === 'NONE') return path;
  let plain = pathOf(path);
  if (normalization === 'DECODE_AND_MERGE_SLASHES') plain = plain.replace(/%2f/gi, '/').replace(/%5c/gi, '\\');
  plain = withoutDots(plain);
  if (normalization !== 'BASE') plain = mergedSlashes(plain);
  return plain + queryOf(path);
}

/** Of a path that is nothing but slashes, Envoy leaves two. */
const mergedSlashes = (path: string): string => (/^\/{2,}$/.test(path) ? '//' : path.replace(/\/+/g, '/'));

function withoutDots(path: string): string {
  const plain = path.replaceAll('\\', '/').replace(/%([\da-f]{2})/gi, (written, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[\w.~-]/.test(character) ? character : written;
  });
  const segments: string[] = [];
  const all = plain.slice(1).split('/');
  for (const [i, segment] of all.entries()) {
    const isLast = i === all.length - 1;
    if (segment === '..') segments.pop();
    if (segment !== '.' && segment !== '..') segments.push(segment);
    else if (isLast) segments.push('');
  }
  return `/${segments.join('/')}`;
}
