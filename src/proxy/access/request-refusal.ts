import type { PathNormalization } from '../routing/request-path.ts';

/** Methods that Envoy's reader of HTTP/1 knows; all others get 400. */
const methods = new Set(
  `ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL MOVE M-SEARCH MSEARCH NOTIFY
  OPTIONS PATCH POST PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK
  UNSUBSCRIBE`.split(/\s+/),
);

/**
 * Why Envoy answers 400 or 404 before it asks any policy; undefined where it does not. Clients send no `#`; where one comes,
 * Envoy as it is built refuses it, and with the bootstrap of Istio's own image cuts it off.
 */
export function refusalOf(method: string, sentPath: string, normalization: PathNormalization): string | undefined {
  if (!methods.has(method)) return `Envoy knows no method ${method} of HTTP/1`;
  if (!sentPath.startsWith('/')) return 'the path does not begin with a slash';
  if (sentPath.includes('#')) return 'the path holds a #';
  if (normalization !== 'NONE' && sentPath.split('?', 1)[0]!.includes('%00')) return 'the path holds a zero byte, %00';
  return undefined;
}
