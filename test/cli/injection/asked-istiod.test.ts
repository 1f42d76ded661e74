import { once } from 'node:events';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { selfSigned } from '../../kube/certificate.ts';
import { send, startServer } from '../../kube/server.ts';
import { Sandbox } from '../../support/run.ts';
import { runMain } from '../../support/run-main.ts';

const webhooks = 'mutatingwebhookconfigurations';
const discovery = {
  kind: 'APIGroupDiscoveryList',
  items: [
    {
      metadata: { name: 'admissionregistration.k8s.io' },
      versions: [
        {
          version: 'v1',
          resources: [
            {
              resource: webhooks,
              scope: 'Cluster',
              responseKind: { kind: 'MutatingWebhookConfiguration' },
              verbs: ['list'],
            },
          ],
        },
      ],
    },
  ],
};
const webhook = {
  metadata: { name: 'injector', labels: { 'istio.io/rev': 'default' } },
  webhooks: [
    { name: 'namespace.sidecar-injector.istio.io', clientConfig: { url: 'https://istiod.example.com/inject' } },
  ],
};

/** A server that ends no connection itself. */
const patient = { ...selfSigned('test'), keepAliveTimeout: 600_000 };

it('leaves no connection open where there is nothing to inject', async () => {
  const sockets = new Set<Socket>();
  const server = await startServer((request, response) => {
    sockets.add(request.socket);
    if (request.url === '/apis') send(response, discovery);
    else send(response, { kind: 'List', items: request.url!.includes(webhooks) ? [webhook] : [] });
  }, patient);
  const kubeconfig = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server: server.url, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'u', user: { token: 't' } }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'c',
  });
  const { folder } = new Sandbox({ kubeconfig });
  const { exitCode, stderr } = await runMain(['kube-inject', '-f', 'none.yaml', '--insecure'], {
    cwd: folder,
    env: { KUBECONFIG: join(folder, 'kubeconfig') },
  });
  expect(stderr).toContain('none.yaml');
  expect([exitCode, sockets.size > 0]).toEqual([65, true]);
  await Promise.all([...sockets].map((socket) => socket.destroyed || once(socket, 'close')));
});
