import { Agent } from 'node:https';
import { type ConnectionOptions, connect } from 'node:tls';
import { objectsAt } from '../resources/fields.ts';
import { isObject, type Json, type JsonObject } from '../resources/json.ts';
import type { CallOptions, KubeApi } from './api.ts';
import { connectionProblem } from './connection-problem.ts';
import { exchange, textOf } from './exchange.ts';
import { findPods } from './find-pods.ts';
import { KubeError } from './kube-error.ts';
import { withoutMarkup } from './refusal.ts';

/** How a webhook is reached otherwise than its configuration says. */
export interface WebhookReach {
  /** A host in place of the Service's Pods. */
  readonly host?: string | undefined;
  /** Labels of the Pods in place of the Service's selector. */
  readonly selector?: string | undefined;
  /** The name that its certificate must be for. */
  readonly serverName?: string | undefined;
  readonly isInsecure?: boolean | undefined;
  /** A client's certificate and key, and authorities in place of the configuration's, as PEM. */
  readonly certificates?: Pick<ConnectionOptions, 'cert' | 'key' | 'ca'> | undefined;
}

/** A webhook that can be called. */
export interface Webhook {
  /** Sends JSON, and gives the JSON that comes back. Throws KubeError. */
  call(body: JsonObject): Promise<JsonObject>;
  close(): void;
}

/** Milliseconds of silence after which a webhook is given up. */
const silence = 10_000;

/**
 * Opens a webhook as the API server calls it, by URL or as a Service; the latter over a port-forward to one of its Pods.
 *
 * @param config `clientConfig` of a webhook (admissionregistration.k8s.io/v1)
 * @throws KubeError where the Service or its Pods are not there
 */
export async function openWebhook(
  api: KubeApi,
  config: JsonObject,
  reach: WebhookReach,
  limits: CallOptions,
): Promise<Webhook> {
  const { url, service, caBundle } = config;
  const ca = typeof caBundle === 'string' && caBundle !== '' ? Buffer.from(caBundle, 'base64') : undefined;
  const tls: ConnectionOptions = {
    ...(ca && { ca }),
    ...reach.certificates,
    rejectUnauthorized: !reach.isInsecure,
    ...(reach.serverName && { servername: reach.serverName }),
  };
  if (!isObject(service)) return webhookAt(String(url ?? ''), new Agent({ ...tls, keepAlive: true }), limits);
  const { name, namespace, path = '/', port = 443 } = service;
  const servername = reach.serverName ?? `${name}.${namespace}.svc`;
  if (reach.host !== undefined) {
    const agent = new Agent({ ...tls, servername, keepAlive: true });
    return webhookAt(`https://${reach.host}:${port}${path}`, agent, limits);
  }
  const target = await podOfService(
    api,
    { name: String(name), namespace: String(namespace), port: Number(port) },
    reach,
    limits,
  );
  const agent = new Agent({ keepAlive: true });
  Object.assign(agent, {
    createConnection: (_: unknown, done: (error: unknown, socket?: unknown) => void) => {
      api
        .portForward(target.pod, target.port, limits)
        .then((socket) => done(null, connect({ ...tls, servername, socket } as ConnectionOptions)), done);
    },
  });
  return webhookAt(`https://${servername}${path}`, agent, limits);
}

function webhookAt(url: string, agent: Agent, { signal, deadline }: CallOptions): Webhook {
  return {
    close: () => agent.destroy(),
    async call(body) {
      const left = deadline === undefined ? silence : Math.max(1, Math.min(silence, deadline - performance.now()));
      try {
        const answer = await exchange({
          method: 'POST',
          url,
          headers: { 'content-type': 'application/json' },
          agent,
          body: JSON.stringify(body),
          connectTimeout: left,
          idleTimeout: left,
          signal: signal ?? new AbortController().signal,
        });
        const text = await textOf(answer);
        if (answer.statusCode !== 200) {
          const said = withoutMarkup(text);
          throw new KubeError(`webhook ${url}: it answers HTTP ${answer.statusCode}${said === '' ? '' : `: ${said}`}`);
        }
        const value = JSON.parse(text) as Json;
        if (isObject(value)) return value;
        throw new KubeError(`webhook ${url}: its answer is no JSON object`);
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof KubeError) throw error;
        const why = error instanceof SyntaxError ? 'its answer is not JSON' : connectionProblem(error);
        throw new KubeError(`cannot call webhook ${url}: ${why}`, { cause: error });
      }
    },
  };
}

interface ServicePort {
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
}

/** A Pod behind a Service, and the port in it. */
async function podOfService(
  api: KubeApi,
  { name, namespace, port }: ServicePort,
  { selector }: WebhookReach,
  limits: CallOptions,
): Promise<{ readonly pod: { readonly namespace: string; readonly name: string }; readonly port: number }> {
  const service = await api.get({ group: '', kind: 'Service', name, namespace }, limits);
  if (service === undefined) throw new KubeError(`there is no Service ${namespace}/${name}, which the webhook is`);
  const query = selector === undefined ? { name: `service/${name}`, namespace } : { namespace, selector };
  const [pod] = await findPods(api, query, limits);
  const metadata = pod!.metadata as { readonly name: string };
  return { pod: { namespace, name: metadata.name }, port: targetPort(service, pod!, port) };
}

function targetPort(service: JsonObject, pod: JsonObject, port: number): number {
  const ports = objectsAt(service, 'spec', 'ports');
  const target = ports.find((one) => one.port === port)?.targetPort ?? port;
  if (typeof target === 'number') return target;
  const named = objectsAt(pod, 'spec', 'containers').flatMap((container) => objectsAt(container, 'ports'));
  return Number(named.find((one) => one.name === target)?.containerPort ?? port);
}
