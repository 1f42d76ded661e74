import type { JsonObject } from '../../resources/json.ts';

/** What a proxy can tell policies: requests of HTTP; connections; or less of connections, as ztunnel does. */
export type Layer = 'http' | 'tcp' | 'ztunnel';

/** All that rules ask about, as the proxy sees it. */
export interface Facts {
  readonly layer: Layer;
  /** The client's certificate says this: `cluster.local/ns/shop/sa/web`; undefined without one. */
  readonly principal: string | undefined;
  /** Where the connection comes from; undefined where that is not known. */
  readonly sourceIp: string | undefined;
  /** Where the request comes from, as far as proxies on its way are trusted. */
  readonly remoteIp: string | undefined;
  readonly destinationIp: string | undefined;
  readonly port: number;
  /** Empty where TLS names none. */
  readonly sni: string;
  readonly method: string;
  /** As it is sent, with a port or without. */
  readonly authority: string;
  /** Without its query, normalized. */
  readonly path: string;
  /** By small letters, those of HTTP/2 that begin with a colon among them. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Of the token that was found valid. */
  readonly claims: JsonObject | undefined;
}

/** `issuer/subject`, where both are there. */
export function requestPrincipalOf(claims: JsonObject | undefined): string | undefined {
  const { iss, sub } = claims ?? {};
  return typeof iss === 'string' && typeof sub === 'string' ? `${iss}/${sub}` : undefined;
}
