import type { JsonObject } from '../../resources/json.ts';
import type { Opening } from '../mtls/reception.ts';
import type { HttpRequest } from '../routing/http-request.ts';

/** A request as it comes to the proxy of a workload. Where the port is not one of HTTP, only the connection counts. */
export interface AccessRequest {
  /** The workload's own port: a container's, not the Service's. */
  readonly port: number;
  /** What the client opens the connection with. */
  readonly opening: Opening;
  /** What TLS offers to speak (ALPN). Default: what a sidecar offers for HTTP. */
  readonly alpn?: readonly string[] | undefined;
  /** Who the client's certificate says it is: `cluster.local/ns/shop/sa/web`; undefined without mTLS. */
  readonly principal?: string | undefined;
  /** The address that the connection comes from; unknown where it is undefined. */
  readonly sourceIp?: string | undefined;
  /** The name that TLS asks for. */
  readonly sni?: string | undefined;
  /** Its tokens are among its headers. */
  readonly http: HttpRequest;
  /** Claims of a token that is taken for valid, beside those among the headers: its issuer is `iss`. */
  readonly claims?: JsonObject | undefined;
}
