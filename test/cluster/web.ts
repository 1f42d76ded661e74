import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server on this machine's loopback address: long answers, and broken ones. */
export interface Web {
  readonly port: number;
  /** Bytes that the last long answer has got rid of. */
  sent(): number;
  /** How many are open. */
  connections(): Promise<number>;
  closeConnections(): void;
  stop(): Promise<void>;
}

const piece = Buffer.alloc(65_536, 'x');

/** Waits until a response takes more, or is closed. */
const writable = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });

/** @param name what it answers to all else, with the path */
export async function startWeb(name = 'web'): Promise<Web> {
  let sent = 0;

  async function bytes(response: ServerResponse, length: number): Promise<void> {
    response.writeHead(200, { 'content-length': length });
    for (sent = 0; sent < length && !response.destroyed; ) {
      const part = piece.subarray(0, length - sent);
      if (!response.write(part)) await writable(response);
      sent += part.length;
    }
    response.end();
  }

  /** What is done by the first word of the path. */
  const answers: Readonly<Record<string, (response: ServerResponse, rest: string) => unknown>> = {
    bytes: (response, length) => bytes(response, Number(length)),
    echo: (response) => response.req.pipe(response),
    'cut-off': (response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half of');
      setTimeout(() => response.destroy(), 20);
    },
    'hang-up': (response) => response.destroy(),
    'no-http': (response) => response.socket!.end('What do you want?\r\n\r\n'),
    silent: () => {},
    stops: (response) => response.writeHead(200).write('half of'),
  };
  const server = createServer((request, response) => {
    const [, word = '', rest = ''] = request.url!.split('/');
    const answer = answers[word];
    if (answer === undefined) response.end(`${name} ${request.url}`);
    else answer(response, rest);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    sent: () => sent,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    closeConnections: () => server.closeAllConnections(),
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
