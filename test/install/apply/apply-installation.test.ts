import { describe, expect, it } from 'vitest';
import {
  type ApplyInstallationOptions,
  applyInstallation,
  InstallError,
} from '../../../src/install/apply/apply-installation.ts';
import type { InstallEvent } from '../../../src/install/apply/events.ts';
import type { KubeApi } from '../../../src/kube/api.ts';
import { KubeError } from '../../../src/kube/kube-error.ts';
import type { JsonObject } from '../../../src/resources/json.ts';
import { FakeCluster } from '../../support/fake-cluster.ts';

const owner = { name: '', namespace: 'istio-system', revision: 'default' };
const options: ApplyInstallationOptions = { owner, readinessTimeout: 1_000 };
const configMap = (name: string): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'istio-system' },
});
const deployment = (name: string): JsonObject => ({
  ...configMap(name),
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  spec: { replicas: 0 },
});
const generated = (parts: Readonly<Record<string, readonly JsonObject[]>>) => ({
  components: Object.entries(parts).map(([key, objects]) => ({ key, objects })),
  warnings: [],
});

const failed = async (installing: Promise<unknown>): Promise<InstallError> => {
  const error = await installing.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(InstallError);
  return error as InstallError;
};

// A real server is asked in test/cluster/install-engine.test.ts; here it is one that fails as it is told to.
describe('applyInstallation', () => {
  const wanted = generated({
    base: [configMap('base')],
    pilot: [configMap('pilot'), deployment('istiod')],
    ingressGateways: [deployment('gateway')],
    cni: [deployment('cni')],
    ztunnel: [deployment('ztunnel')],
  });

  it('holds back workloads until what they depend on is ready', async () => {
    const cluster = new FakeCluster();
    const events: InstallEvent[] = [];
    await applyInstallation(cluster, wanted, options, (event) => events.push(event));
    const order = (a: string, b: string) => cluster.applied.indexOf(a) < cluster.applied.indexOf(b);
    expect(cluster.applied[0]).toBe('Namespace istio-system');
    expect(order('Deployment istiod', 'Deployment gateway')).toBe(true);
    expect(order('Deployment cni', 'Deployment ztunnel')).toBe(true);
    expect(events.filter(({ type }) => type === 'blocked')).toMatchObject([
      { component: 'ingressGateways', by: ['pilot'] },
      { component: 'cni', by: ['base'] },
      { component: 'ztunnel', by: ['cni'] },
      { component: 'pilot', by: ['base'] },
    ]);
    expect(JSON.parse(JSON.stringify(events))).toEqual(events);
  });

  it('tries again what others have changed at the same moment', async () => {
    const cluster = new FakeCluster();
    let conflicts = 0;
    cluster.refuse = (what) =>
      what === 'ConfigMap base' && ++conflicts < 3 ? new KubeError('changed meanwhile', { status: 409 }) : undefined;
    const { objects } = await applyInstallation(cluster, wanted, options);
    expect(conflicts).toBe(3);
    expect(objects.every(({ action }) => action === 'created')).toBe(true);
  });

  it('does not begin what depends on what failed, and goes on with the rest', async () => {
    const cluster = new FakeCluster();
    cluster.refuse = (what) => (what === 'Deployment istiod' ? new KubeError('no', { status: 422 }) : undefined);
    const { message, outcome } = await failed(applyInstallation(cluster, wanted, options));
    expect(message).toBe(
      'no\n5 objects were changed, 0 were as wanted, 1 failed, 1 were not reached; run it again to go on from there',
    );
    expect(outcome.components.map(({ component, state }) => `${component} ${state}`)).toEqual([
      'namespaces ready',
      'base ready',
      'pilot failed',
      'ingressGateways notReached',
      'cni ready',
      'ztunnel ready',
    ]);
  });

  it('gives up at once when the server is gone', async () => {
    const cluster = new FakeCluster();
    let asked = 0;
    cluster.refuse = (what) =>
      what.startsWith('ConfigMap') && ++asked > 0 ? new KubeError('cannot reach it') : undefined;
    const many = generated({ base: Array.from({ length: 50 }, (_, i) => configMap(`part-${i}`)) });
    const { message, outcome, cause } = await failed(applyInstallation(cluster, many, options));
    expect(asked).toBeLessThanOrEqual(8);
    expect(outcome.objects.filter(({ action }) => action === 'notReached').length).toBeGreaterThan(30);
    expect(message).toMatch(/^cannot reach it\n/);
    expect(cause).toBeInstanceOf(KubeError);
  });

  it('is interrupted by whatever signal', async () => {
    const { message } = await failed(
      applyInstallation(new FakeCluster(), wanted, { ...options, signal: AbortSignal.timeout(0) }, () => {
        const until = performance.now() + 5;
        while (performance.now() < until);
      }),
    );
    expect(message).toContain('interrupted');
  });

  it('reports nothing that it has not done when it cannot read', async () => {
    const cluster = new FakeCluster();
    const api: KubeApi = Object.assign(Object.create(cluster) as FakeCluster, {
      list: () => Promise.reject(new KubeError('cannot reach it')),
    });
    await expect(applyInstallation(api, wanted, options)).rejects.toThrow(KubeError);
    expect(cluster.applied).toEqual([]);
  });

  it('holds back custom resources until what they depend on is ready', async () => {
    const cluster = new FakeCluster();
    const cups = Array.from({ length: 20 }, (_, i) => ({
      ...configMap(`cup-${i}`),
      apiVersion: 'cups.example.com/v1',
      kind: 'Cup',
    }));
    await applyInstallation(cluster, generated({ base: [deployment('first')], pilot: cups }), options);
    expect(cluster.applied.slice(0, 3)).toEqual(['Namespace istio-system', 'Deployment first', 'Cup cup-0']);
  });

  it('makes a namespace before what another component brings into it', async () => {
    const cluster = new FakeCluster();
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system', labels: { a: 'b' } } };
    await applyInstallation(cluster, generated({ cni: [configMap('a')], ztunnel: [namespace] }), options);
    expect(cluster.applied[0]).toBe('Namespace istio-system');
    expect(cluster.objects.get('/Namespace  istio-system')).toMatchObject({ metadata: { labels: { a: 'b' } } });
  });

  it('applies last what comes last, and marks it to stay', async () => {
    const cluster = new FakeCluster();
    const last = [{ ...configMap('tag'), metadata: { name: 'tag', namespace: 'istio-system', labels: { a: 'b' } } }];
    await applyInstallation(cluster, wanted, { ...options, last });
    expect(cluster.applied.at(-1)).toBe('ConfigMap tag');
    expect(cluster.objects.get('/ConfigMap istio-system tag')).toMatchObject({
      metadata: {
        labels: { a: 'b', 'istio.io/rev': 'default', 'install.operator.istio.io/owning-resource-not-pruned': 'true' },
      },
    });
  });
});
