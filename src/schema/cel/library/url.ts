import { type CelFunc, CelScalar, celFunc, celMethod, listType, mapType } from '@bufbuild/cel';
import { parseUrl, type Url } from '../../values/url.ts';
import { CelError, isURL } from '../functions.ts';
import { opaqueType } from './opaque.ts';

const { BOOL, STRING } = CelScalar;

/** A URL is its text. */
const urls = opaqueType<string>('URL', String, String);
const parts = (value: unknown): Url => parseUrl(urls.read(value))!;

/** What a host says before and after its port's colon; brackets of an IPv6 address are not part of its name. */
function splitHost(host: string): { name: string; port: string } {
  const [, name = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(host) ?? [];
  return { name: name.replace(/^\[|\]$/g, ''), port };
}

function readQuery(query: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const part of query.split('&')) {
    // Go takes no semicolon in a query, and leaves out what it cannot read.
    if (part === '' || part.includes(';')) continue;
    const [key, value = ''] = [part.split('=', 1)[0]!, part.split('=').slice(1).join('=')];
    try {
      const name = unescapeQuery(key);
      values.set(name, [...(values.get(name) ?? []), unescapeQuery(value)]);
    } catch {}
  }
  return values;
}

const unescapeQuery = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

/** Characters of a path that need no escape (RFC 3986). */
const escapePath = (path: string): string => encodeURI(path).replaceAll('%25', '%');

/** Kubernetes' URL library. */
export const urlLibrary: readonly CelFunc[] = [
  celFunc('isURL', [STRING], BOOL, isURL),
  celFunc('url', [STRING], urls.type, (text) => {
    if (!isURL(text)) throw new CelError(`${text} is not a URL`);
    return urls.write(text) as never;
  }),
  celMethod('getScheme', urls.type, [], STRING, function () {
    return parts(this).scheme;
  }),
  celMethod('getHost', urls.type, [], STRING, function () {
    return parts(this).host;
  }),
  celMethod('getHostname', urls.type, [], STRING, function () {
    return splitHost(parts(this).host).name;
  }),
  celMethod('getPort', urls.type, [], STRING, function () {
    return splitHost(parts(this).host).port;
  }),
  celMethod('getEscapedPath', urls.type, [], STRING, function () {
    return escapePath(parts(this).path);
  }),
  celMethod('getQuery', urls.type, [], mapType(STRING, listType(STRING)), function () {
    return readQuery(parts(this).query);
  }),
];
