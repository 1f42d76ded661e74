import { describe, expect, it } from 'vitest';
import { podOwner } from '../../src/inject/pod-owner.ts';
import type { JsonObject } from '../../src/resources/json.ts';

const owned = (kind: string, name: string, labels: JsonObject = {}, more: JsonObject = {}): JsonObject => ({
  metadata: {
    namespace: 'shop',
    generateName: `${name}-`,
    labels,
    ownerReferences: [
      { apiVersion: 'x/v1', kind: 'Other', name: 'other' },
      { apiVersion: 'apps/v1', kind, name, controller: true },
    ],
    ...more,
  },
});

describe('podOwner', () => {
  it.each<[string, JsonObject, string]>([
    ['a bare Pod', { metadata: { name: 'cart', namespace: 'shop' } }, 'v1 Pod cart'],
    ['a Pod without metadata', {}, 'v1 Pod '],
    ['a StatefulSet', owned('StatefulSet', 'db'), 'apps/v1 StatefulSet db'],
    ['a ReplicaSet', owned('ReplicaSet', 'cart-5d9'), 'apps/v1 ReplicaSet cart-5d9'],
    ['a Deployment', owned('ReplicaSet', 'cart-5d9', { 'pod-template-hash': '5d9' }), 'apps/v1 Deployment cart'],
    [
      'a hash of another',
      owned('ReplicaSet', 'cart-5d9', { 'pod-template-hash': '777' }),
      'apps/v1 ReplicaSet cart-5d9',
    ],
    ['a Rollout', owned('ReplicaSet', 'cart-5d9', { 'rollouts-pod-template-hash': '5d9' }), 'v1alpha1 Rollout cart'],
    [
      'a DeploymentConfig',
      owned('ReplicationController', 'cart-1', { deploymentconfig: 'cart' }),
      'apps/v1 DeploymentConfig cart',
    ],
    ['a CronJob', owned('Job', 'report-28573920'), 'batch/v1 CronJob report'],
    ['a Job', owned('Job', 'report-285'), 'apps/v1 Job report-285'],
    ['no generated name', owned('StatefulSet', 'db', {}, { name: 'db-0', generateName: '' }), 'v1 Pod db-0'],
    ['no controller', owned('StatefulSet', 'db', {}, { name: 'x', ownerReferences: [] }), 'v1 Pod x'],
  ])('is that of %s', (_, pod, owner) => {
    const { apiVersion, kind, name } = podOwner(pod);
    expect(`${apiVersion} ${kind} ${name}`).toBe(owner);
  });
});
