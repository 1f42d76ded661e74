import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

const kubeconfig = (server: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server } }],
    users: [{ name: 'u', user: { token: 'very-secret' } }],
    contexts: [{ name: 'test', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'test',
  });

/** A kubeconfig for a server that is not there: nothing listens on port 1. */
export const nobody = kubeconfig('https://127.0.0.1:1');

/** A kubeconfig for a server that answers each request as given until the test ends: by default, that it is too busy. */
export async function busyServer(answer: RequestListener = (_, response) => response.writeHead(503).end()) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return kubeconfig(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}
