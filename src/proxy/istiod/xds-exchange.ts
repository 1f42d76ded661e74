import type { Duplex } from 'node:stream';
import { Code, ConnectError } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { MeshwrightError } from '../../base/errors.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';
import { streamAggregatedResources, type XdsMessage } from './xds-messages.ts';
import { xdsProblem } from './xds-problem.ts';
import { openXdsSession, type XdsSession } from './xds-session.ts';

/** How to speak TLS, with node:tls' names. */
export interface XdsTls {
  /** Certificates that are trusted, as PEM; by default Node's. */
  readonly ca?: readonly string[];
  /** The client's certificate with its chain, and its key, as PEM. */
  readonly cert?: string;
  readonly key?: string;
  /** The name that the server's certificate must be for; by default the address's. */
  readonly servername?: string;
  readonly rejectUnauthorized: boolean;
}

/** An istiod's xDS port. */
export interface XdsServer {
  /** `host:port`, for messages too. */
  readonly address: string;
  /** Opens a connection of another kind than to the address. */
  readonly open?: (signal: AbortSignal) => Promise<Duplex>;
  /** Undefined for plaintext. */
  readonly tls: XdsTls | undefined;
  /** A token of the service account, sent over TLS only. */
  readonly token?: string | undefined;
  /** Who asks: istiod compares it with what the token, or the certificate, says. */
  readonly client: { readonly namespace: string; readonly serviceAccount: string };
}

/** A question to istiod's debug interface. */
export interface XdsQuestion {
  readonly typeUrl: string;
  readonly resourceNames?: readonly string[];
}

export interface XdsAnswer {
  readonly resources: readonly { readonly typeUrl: string; readonly value: Uint8Array }[];
  /** What istiod says of itself: Component, ID (its Pod's name), and of what build it is, in Info. */
  readonly controlPlane: JsonObject;
}

/**
 * Asks over a connection of its own, in one request and one answer of a stream.
 *
 * @param deadline on `performance.now()`'s clock
 * @throws MeshwrightError that says why there is no answer
 */
export async function askXds(server: XdsServer, question: XdsQuestion, deadline: number): Promise<XdsAnswer> {
  const timeout = Math.max(1, Math.round(deadline - performance.now()));
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(new ConnectError('the time is up', Code.DeadlineExceeded)), timeout);
  const { address, open, tls, token } = server;
  let session: XdsSession | undefined;
  try {
    session = openXdsSession(address, tls, await open?.(ending.signal));
    const transport = createGrpcTransport({ baseUrl: session.authority, sessionManager: session });
    const headers: Record<string, string> =
      tls === undefined || token === undefined ? {} : { authorization: `Bearer ${token}` };
    const answers = await transport.stream(
      streamAggregatedResources,
      ending.signal,
      timeout,
      headers,
      requests(server, question, ending.signal),
    );
    for await (const answer of answers.message) return read(answer as XdsMessage);
    throw new ConnectError('it closed the stream without an answer', Code.Unavailable);
  } catch (error) {
    // How the connection ended says more than what became of the call for it.
    const problem = xdsProblem(session?.failure ?? error, server, timeout);
    throw new MeshwrightError(`cannot ask istiod at ${address}: ${problem}`, { cause: error });
  } finally {
    clearTimeout(timer);
    ending.abort();
    session?.close();
  }
}

/** The question; the stream then stays open until the answer is there. */
async function* requests({ client }: XdsServer, { typeUrl, resourceNames }: XdsQuestion, signal: AbortSignal) {
  const { namespace, serviceAccount } = client;
  yield {
    typeUrl,
    resourceNames: [...(resourceNames ?? [])],
    node: {
      // Type, address, name and domain, as istiod takes them apart (pilot, ParseServiceNodeWithMetadata).
      id: `sidecar~0.0.0.0~meshwright.${namespace}~${namespace}.svc.cluster.local`,
      metadata: { GENERATOR: 'event', NAMESPACE: namespace, SERVICE_ACCOUNT: serviceAccount, ISTIO_VERSION: unlimited },
    },
  };
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
}

/** Newer than any, so that nothing is kept from old proxies' sake. */
const unlimited = '65536.65536.65536';

function read({ resources, controlPlane }: XdsMessage): XdsAnswer {
  return { resources: resources ?? [], controlPlane: identity(controlPlane?.identifier) };
}

function identity(text: string | undefined): JsonObject {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
