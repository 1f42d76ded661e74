import { connect } from 'node:net';
import type { KubeApi, Selection } from '../../../src/kube/api.ts';
import { KubeError } from '../../../src/kube/kube-error.ts';
import { isObject, type JsonObject } from '../../../src/resources/json.ts';

/** An istiod's Pod. */
export const istiodPod = (
  name: string,
  labels: Readonly<Record<string, string>> = {},
  more: JsonObject = {},
): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'istio-system', labels: { app: 'istiod', ...labels }, ...more },
  spec: { containers: [{ name: 'discovery', image: 'istio/pilot:1.29.1-distroless' }] },
});

/**
 * A cluster that lists these objects, by label and namespace, and forwards ports (`pod:port`) to ones of this machine. Whatever
 * talks to a real API server is tested in test/cluster.
 */
export function fakeCluster(objects: readonly JsonObject[], ports: Readonly<Record<string, number>> = {}): KubeApi {
  const api: Partial<KubeApi> = {
    namespace: 'default',
    list: async (selection) => ({ items: objects.filter((one) => isSelected(one, selection)), resourceVersion: '1' }),
    portForward: async ({ name }, port) => {
      const local = ports[`${name}:${port}`];
      if (local === undefined) throw new KubeError(`nothing listens on port ${port} of Pod istio-system/${name}`);
      return connect(local, '127.0.0.1');
    },
    close: () => {},
  };
  return api as KubeApi;
}

function isSelected(object: JsonObject, { kind, namespace, labelSelector = '' }: Selection): boolean {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const labels = isObject(metadata.labels) ? metadata.labels : {};
  const pairs = labelSelector.split(',').filter((pair) => pair !== '');
  return (
    object.kind === kind &&
    (namespace === undefined || metadata.namespace === namespace) &&
    pairs.every((pair) => labels[pair.split('=')[0]!] === pair.split('=')[1])
  );
}
