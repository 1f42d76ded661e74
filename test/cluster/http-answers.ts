import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on this machine's loopback address that answers as a test has it. */
export interface HttpAnswers {
  readonly port: number;
  /** `GET /config_dump`, in the order of requests. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

/** What to answer: a text, with status 200; or whatever a function does. */
export type Answering = (request: IncomingMessage, response: ServerResponse) => string | undefined;

export async function startHttpAnswers(answering: Answering): Promise<HttpAnswers> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const text = answering(request, response);
    if (text !== undefined) response.end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
