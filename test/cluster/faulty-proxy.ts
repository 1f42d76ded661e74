import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiServer } from './api-server.ts';
import { selfSigned } from './certificate.ts';

/** A request that comes by. */
export interface PassingRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** True for what is to change something: no dry run, and no question asked by way of creating an object. */
  readonly isWrite: boolean;
  /** Its number, from 1, among all requests since `fault` was called. */
  readonly number: number;
  /** How many writes there have been by now, this one counted. */
  readonly writes: number;
}

/** What goes wrong with a request. */
export type Fault =
  /** The server does not get it; this is the answer. `retryAfter` in seconds. */
  | { readonly status: number; readonly retryAfter?: number; readonly body?: string }
  /** The connection breaks, before the server has the request or after it has done what was asked. */
  | { readonly cut: 'before' | 'after' }
  /** It takes so many milliseconds longer. */
  | { readonly delay: number }
  /** There is never an answer. */
  | 'hang';

/** A way to an API server that is not as good as it should be. */
export interface FaultyProxy {
  /** As the API server's own, but through here. */
  kubeconfig(user?: string): string;
  /** From now on requests fare as this says; without a fault they pass. It may do something first, and they wait for it. */
  fault(decide: (request: PassingRequest) => Promise<Fault | undefined> | Fault | undefined): void;
  stop(): Promise<void>;
}

export async function startFaultyProxy(apiServer: ApiServer): Promise<FaultyProxy> {
  const { certificate, key } = selfSigned(['localhost']);
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  let decide: (request: PassingRequest) => Promise<Fault | undefined> | Fault | undefined = () => undefined;
  let requests = 0;
  let writes = 0;

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url: path = '', headers } = incoming;
    const isWrite = method !== 'GET' && !/dryRun=|accessreviews|rulesreviews/.test(path);
    requests++;
    if (isWrite) writes++;
    const fault = (await decide({ method, path, isWrite, number: requests, writes })) ?? { delay: 0 };
    if (fault === 'hang') return;
    if ('status' in fault) {
      const { status, retryAfter, body = 'not now\n' } = fault;
      response.writeHead(status, { ...(retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` }) });
      response.end(body);
      return;
    }
    if ('cut' in fault && fault.cut === 'before') return void incoming.socket.destroy();
    if ('delay' in fault) await sleep(fault.delay);
    const outgoing = request(apiServer.url + path, { method, headers, agent });
    outgoing.on('error', () => incoming.socket.destroy());
    outgoing.on('response', (answer) => {
      if ('cut' in fault) {
        answer.resume().on('end', () => incoming.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode!, answer.headers);
      response.flushHeaders();
      answer.on('error', () => incoming.socket.destroy()).pipe(response);
    });
    response.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  };

  const server = createServer({ cert: certificate, key });
  server.on('request', (incoming, response) => void handle(incoming, response));
  server.on('upgrade', ({ method, url, headers }: IncomingMessage, near: Duplex, head: Buffer) => {
    const outgoing = request(apiServer.url + url, { method, headers, rejectUnauthorized: false });
    outgoing.on('error', () => near.destroy());
    outgoing.on('response', () => near.destroy());
    outgoing.on(
      'upgrade',
      ({ statusCode, statusMessage, rawHeaders }: IncomingMessage, far: Duplex, farHead: Buffer) => {
        const lines = rawHeaders.map((text, i) => (i % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
        near.write(`HTTP/1.1 ${statusCode} ${statusMessage}\r\n${lines}\r\n`);
        near.write(farHead);
        far.write(head);
        near.on('error', () => far.destroy());
        far.on('error', () => near.destroy());
        near.pipe(far).pipe(near);
      },
    );
    outgoing.end();
  });
  await once(server.listen(0, 'localhost'), 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    kubeconfig: (user) => {
      const config = JSON.parse(apiServer.kubeconfig(user));
      config.clusters[0].cluster = {
        server: `https://localhost:${port}`,
        'certificate-authority-data': Buffer.from(certificate).toString('base64'),
      };
      return JSON.stringify(config);
    },
    fault: (newDecision) => {
      decide = newDecision;
      requests = 0;
      writes = 0;
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };
}
