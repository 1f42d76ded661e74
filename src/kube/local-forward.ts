import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MeshwrightError } from '../base/errors.ts';
import type { CallOptions, KubeApi, PodName } from './api.ts';

/** Where connections go. */
export interface ForwardTarget {
  readonly pod: PodName;
  readonly port: number;
}

export interface LocalForwardOptions {
  /** What to listen on: `localhost`, which is 127.0.0.1 and ::1 where there is one, or an address of this machine. */
  readonly address: string;
  /** By default the Pod's own number, or any that is free where that is taken. */
  readonly port?: number | undefined;
  /** Ends it. */
  readonly signal?: AbortSignal;
  /** Told when connections begin to go to another Pod than before. */
  readonly moved?: (pod: PodName) => void;
  /** Told of a connection that failed. */
  readonly failed?: (error: MeshwrightError) => void;
}

/** A port of this machine that leads into a Pod. */
export interface LocalForward {
  readonly port: number;
  /** Where it led at the start. */
  readonly target: ForwardTarget;
  close(): Promise<void>;
}

/**
 * Listens on this machine and hands every connection on to a port of a Pod, which is connected to once to begin with. The Pod
 * may be replaced: connections that come later go to its successor.
 *
 * @param find the Pod that is to serve them now; asked again when the last one does not
 * @throws MeshwrightError where the address cannot be listened on; KubeError where there is no Pod, or none is reached
 */
export async function forwardLocally(
  api: KubeApi,
  find: (options: CallOptions) => Promise<ForwardTarget>,
  { address, port, signal, moved, failed }: LocalForwardOptions,
): Promise<LocalForward> {
  const first = await find({ signal });
  (await api.portForward(first.pod, first.port, { signal })).destroy();
  const connect = connector(api, first, find, moved);
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    const ended = new AbortController();
    socket.on('close', () => {
      sockets.delete(socket);
      ended.abort();
    });
    socket.on('error', () => ended.abort());
    connect({ signal: ended.signal })
      .then((stream) => pipeline(socket, stream, socket))
      .catch((error: unknown) => {
        if (error instanceof MeshwrightError) failed?.(error);
        socket.destroy();
      });
  };
  const servers = await listenOnFirst(port ? [port] : [first.port, 0], address, serve);
  for (const server of servers) {
    // It listens on: one connection could not be taken, as where this process has too many files open.
    server.on('error', (error) => {
      failed?.(new MeshwrightError(`cannot take a connection on ${address}: ${error.message}`, { cause: error }));
    });
  }
  const close = async (): Promise<void> => {
    const closed = servers.map((server) => (server.listening ? once(server, 'close') : undefined));
    for (const server of servers) server.close();
    for (const socket of sockets) socket.destroy();
    await Promise.all(closed);
  };
  signal?.addEventListener('abort', () => void close());
  return { port: portOf(servers[0]!), target: first, close };
}

/** Makes connections to the Pod, or, once it is gone, to the one that is there in its stead. */
function connector(
  api: KubeApi,
  first: ForwardTarget,
  find: (options: CallOptions) => Promise<ForwardTarget>,
  moved: LocalForwardOptions['moved'],
): (options: CallOptions) => Promise<Duplex> {
  let target = first;
  return async (options) => {
    try {
      return await api.portForward(target.pod, target.port, options);
    } catch (error) {
      if (options.signal?.aborted) throw error;
      const next = await find(options);
      if (next.pod.name === target.pod.name && next.pod.namespace === target.pod.namespace) throw error;
      target = next;
      moved?.(target.pod);
      return api.portForward(target.pod, target.port, options);
    }
  };
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Ports that others have, or that this user may not have: the next one is tried. */
const taken = new Set(['EADDRINUSE', 'EACCES']);
const hasNoSuchAddress = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

async function listenOnFirst(
  ports: readonly number[],
  address: string,
  serve: (socket: Socket) => void,
): Promise<Server[]> {
  for (const [i, port] of ports.entries()) {
    try {
      return await listen(port, address, serve);
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      if (taken.has(code) && i < ports.length - 1) continue;
      const where = port === 0 ? address : `${address}, port ${port}`;
      const why = Object.hasOwn(reasons, code) ? reasons[code] : message;
      throw new MeshwrightError(`cannot listen on ${where}: ${why}`, { cause: error });
    }
  }
  throw new MeshwrightError(`no port to listen on at ${address} is named`);
}

/** Why nobody can listen there, by Node's code of it. */
const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there already',
  EACCES: 'this user may not (ports below 1024 are for administrators)',
  EADDRNOTAVAIL: 'this machine has no such address',
};

/** On all addresses that the word means; a machine need not have IPv6. */
async function listen(port: number, address: string, serve: (socket: Socket) => void): Promise<Server[]> {
  if (address !== 'localhost') return [await listenOn(port, address, serve)];
  const server = await listenOn(port, '127.0.0.1', serve);
  try {
    return [server, await listenOn(portOf(server), '::1', serve)];
  } catch (error) {
    if (hasNoSuchAddress.has((error as NodeJS.ErrnoException).code ?? '')) return [server];
    server.close();
    throw error;
  }
}

async function listenOn(port: number, address: string, serve: (socket: Socket) => void): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, serve);
  server.listen(port, address);
  await once(server, 'listening');
  return server;
}
