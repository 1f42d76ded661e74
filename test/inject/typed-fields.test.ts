import { describe, expect, it } from 'vitest';
import { withoutTypedFields, withTypedFields } from '../../src/inject/typed-fields.ts';
import type { JsonObject } from '../../src/resources/json.ts';

const object = (apiVersion: string, kind: string, rest: JsonObject = {}): JsonObject => ({ apiVersion, kind, ...rest });

describe('withTypedFields', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['a StatefulSet', object('apps/v1', 'StatefulSet'), { status: { replicas: 0, availableReplicas: 0 } }],
    ['an empty status', object('apps/v1', 'ReplicaSet', { status: {} }), { status: { replicas: 0 } }],
    [
      'a status that is there',
      object('v1', 'ReplicationController', { status: { replicas: 3 } }),
      { status: { replicas: 3 } },
    ],
    [
      'fields that are zero',
      object('apps/v1', 'Deployment', { spec: { paused: false, minReadySeconds: 0 } }),
      { spec: {} },
    ],
    ['fields that are not', object('apps/v1', 'Deployment', { spec: { paused: true } }), { spec: { paused: true } }],
    ['a DeploymentConfig', object('apps.openshift.io/v1', 'DeploymentConfig', { spec: {} }), { spec: { test: false } }],
    ['a test that is on', object('v1', 'DeploymentConfig', { spec: { test: true } }), { spec: { test: true } }],
  ])('of %s', (_, given, expected) => {
    expect(withTypedFields(given)).toMatchObject(expected);
    if (expected.spec) expect(withTypedFields(given).spec).toEqual(expected.spec);
  });

  it.each([
    ['another kind', object('apps.kruise.io/v1beta1', 'StatefulSet', { spec: { paused: false } })],
    ['a Pod', object('v1', 'Pod', { spec: {} })],
  ])('leaves %s alone', (_, given) => {
    expect(withTypedFields(given)).toBe(given);
  });

  it('keeps the number of replicas that a DeploymentConfig has by default', () => {
    expect(withTypedFields(object('v1', 'DeploymentConfig', { spec: {} })).spec).not.toHaveProperty('replicas');
  });
});

describe('withoutTypedFields', () => {
  it('takes a status of zeros away, and no other', () => {
    const daemonSet = object('apps/v1', 'DaemonSet', { spec: {} });
    expect(withoutTypedFields(withTypedFields(daemonSet))).toEqual(daemonSet);
    const running = object('apps/v1', 'ReplicaSet', { status: { replicas: 2 } });
    expect(withoutTypedFields(running)).toBe(running);
    const more = object('apps/v1', 'ReplicaSet', { status: { replicas: 0, readyReplicas: 0 } });
    expect(withoutTypedFields(more)).toBe(more);
  });
});
