import type { Mode } from './peer-authentication.ts';

/** What a port speaks, as far as the server's proxy knows: `auto` is found out from the first bytes. */
export type PortProtocol = 'http' | 'tcp' | 'auto';

/** What a client opens with. */
export type Opening =
  /** The bytes of the application. */
  | 'plaintext'
  /** TLS with a certificate of the mesh, and its ALPN. */
  | 'mtls'
  /** TLS with a certificate of the mesh, without the ALPN that tells it from an application's own. */
  | 'mtls-without-alpn'
  /** TLS without a certificate, or with one that the mesh did not issue, but with the mesh's ALPN. */
  | 'tls-as-mesh'
  /** An application's own TLS. */
  | 'tls';

/** What becomes of it: taken by the proxy, handed on to the application as TLS that the proxy does not open, or closed. */
export type Reception = 'taken' | 'forwarded' | 'closed';

/** What an opening is to proxies in one mode, by the port's protocol where that makes a difference. */
type Row = Readonly<Record<Opening, Reception | Readonly<Record<PortProtocol, Reception>>>>;

const onlyWhereTcp = { http: 'closed', tcp: 'forwarded', auto: 'forwarded' } as const;

/**
 * What the filter chains of a sidecar's inbound listener do (seen in Envoys configured by Istio 1.30). In PERMISSIVE the ALPN
 * says which TLS is the mesh's; a port declared as HTTP has no place for any other.
 */
const table: Readonly<Record<Mode, Row>> = {
  STRICT: {
    plaintext: 'closed',
    mtls: 'taken',
    'mtls-without-alpn': 'taken',
    'tls-as-mesh': 'closed',
    tls: 'closed',
  },
  PERMISSIVE: {
    plaintext: 'taken',
    mtls: 'taken',
    'mtls-without-alpn': onlyWhereTcp,
    'tls-as-mesh': 'closed',
    tls: onlyWhereTcp,
  },
  DISABLE: {
    plaintext: 'taken',
    mtls: onlyWhereTcp,
    'mtls-without-alpn': onlyWhereTcp,
    'tls-as-mesh': onlyWhereTcp,
    tls: onlyWhereTcp,
  },
};

/** What a sidecar does with a connection to one of its ports. */
export function receive(mode: Mode, protocol: PortProtocol, opening: Opening): Reception {
  const reception = table[mode][opening];
  return typeof reception === 'string' ? reception : reception[protocol];
}
