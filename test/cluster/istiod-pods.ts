import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../../src/resources/json.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { type StandInKubelet, startKubelet } from './kubelet.ts';
import { type ClusterNode, nodeName, registerNode, runNode } from './node.ts';
import { until } from './until.ts';

/** A Pod as a test has it. */
export const pod = (
  namespace: string,
  name: string,
  labels: Readonly<Record<string, string>> = {},
  containers: readonly JsonObject[] = [{ name: 'istio-proxy', image: 'istio/proxyv2:1.30.3' }],
): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels },
  spec: { nodeName, containers },
});

/** What an istiod answers, by path: values as JSON, texts as they are. */
export type Answers = Readonly<Record<string, unknown>>;

/** An API server whose Pods run on paper, and istiods among them that answer what a test has them answer. */
export interface IstiodCluster {
  readonly server: ApiServer;
  readonly kubelet: StandInKubelet;
  /** Adds an istiod; its debug port, and ControlZ, answer by `answers`, others as `ports` say. Gives what it is asked. */
  addIstiod(
    name: string,
    answers: Answers,
    options?: { readonly revision?: string; readonly ports?: Readonly<Record<number, number>> },
  ): Promise<readonly string[]>;
  /** Waits until all Pods run. */
  allRun(): Promise<void>;
  stop(): Promise<void>;
}

/** @param users besides the administrator */
export async function startIstiodCluster(users?: readonly string[]): Promise<IstiodCluster> {
  const [server, kubelet] = await Promise.all([startApiServer(users && { users }), startKubelet()]);
  const web: Server[] = [];
  await registerNode(server, kubelet.port);
  const node: ClusterNode = runNode(server);
  for (const name of ['istio-system', 'shop']) {
    await server.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  return {
    server,
    kubelet,
    addIstiod: async (name, answers, { revision = 'default', ports = {} } = {}) => {
      const asked: string[] = [];
      const istiod = createServer((request, response) => {
        const { method, url = '' } = request;
        asked.push(`${method} ${url}`);
        const answer = answers[url] ?? answers[url.replace(/\?.*/, '')];
        if (method === 'PUT') response.statusCode = 202;
        else if (answer === undefined) response.statusCode = 404;
        response.end(
          answer === undefined ? '404 page not found\n' : typeof answer === 'string' ? answer : JSON.stringify(answer),
        );
      });
      await new Promise<void>((resolve) => istiod.listen(0, '127.0.0.1', resolve));
      web.push(istiod);
      const { port } = istiod.address() as AddressInfo;
      await server.apply(
        pod('istio-system', name, { app: 'istiod', 'istio.io/rev': revision }, [
          { name: 'discovery', image: 'istio/pilot:1.29.1' },
        ]),
      );
      kubelet.serve(`istio-system/${name}`, { ports: { 15014: port, 9876: port, ...ports } });
      return asked;
    },
    allRun: () =>
      until(30, 'Pods run', async () => {
        const { body } = await server.request('GET', '/api/v1/pods');
        const { items } = body as unknown as { items: { status: { phase: string } }[] };
        return items.every(({ status }) => status.phase === 'Running') || undefined;
      }).then(() => {}),
    stop: async () => {
      node.stop();
      for (const one of web) {
        one.close();
        one.closeAllConnections();
      }
      await Promise.all([kubelet.stop(), server.stop()]);
    },
  };
}
