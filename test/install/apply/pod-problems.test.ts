import { expect, it } from 'vitest';
import { podProblems } from '../../../src/install/apply/pod-problems.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const pod = (status: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', namespace: 'n', ...metadata },
  status,
});
const container = (state: JsonObject, more: JsonObject = {}): JsonObject => ({
  containerStatuses: [{ name: 'main', state, ...more }],
});
const waiting = (reason: string, message?: string): JsonObject => ({
  waiting: { reason, ...(message !== undefined && { message }) },
});
const ended = (exitCode: number, more: JsonObject = {}): JsonObject => ({
  terminated: { exitCode, reason: 'Error', ...more },
});
const condition = (type: string, status: string, more: JsonObject = {}): JsonObject => ({
  conditions: [{ type, status, ...more }],
});

it.each<[string, JsonObject, JsonObject[]]>([
  ['a Pod that is ready', pod(condition('Ready', 'True')), []],
  ['a Pod that is being deleted', pod({ phase: 'Pending' }, { deletionTimestamp: 'x' }), []],
  [
    'a Pod that fits nowhere',
    pod(condition('PodScheduled', 'False', { reason: 'Unschedulable', message: 'no node' })),
    [{ category: 'scheduling', reason: 'Unschedulable', message: 'no node' }],
  ],
  [
    'a Pod that nobody has started yet',
    pod({ phase: 'Pending' }),
    [{ category: 'starting', reason: 'Pending', message: 'its Node has not started it yet' }],
  ],
  [
    'a Pod that was evicted',
    pod({ phase: 'Failed', reason: 'Evicted', message: 'disk' }),
    [{ category: 'other', reason: 'Evicted', message: 'disk' }],
  ],
  [
    'an image that is not there',
    pod(container(waiting('ImagePullBackOff', 'not found'))),
    [{ category: 'image', reason: 'ImagePullBackOff', message: 'not found', container: 'main' }],
  ],
  [
    'a ConfigMap that is not there',
    pod(container(waiting('CreateContainerConfigError', 'configmap "x" not found'))),
    [{ category: 'config', message: 'configmap "x" not found' }],
  ],
  [
    'a container that ends again and again',
    pod(
      container(waiting('CrashLoopBackOff', 'back-off'), {
        restartCount: 4,
        lastState: ended(137, { reason: 'OOMKilled', message: 'too much\n' }),
      }),
    ),
    [
      {
        category: 'crash',
        reason: 'CrashLoopBackOff',
        message: 'it ended with exit code 137 (OOMKilled): too much',
        exitCode: 137,
        restarts: 4,
      },
    ],
  ],
  [
    'a container that has just ended',
    pod(container(ended(1))),
    [{ category: 'crash', reason: 'Error', exitCode: 1, message: 'it ended with exit code 1' }],
  ],
  [
    'a container that does not answer',
    pod(container({ running: {} }, { ready: false })),
    [{ category: 'probe', container: 'main' }],
  ],
  [
    'a container that did not answer until it was killed, and runs again',
    pod(container({ running: {} }, { ready: false, restartCount: 2, lastState: ended(2) })),
    [{ category: 'probe', restarts: 2, exitCode: 2, message: expect.stringContaining('exit code 2') as never }],
  ],
  [
    'containers that wait for an init container, which fails',
    pod({
      initContainerStatuses: [
        { name: 'done', state: ended(0) },
        { name: 'first', state: ended(1) },
      ],
      ...container(waiting('PodInitializing')),
    }),
    [{ category: 'crash', container: 'first' }],
  ],
  [
    'containers that start',
    pod({
      containerStatuses: [
        { name: 'a', state: waiting('ContainerCreating') },
        { name: 'b', state: waiting('ContainerCreating') },
      ],
    }),
    [{ category: 'starting', container: 'a' }],
  ],
  [
    'a sidecar that has started',
    pod({
      initContainerStatuses: [{ name: 'sidecar', state: { running: {} }, started: true, ready: false }],
      ...container(waiting('ErrImagePull')),
    }),
    [{ category: 'image', container: 'main' }],
  ],
  [
    'a Pod whose gate is closed',
    pod({
      ...condition('Ready', 'False', { reason: 'ReadinessGatesNotReady', message: 'gate' }),
      ...container({ running: {} }, { ready: true }),
    }),
    [{ category: 'other', reason: 'ReadinessGatesNotReady', message: 'gate' }],
  ],
])('%s', (_, given, expected) => {
  const object = { apiVersion: 'v1', kind: 'Pod', namespace: 'n', name: 'a' };
  expect(podProblems(given)).toMatchObject(expected.map((one) => ({ ...one, object })));
  expect(podProblems(given)).toHaveLength(expected.length);
});
