import { expect, it } from 'vitest';
import { foreignRevision } from '../../src/install/foreign-revision.ts';
import type { KubeApi } from '../../src/kube/api.ts';
import type { JsonObject } from '../../src/resources/json.ts';

const istiod = (labels: JsonObject, annotations: JsonObject = {}): JsonObject => ({
  metadata: { name: 'istiod', namespace: 'istio-system', labels: { app: 'istiod', ...labels }, annotations },
});
const ofHelm = { 'meta.helm.sh/release-name': 'mesh' };

it.each<[string, JsonObject, string | undefined]>([
  ['Helm’s', istiod({ 'istio.io/rev': 'canary' }, ofHelm), 'belongs to the Helm release "mesh": use Helm'],
  ['somebody’s', istiod({ 'istio.io/rev': 'canary' }), 'installed neither by this program nor by istioctl'],
  ['an installer’s', istiod({ 'istio.io/rev': 'canary', 'operator.istio.io/managed': 'Reconcile' }), undefined],
  ['of another revision', istiod({}, ofHelm), undefined],
])('an istiod is %s', async (_, found, expected) => {
  const api = { list: async () => ({ items: [found] }) } as unknown as KubeApi;
  const told = await foreignRevision(api, 'canary');
  if (expected === undefined) expect(told).toBeUndefined();
  else expect(told).toContain(expected);
});
