import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { KubeApi } from '../../src/kube/api.ts';
import { type ClientOptions, openCluster } from '../../src/kube/client.ts';
import type { Connection } from '../../src/kube/connection.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { selfSigned } from './certificate.ts';

const own = selfSigned('test');

/** A request that a test server got. */
export interface Got {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

export interface TestServer {
  readonly url: string;
  readonly got: Got[];
  /** How many connections were made. */
  connections: number;
  /** The server as the program sees it. */
  api(options?: ClientOptions, change?: (connection: Connection) => Connection): KubeApi;
}

/** Answers one request; `n` counts from 1. */
export type Answer = (request: IncomingMessage, response: ServerResponse, n: number) => void;

/** Answers a request to go on in another protocol. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer, n: number) => void;

/** An HTTPS server on this machine that answers as a test wants; gone after the test. */
export async function startServer(
  answer: Answer,
  options: ServerOptions = own,
  upgrade?: Upgrade,
): Promise<TestServer> {
  const server = createServer(options);
  const got: Got[] = [];
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    got.push({ method: request.method!, path: request.url!, headers: request.headers });
    answer(request, response, got.length);
  });
  if (upgrade !== undefined) {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      got.push({ method: request.method!, path: request.url!, headers: request.headers });
      upgrade(request, socket, head, got.length);
    });
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const apis: KubeApi[] = [];
  onTestFinished(() => {
    for (const api of apis) api.close();
    server.closeAllConnections();
    server.close();
  });
  const connection: Connection = {
    context: 'test',
    namespace: 'default',
    cluster: { server: url, 'certificate-authority-data': base64(String(options.cert)) },
    userName: 'jane',
    user: { token: 'secret-token' },
  };
  const started: TestServer = {
    url,
    got,
    connections: 0,
    api: (clientOptions = {}, change = (it) => it) => {
      const api = openCluster(change(connection), { cwd: '/', env: { PATH: process.env.PATH } }, clientOptions);
      apis.push(api);
      return api;
    },
  };
  server.on('secureConnection', () => {
    started.connections++;
  });
  return started;
}

export const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Sends JSON. */
export function send(
  response: ServerResponse,
  body: JsonObject,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Sends a Kubernetes Status. */
export const refuse = (
  response: ServerResponse,
  code: number,
  reason: string,
  message: string,
  details: JsonObject = {},
  headers: Record<string, string> = {},
): void =>
  send(
    response,
    { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message, details },
    code,
    headers,
  );

/** What the server serves: ConfigMaps. */
const discovery = {
  kind: 'APIGroupDiscoveryList',
  items: [
    {
      versions: [
        {
          version: 'v1',
          resources: [
            { resource: 'configmaps', scope: 'Namespaced', verbs: ['list'], responseKind: { kind: 'ConfigMap' } },
          ],
        },
      ],
    },
  ],
};

/** Answers discovery by itself, and everything else as told; `n` counts the latter. */
export function withDiscovery(answer: Answer): Answer {
  let n = 0;
  return (request, response) => {
    if (request.url === '/api') send(response, discovery);
    else if (request.url === '/apis') send(response, { ...discovery, items: [] });
    else answer(request, response, ++n);
  };
}
