import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSecureContext } from 'node:tls';
import { isObject, type JsonObject } from '../../src/resources/json.ts';
import type { ApiClient } from './api-client.ts';
import { type Certificate, selfSigned } from './certificate.ts';
import type { ClusterNetwork } from './cluster-network.ts';

/** Stands in for the istiods of a cluster where the API server meets them: its webhooks. */
export interface StandInIstiod {
  stop(): void;
}

const configurations = '/apis/admissionregistration.k8s.io/v1';
const watched = {
  pods: '/api/v1/pods?labelSelector=app%3Distiod',
  mutating: `${configurations}/mutatingwebhookconfigurations?labelSelector=istio.io%2Frev`,
  validating: `${configurations}/validatingwebhookconfigurations?labelSelector=istio.io%2Frev`,
};

interface Webhook extends JsonObject {
  readonly clientConfig: JsonObject & {
    readonly caBundle?: string;
    readonly service: JsonObject & { readonly name: string; readonly namespace: string; readonly port?: number };
  };
}

/**
 * Where an istiod's Pod is ready, does with the webhook configurations of its revision what istiod does (pkg/webhooks of Istio):
 * puts its certificate there, has the validating ones fail closed, and answers them. It allows everything and injects nothing.
 */
export async function runIstiod(client: ApiClient, network: ClusterNetwork): Promise<StandInIstiod> {
  const objects = { pods: new Map<string, JsonObject>(), mutating: new Map(), validating: new Map() };
  const certificates = new Map<string, Certificate>();
  const certificateOf = (host: string): Certificate => {
    const certificate = certificates.get(host) ?? selfSigned([host]);
    certificates.set(host, certificate);
    return certificate;
  };
  let hasStopped = false;

  const server = createServer({
    SNICallback: (host, done) => {
      const { certificate: cert, key } = certificateOf(host);
      done(null, createSecureContext({ cert, key }));
    },
  });
  server.on('request', async (request, response) => {
    const { apiVersion, kind, request: asked } = (await json(request)) as { [key: string]: JsonObject };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ apiVersion, kind, response: { uid: asked?.uid, allowed: true } }));
  });
  server.unref();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;

  const reconcile = async (): Promise<void> => {
    const revisions = new Set(Array.from(objects.pods.values()).filter(isReady).map(revisionOf));
    for (const kind of ['mutating', 'validating'] as const) {
      for (const configuration of objects[kind].values()) {
        const isOurs = revisions.has(revisionOf(configuration));
        const webhooks: Webhook[] = [];
        for (const webhook of (configuration.webhooks ?? []) as readonly Webhook[]) {
          const { name, namespace, port: servicePort = 443 } = webhook.clientConfig.service;
          const host = `${name}.${namespace}.svc`;
          network.serve(`${host}:${servicePort}`, isOurs ? port : undefined);
          const caBundle = Buffer.from(certificateOf(host).certificate).toString('base64');
          const clientConfig = { ...webhook.clientConfig, caBundle };
          webhooks.push({ ...webhook, clientConfig, ...(kind === 'validating' ? { failurePolicy: 'Fail' } : {}) });
        }
        const path = `${configurations}/${kind}webhookconfigurations/${nameOf(configuration)}`;
        const changed = { ...configuration, webhooks };
        if (!isOurs || JSON.stringify(changed) === JSON.stringify(configuration)) continue;
        // A conflict means that it has changed since, and then there is another event.
        const { status } = await client.request('PUT', path, changed, { 'user-agent': 'pilot-discovery/stand-in' });
        if (status >= 500) throw new Error(`${path}: ${status}`);
      }
    }
  };

  /** One at a time, and once more for what came while it was under way. */
  let isDue = false;
  let isUnderWay = false;
  const reconcileSoon = async (): Promise<void> => {
    isDue = true;
    if (isUnderWay) return;
    isUnderWay = true;
    while (isDue && !hasStopped) {
      isDue = false;
      await reconcile().catch(async () => {
        isDue = true;
        await sleep(100);
      });
    }
    isUnderWay = false;
  };

  const watch = async (kind: keyof typeof watched): Promise<void> => {
    while (!hasStopped) {
      try {
        objects[kind].clear();
        for await (const { type, object } of client.watch(watched[kind])) {
          if (!isObject(object) || type === 'ERROR') break;
          const key = (object.metadata as { uid: string }).uid;
          if (type === 'DELETED') objects[kind].delete(key);
          else objects[kind].set(key, object);
          void reconcileSoon();
        }
      } catch {
        // The API server is away.
      }
      await sleep(50);
    }
  };
  for (const kind of Object.keys(watched) as (keyof typeof watched)[]) void watch(kind);

  return {
    stop: () => {
      hasStopped = true;
      server.close();
      server.closeAllConnections();
    },
  };
}

const nameOf = ({ metadata }: JsonObject): string => (metadata as { name: string }).name;
const revisionOf = ({ metadata }: JsonObject): string | undefined =>
  (metadata as { labels?: Record<string, string> }).labels?.['istio.io/rev'];

function isReady({ status }: JsonObject): boolean {
  const { conditions = [] } = status as { conditions?: readonly JsonObject[] };
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}
