import { describe, expect, it } from 'vitest';
import { ownedObjects } from '../../src/install/owned-objects.ts';
import { removalOf } from '../../src/install/removal.ts';
import { RemovalError, removeObjects } from '../../src/install/remove-objects.ts';
import type { Selection } from '../../src/kube/api.ts';
import { KubeError } from '../../src/kube/kube-error.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { FakeCluster } from '../support/fake-cluster.ts';

const object = (apiVersion: string, kind: string, name: string, metadata: JsonObject = {}): JsonObject => ({
  apiVersion,
  kind,
  metadata: { name, uid: name, ...metadata },
});
const everything = [
  object('v1', 'Namespace', 'n'),
  object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'd'),
  object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'r'),
  object('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'b'),
  object('v1', 'ConfigMap', 'c'),
  object('apps/v1', 'Deployment', 'w'),
  object('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'h'),
  object('autoscaling/v2', 'HorizontalPodAutoscaler', 'a'),
];

// A real server is asked in test/cluster/install-engine.test.ts.
describe('removeObjects', () => {
  it('takes webhooks first, and what others depend on last', async () => {
    const cluster = new FakeCluster(everything);
    await removeObjects(cluster, everything, { timeout: 1_000 });
    expect(cluster.deleted.map((one) => one.split(' ')[1]).join('')).toBe('hawcbrdn');
  });

  it('stops where something has to stay, and tells what is left', async () => {
    const cluster = new FakeCluster(everything);
    cluster.refuse = (what) => (what === 'Deployment w' ? new KubeError('you may not', { status: 403 }) : undefined);
    const error = await removeObjects(cluster, everything, { timeout: 1_000 }).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(RemovalError);
    const { message, objects } = error as RemovalError;
    expect(message).toBe(
      'not everything was removed:\n  Deployment w: you may not\n2 of 8 objects are gone; run it again to go on from there',
    );
    expect(objects.map(({ name, action }) => `${name} ${action}`)).toEqual([
      ...['n notReached', 'd notReached', 'r notReached', 'b notReached', 'c notReached'],
      ...['w failed', 'h removed', 'a removed'],
    ]);
  });

  it('is interrupted between two objects', async () => {
    const many = Array.from({ length: 30 }, (_, i) => object('v1', 'ConfigMap', `c${i}`));
    const interruption = new AbortController();
    const removing = removeObjects(new FakeCluster(many), many, { timeout: 1_000, signal: interruption.signal }, () =>
      interruption.abort(),
    );
    const { objects } = (await removing.catch((error: unknown) => error)) as RemovalError;
    expect(objects.filter(({ action }) => action === 'notReached').length).toBeGreaterThan(10);
  });
});

it('a removal tells of Helm’s releases, of which much would stay', async () => {
  const ofHelm = { annotations: { 'meta.helm.sh/release-name': 'mesh' } };
  const { warnings } = await removalOf(new FakeCluster([object('v1', 'ConfigMap', 'c', ofHelm)]), 'all');
  expect(warnings).toEqual([expect.stringContaining('(mesh): only "helm uninstall" removes all')]);
  expect((await removalOf(new FakeCluster(everything), 'all')).warnings).toEqual([]);
});

describe('ownedObjects', () => {
  const forbidden = (what: string) => new KubeError(`cannot list ${what}`, { status: 403 });

  it('gives them in the order of application, without those of controllers', async () => {
    const copy = object('discovery.k8s.io/v1', 'EndpointSlice', 's', { ownerReferences: [{ controller: true }] });
    const { objects } = await ownedObjects(new FakeCluster([...everything.toReversed(), copy]), 'all');
    // Namespaces are nobody's.
    expect(objects.map(({ metadata }) => (metadata as JsonObject).name).join('')).toBe('drbchwa');
  });

  it('goes on without kinds that cannot be listed', async () => {
    const cluster = new FakeCluster(everything);
    cluster.refuseList = ({ kind }: Selection) => (kind === 'Secret' ? forbidden('secrets') : undefined);
    const { objects, warnings } = await ownedObjects(cluster, 'all');
    expect(objects).toHaveLength(7);
    expect(warnings).toEqual(['cannot list secrets']);
  });

  it('fails where nothing can be listed', async () => {
    const cluster = new FakeCluster(everything);
    cluster.refuseList = ({ kind }: Selection) => forbidden(kind);
    await expect(ownedObjects(cluster, 'all')).rejects.toThrow('cannot list');
    cluster.refuseList = () => new KubeError('cannot reach it');
    await expect(ownedObjects(cluster, 'all')).rejects.toThrow('cannot reach it');
  });
});
