import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { JsonObject } from '../../src/resources/json.ts';
import { selfSigned } from './certificate.ts';
import type { Cluster } from './cluster.ts';

/** A validating webhook that a test has put in the way. */
export interface RefusingWebhook {
  /** How often the API server has asked it. */
  asked(): number;
  /** Ends its server, but leaves its configuration, which fails closed. */
  breakDown(): void;
  /** Takes its configuration away too. */
  remove(): Promise<void>;
}

/** What it looks at (a rule of a ValidatingWebhookConfiguration), what it refuses, and what it says then. */
export interface Refusal {
  readonly name: string;
  readonly rule: JsonObject;
  readonly message: string;
  /** By the name of the object; default: every one. */
  readonly refuses?: (name: string) => boolean;
}

const address = 'hook.default.svc';

/** Serves a webhook by a Service `hook` of namespace default. The API server takes a moment to know it. */
export async function startRefusingWebhook(cluster: Cluster, refusal: Refusal): Promise<RefusingWebhook> {
  const { name, rule, message, refuses = () => true } = refusal;
  const { certificate, key } = selfSigned([address]);
  let asked = 0;
  const server = createServer({ cert: certificate, key }, async (request, response) => {
    const { apiVersion, kind, request: review } = (await json(request)) as { [name: string]: JsonObject };
    asked++;
    const answer = { uid: review!.uid, allowed: !refuses(`${review!.name}`), status: { message } };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ apiVersion, kind, response: answer }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  cluster.network.serve(`${address}:443`, (server.address() as AddressInfo).port);
  const breakDown = (): void => {
    cluster.network.serve(`${address}:443`, undefined);
    server.close();
    server.closeAllConnections();
  };
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'hook', namespace: 'default' },
    spec: { ports: [{ port: 443 }] },
  });
  await cluster.apply({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'hook' },
    webhooks: [
      {
        name,
        clientConfig: {
          service: { name: 'hook', namespace: 'default' },
          caBundle: Buffer.from(certificate).toString('base64'),
        },
        rules: [rule],
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
      },
    ],
  });
  return {
    asked: () => asked,
    breakDown,
    remove: async () => {
      await cluster.request('DELETE', '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/hook');
      breakDown();
    },
  };
}
