import { describe, expect, it } from 'vitest';
import { findIstiods, imageVersion } from '../../../src/proxy/istiod/find-istiods.ts';
import { fakeCluster, istiodPod } from './fake-cluster.ts';

const webhook = (labels: Readonly<Record<string, string>>, url?: string) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  metadata: { name: 'injector', labels },
  webhooks: [{ name: 'x', clientConfig: url === undefined ? { service: { name: 'istiod' } } : { url } }],
});
const cluster = fakeCluster([
  istiodPod('istiod-1', { 'istio.io/rev': 'default' }),
  istiodPod('istiod-2', { 'istio.io/rev': '1-30' }, { annotations: { 'prometheus.io/port': '9014' } }),
  istiodPod('istiod-3', { 'istio.io/rev': '1-30' }, { deletionTimestamp: '2026-01-01T00:00:00Z' }),
  istiodPod('pilot', { app: 'pilot' }),
  webhook({ 'istio.io/rev': '1-30', 'istio.io/tag': 'prod' }),
]);
const names = async (choice: object) =>
  (await findIstiods(cluster, { istioNamespace: 'istio-system', ...choice })).map(({ name }) => name);

describe('findIstiods', () => {
  it.each<[string, object, string[]]>([
    ['all revisions, but for Pods that end', {}, ['istiod-1', 'istiod-2']],
    ['one revision', { revision: '1-30' }, ['istiod-2']],
    ['the revision that a tag stands for', { revision: 'prod' }, ['istiod-2']],
    ['other labels', { selector: 'app=pilot' }, ['pilot']],
  ])('finds %s', async (_, choice, expected) => {
    expect(await names(choice)).toEqual(expected);
  });

  it('knows the revision, the port and the version of each', async () => {
    const [first, second] = await findIstiods(cluster, { istioNamespace: 'istio-system' });
    expect(first).toMatchObject({ revision: 'default', monitoringPort: 15014 });
    expect(second).toMatchObject({ revision: '1-30', monitoringPort: 9014 });
    expect(imageVersion(first!)).toBe('1.29.1');
  });

  it.each<[object, string]>([
    [{ istioNamespace: 'istio' }, 'no istiod runs in namespace istio: Istio is not installed there'],
    [{ revision: 'old' }, 'no istiod of revision "old" runs in namespace istio-system'],
    [{ selector: 'app=x' }, 'no istiod runs with labels app=x in namespace istio-system'],
  ])('says that %j finds none', async (choice, message) => {
    await expect(names(choice)).rejects.toThrow(message);
  });

  it('names a control plane outside of the cluster', async () => {
    const remote = fakeCluster([webhook({ 'istio.io/rev': 'default' }, 'https://istiod.example.com:15017/inject')]);
    await expect(findIstiods(remote, { istioNamespace: 'istio-system' })).rejects.toThrow(
      'Injection is asked at istiod.example.com:15017: if that is the control plane, --xds-address names its xDS port, as istiod.example.com:15012',
    );
  });
});
