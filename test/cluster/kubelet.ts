import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { Readable } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { selfSigned } from './certificate.ts';

/** What a program in a container does. */
export interface ProgramEnd {
  readonly stdout?: string;
  readonly stderr?: string;
  /** Default 0. */
  readonly exitCode?: number;
}

/** What a Pod offers by way of its kubelet. */
export interface PodServices {
  /** Ports of the Pod, and the ports of this machine's loopback address that stand for them. */
  readonly ports?: Readonly<Record<number, number>>;
  /** Runs a program. */
  readonly exec?: (command: readonly string[], container: string) => ProgramEnd | Promise<ProgramEnd>;
  /** A container's log; `query` is that of the request: tailLines, follow, sinceSeconds and others. */
  readonly logs?: (container: string, query: URLSearchParams) => string | AsyncIterable<string>;
}

/**
 * Stands in for a kubelet: what an API server forwards to it for port-forward, exec and logs, in the protocol that is asked
 * for (v4.channel.k8s.io), with the words of containerd where a connection fails.
 */
export interface StandInKubelet {
  /** Where it listens on 127.0.0.1: a Node's daemonEndpoints.kubeletEndpoint.Port. */
  readonly port: number;
  /** How many connections to ports of Pods there have been. */
  readonly forwarded: number;
  /** Has a Pod (`namespace/name`) offer this from now on; nothing where it is undefined, as a Pod that has gone. */
  serve(pod: string, services: PodServices | undefined): void;
  /** Breaks every connection that is open, without a word. */
  breakConnections(): void;
  stop(): Promise<void>;
}

const protocol = 'v4.channel.k8s.io';

export async function startKubelet(): Promise<StandInKubelet> {
  const { certificate: cert, key } = selfSigned(['kubelet']);
  const server = createServer({ cert, key });
  const webSockets = new WebSocketServer({ noServer: true, handleProtocols: () => protocol, perMessageDeflate: false });
  const connections = new Set<Duplex>();
  const pods = new Map<string, PodServices>();
  let forwarded = 0;
  server.on('connection', (socket: Duplex) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
  });

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { action, services, container, query } = asked(request, pods);
    if (action !== 'containerLogs' || services?.logs === undefined) {
      response.writeHead(404).end(`${action}: there is no such container\n`);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.flushHeaders();
    const text = services.logs(container, query);
    Readable.from(typeof text === 'string' ? [text] : text).pipe(response);
  });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { action, services, container, query } = asked(request, pods);
    const protocols = request.headers['sec-websocket-protocol']?.split(/, */) ?? [];
    const refuse = (status: string, why: string) =>
      socket.end(`HTTP/1.1 ${status}\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n${why}\n`);
    if (!protocols.includes(protocol)) return refuse('403 Forbidden', `only ${protocol} is spoken here`);
    if (services === undefined) return refuse('404 Not Found', 'pod does not exist');
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (action === 'portForward') {
        forwarded++;
        forward(webSocket, Number(query.get('port')), services.ports ?? {});
      } else void run(webSocket, services, container, query.getAll('command'));
    });
  });

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const breakConnections = () => {
    for (const socket of connections) socket.destroy();
  };
  return {
    port,
    get forwarded() {
      return forwarded;
    },
    serve: (pod, services) => {
      if (services === undefined) pods.delete(pod);
      else pods.set(pod, services);
    },
    breakConnections,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      breakConnections();
      await closed;
    },
  };
}

/** `/portForward/shop/reviews`, `/exec/shop/reviews/istio-proxy`, `/containerLogs/shop/reviews/istio-proxy`. */
function asked({ url = '' }: IncomingMessage, pods: ReadonlyMap<string, PodServices>) {
  const { pathname, searchParams: query } = new URL(url, 'https://kubelet');
  const [, action = '', namespace, pod, container = ''] = pathname.split('/').map(decodeURIComponent);
  return { action, services: pods.get(`${namespace}/${pod}`), container, query };
}

const message = (channel: number, bytes: Uint8Array | string): Buffer =>
  Buffer.concat([Buffer.of(channel), Buffer.from(bytes as Uint8Array)]);

/** Channel 0 carries data, channel 1 errors; each opens with the port, little-endian. */
function forward(webSocket: WebSocket, port: number, ports: Readonly<Record<number, number>>): void {
  const header = Uint8Array.of(port & 0xff, port >> 8);
  webSocket.send(message(0, header));
  webSocket.send(message(1, header));
  const local = ports[port];
  const fail = () => {
    const where = 'inside namespace "/var/run/netns/cni-0"';
    const why = `failed to connect to localhost:${port} ${where}, IPv4: dial tcp4 127.0.0.1:${port}: connect: connection refused`;
    webSocket.send(message(1, `error forwarding port ${port} to pod 0, uid : ${why} `));
    webSocket.close(1000);
  };
  if (local === undefined) {
    fail();
    return;
  }
  const socket = connect(local, '127.0.0.1');
  let isConnected = false;
  socket.on('connect', () => {
    isConnected = true;
  });
  socket.on('data', (data: Buffer) => {
    webSocket.send(message(0, data), () => socket.resume());
    socket.pause();
  });
  socket.on('end', () => webSocket.close(1000));
  socket.on('error', () => (isConnected ? webSocket.close(1000) : fail()));
  webSocket.on('message', (data: Buffer) => {
    if (data[0] === 0 && !socket.write(data.subarray(1))) {
      webSocket.pause();
      socket.once('drain', () => webSocket.resume());
    }
  });
  webSocket.on('close', () => socket.destroy());
  webSocket.on('error', () => socket.destroy());
}

/** Channel 1 carries what the program writes, 2 its errors, 3 how it ended. */
async function run(
  webSocket: WebSocket,
  { exec }: PodServices,
  container: string,
  command: readonly string[],
): Promise<void> {
  webSocket.on('error', () => {});
  const status = (value: object) => webSocket.send(message(3, JSON.stringify({ metadata: {}, ...value })));
  if (exec === undefined) {
    status({ status: 'Failure', reason: 'InternalError', message: `container not found ("${container}")`, code: 500 });
  } else {
    const { stdout = '', stderr = '', exitCode = 0 } = await exec(command, container);
    webSocket.send(message(1, stdout));
    webSocket.send(message(2, stderr));
    if (exitCode === 0) status({ status: 'Success' });
    else {
      const text = `command terminated with non-zero exit code: exit status ${exitCode}`;
      const causes = [{ reason: 'ExitCode', message: String(exitCode) }];
      status({ status: 'Failure', reason: 'NonZeroExitCode', message: text, details: { causes } });
    }
  }
  webSocket.close(1000);
}
