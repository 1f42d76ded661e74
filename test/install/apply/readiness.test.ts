import { expect, it } from 'vitest';
import { isWaitedFor, notReady } from '../../../src/install/apply/readiness.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const object = (apiVersion: string, kind: string, parts: JsonObject): JsonObject => ({
  apiVersion,
  kind,
  ...parts,
  metadata: { name: 'a', generation: 2 },
});
const deployment = (status: JsonObject, spec: JsonObject = {}) => object('apps/v1', 'Deployment', { spec, status });
const daemonSet = (status: JsonObject, spec: JsonObject = {}) => object('apps/v1', 'DaemonSet', { spec, status });
const statefulSet = (status: JsonObject, spec: JsonObject = {}) => object('apps/v1', 'StatefulSet', { spec, status });
const definition = (...conditions: JsonObject[]) =>
  object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { status: { conditions } });
const job = (...conditions: JsonObject[]) => object('batch/v1', 'Job', { status: { conditions } });
const seen = { observedGeneration: 2 };

it.each<[string, JsonObject, string | undefined]>([
  ['a kind that is ready as it is', object('v1', 'ConfigMap', {}), undefined],
  ['a Deployment that is new', deployment({}), 'its controller has not seen it yet'],
  ['a Deployment that has changed', deployment({ observedGeneration: 1 }), 'its controller has not seen it yet'],
  [
    'a Deployment that is rolled out',
    deployment({ ...seen, replicas: 1, updatedReplicas: 1, availableReplicas: 1 }),
    undefined,
  ],
  ['a Deployment of none', deployment(seen, { replicas: 0 }), undefined],
  ['a Deployment without its Pods', deployment(seen, { replicas: 2 }), '0 of 2 replicas are updated'],
  [
    'a Deployment with old Pods',
    deployment({ ...seen, replicas: 3, updatedReplicas: 1, availableReplicas: 3 }),
    '2 old replicas are still to end',
  ],
  [
    'a Deployment whose Pods do not run',
    deployment({ ...seen, replicas: 1, updatedReplicas: 1 }),
    '0 of 1 replicas are available',
  ],
  ['a DaemonSet that is new', daemonSet({}), 'its controller has not seen it yet'],
  ['a DaemonSet without nodes', daemonSet({ ...seen, desiredNumberScheduled: 0 }), undefined],
  [
    'a DaemonSet of old Pods',
    daemonSet({ ...seen, desiredNumberScheduled: 2, numberAvailable: 2 }),
    '0 of 2 Pods are updated',
  ],
  [
    'a DaemonSet that does not update by itself',
    daemonSet({ ...seen, desiredNumberScheduled: 2, numberAvailable: 2 }, { updateStrategy: { type: 'OnDelete' } }),
    undefined,
  ],
  [
    'a DaemonSet whose Pods do not run',
    daemonSet({ ...seen, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1 }),
    '1 of 2 Pods are available',
  ],
  ['a StatefulSet that is not updated', statefulSet({ ...seen, readyReplicas: 1 }), '0 of 1 replicas are updated'],
  [
    'a StatefulSet that keeps old Pods',
    statefulSet(
      { ...seen, updatedReplicas: 1, readyReplicas: 3 },
      { replicas: 3, updateStrategy: { rollingUpdate: { partition: 2 } } },
    ),
    undefined,
  ],
  ['a StatefulSet that is not ready', statefulSet({ ...seen, updatedReplicas: 1 }), '0 of 1 replicas are ready'],
  ['a Job that runs', job(), 'is not complete'],
  ['a Job that is complete', job({ type: 'Complete', status: 'True' }), undefined],
  [
    'a Job that failed',
    job({ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' }),
    'has failed: BackoffLimitExceeded',
  ],
  ['a definition that is new', definition(), 'is not established yet'],
  ['a definition that is established', definition({ type: 'Established', status: 'True' }), undefined],
  [
    'a definition that clashes',
    definition({ type: 'NamesAccepted', status: 'False', message: 'taken' }),
    'its names are not accepted: taken',
  ],
  ['a Namespace', object('v1', 'Namespace', { status: { phase: 'Active' } }), undefined],
  ['a Namespace that ends', object('v1', 'Namespace', { status: { phase: 'Terminating' } }), 'is Terminating'],
  [
    'a Pod',
    object('v1', 'Pod', { status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } }),
    undefined,
  ],
  ['a Pod that waits', object('v1', 'Pod', { status: { phase: 'Pending' } }), 'is Pending'],
])('%s', (_, given, expected) => {
  expect(notReady(given)?.progress).toBe(expected);
  if (expected !== undefined) expect(isWaitedFor(given)).toBe(true);
});

it('waits no longer for what has failed', () => {
  const isFinal = (given: JsonObject) => notReady(given)?.isFinal === true;
  expect(isFinal(job({ type: 'Failed', status: 'True' }))).toBe(true);
  expect(isFinal(definition({ type: 'NamesAccepted', status: 'False' }))).toBe(true);
  expect(isFinal(deployment({}))).toBe(false);
});
