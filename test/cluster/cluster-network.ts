import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The network of a cluster as its API server sees it: names of Services, and this machine. */
export interface ClusterNetwork {
  /** The socket's path; `startApiServer` takes it. */
  readonly socket: string;
  /** From now on `host:port`, as `istiod.istio-system.svc:443`, is this port of this machine; with `undefined` nothing. */
  serve(address: string, localPort: number | undefined): void;
  stop(): void;
}

/**
 * A proxy on a socket that answers HTTP's CONNECT. This machine's own address is what it is (a kubelet is there); any other is a
 * Service's, and refused at once unless something serves that.
 *
 * @param nameOf the name of the Service at an address, as `istiod.istio-system.svc`
 */
export async function startClusterNetwork(
  nameOf: (clusterIp: string) => Promise<string | undefined>,
): Promise<ClusterNetwork> {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-network-'));
  const socket = join(folder, 'socket');
  const served = new Map<string, number>();
  const portOf = async (address: string): Promise<number | undefined> => {
    const [, host = '', port] = /^(.*):(\d+)$/.exec(address) ?? [];
    return host === '127.0.0.1' ? Number(port) : served.get(`${await nameOf(host)}:${port}`);
  };
  const server = createServer();
  server.on('connect', async (request, near) => {
    near.on('error', () => near.destroy());
    const port = await portOf(`${request.url}`).catch(() => undefined);
    if (port === undefined) return near.end('HTTP/1.1 502 Nothing Serves This\r\n\r\n');
    const far = connect(port, '127.0.0.1', () => {
      near.write('HTTP/1.1 200 Connected\r\n\r\n');
      near.pipe(far).pipe(near);
    });
    far.on('error', () => near.destroy());
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  server.unref();
  await once(server.listen(socket), 'listening');
  return {
    socket,
    serve: (address, localPort) => {
      if (localPort === undefined) served.delete(address);
      else served.set(address, localPort);
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
