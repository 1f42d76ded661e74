import { isIPv6 } from 'node:net';

/** A URL taken apart; a part that is not there is empty. */
export interface Url {
  /** Lowercase, without its colon. */
  readonly scheme: string;
  /** What follows the colon when no slash does: `mailto:someone`. */
  readonly opaque: string;
  /** With the port, without the user. */
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

const control = /[^ -~\u0080-\uffff]/;
const badEscape = /%(?![0-9a-f]{2})/i;
/** In a host only bytes beyond ASCII may be escaped, and the percent sign before an IPv6 zone (RFC 6874). */
const badHost = /%(?!25|[89a-f][0-9a-f])|[^\w\-.~!$&'()*+,;=:[\]<>"%\u0080-\uffff]/i;
const userinfo = /^[\w\-.:~!$&'()*+,;=%@]*$/;
const scheme = /^([a-z][a-z0-9+\-.]*):/i;

/**
 * A URL as Go's net/url reads it, which Istio and Kubernetes do; undefined for what it refuses. As in Go 1.25, which both are
 * written for: later versions refuse `http://::1`. Browsers' rules (WHATWG) differ: they mend what Go refuses.
 *
 * @param isRequest as in the first line of an HTTP request (url.ParseRequestURI): absolute, and with no fragment, so
 *   that `#` is a character like others
 */
export function parseUrl(text: string, isRequest = false): Url | undefined {
  if (isRequest && text === '') return undefined;
  const hash = isRequest ? -1 : text.indexOf('#');
  const [url, fragment] = hash < 0 ? [text, ''] : [text.slice(0, hash), text.slice(hash + 1)];
  if (control.test(url) || badEscape.test(fragment) || url.startsWith(':')) return undefined;
  const found = scheme.exec(url)?.[1]?.toLowerCase() ?? '';
  const [rest, query] = cut(found === '' ? url : url.slice(found.length + 1), '?');
  const parts = { scheme: found, opaque: '', host: '', path: rest, query };
  if (!rest.startsWith('/')) {
    if (found !== '') return { ...parts, opaque: rest, path: '' };
    if (isRequest && text !== '*') return undefined;
    // A colon before the first slash would make it look like a scheme.
    if (rest.split('/', 1)[0]!.includes(':')) return undefined;
  }
  if (!rest.startsWith('//') || (found === '' && (isRequest || rest.startsWith('///')))) {
    return badEscape.test(rest) ? undefined : parts;
  }
  const slash = rest.indexOf('/', 2);
  const [authority, path] = slash < 0 ? [rest.slice(2), ''] : [rest.slice(2, slash), rest.slice(slash)];
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  const user = authority.slice(0, Math.max(0, at));
  if (!userinfo.test(user) || badEscape.test(user) || badEscape.test(path) || !isHost(host)) return undefined;
  return { ...parts, host, path };
}

function isHost(host: string): boolean {
  const literal = /^\[([^\]]*)\](.*)$/.exec(host);
  if (literal !== null) {
    const [, address = '', port = ''] = literal;
    return !/%(?!25)/.test(address) && isIPv6(address.replace('%25', '%')) && isOptionalPort(port);
  }
  if (host.includes('[') || badHost.test(host)) return false;
  const colon = host.lastIndexOf(':');
  return colon < 0 || isOptionalPort(host.slice(colon));
}

const isOptionalPort = (text: string): boolean => /^(?::\d*)?$/.test(text);

function cut(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
