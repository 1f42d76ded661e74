import { type ClientHttp2Session, type ClientHttp2Stream, connect, type OutgoingHttpHeaders } from 'node:http2';
import type { Duplex } from 'node:stream';
import type { createGrpcTransport } from '@connectrpc/connect-node';
import type { XdsTls } from './xds-exchange.ts';

type SessionManager = NonNullable<Parameters<typeof createGrpcTransport>[0]['sessionManager']>;

/** A connection over HTTP/2 that a gRPC transport uses. */
export interface XdsSession extends SessionManager {
  /** Why the connection ended; undefined as long as it is well. */
  readonly failure: Error | undefined;
  close(): void;
}

/**
 * Connects to an address; or speaks over a stream that leads there. What becomes of the connection is told in `failure`, and to
 * the calls that are under way. Throws Node's error for certificates that cannot be used.
 */
export function openXdsSession(address: string, tls: XdsTls | undefined, stream: Duplex | undefined): XdsSession {
  const authority = `${tls === undefined ? 'http' : 'https'}://${address}`;
  // Node speaks TLS over any stream that it is given as a socket; without TLS it wants to be told how to connect.
  const over = stream && (tls === undefined ? { createConnection: () => stream } : { socket: stream });
  let failure: Error | undefined;
  let session: ClientHttp2Session | undefined;
  stream?.on('error', (error) => {
    failure ??= error;
    session?.destroy(error);
  });
  try {
    session = connect(authority, { ...tls, ...over } as object);
  } catch (error) {
    stream?.destroy();
    throw error;
  }
  session.on('error', (error: Error) => {
    failure ??= error;
  });
  const open = session;
  return {
    authority,
    get failure() {
      return failure;
    },
    request: async (
      method: string,
      path: string,
      headers: OutgoingHttpHeaders,
      options: object,
    ): Promise<ClientHttp2Stream> => open.request({ ...headers, ':method': method, ':path': path }, options),
    notifyResponseByteRead: () => {},
    close: () => {
      open.destroy();
      stream?.destroy();
    },
  };
}
