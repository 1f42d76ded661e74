import { describe, expect, it } from 'vitest';
import { problemText, unreadyText } from '../../../src/install/apply/failure-text.ts';
import { investigate, podSelector } from '../../../src/install/apply/investigate.ts';
import type { Problem, Unready } from '../../../src/install/apply/unready.ts';
import type { LogSelection, PodName, Selection } from '../../../src/kube/api.ts';
import { KubeError } from '../../../src/kube/kube-error.ts';
import type { JsonObject } from '../../../src/resources/json.ts';
import { FakeCluster } from '../../support/fake-cluster.ts';

const place = { namespace: 'n' };
const istiod: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { ...place, name: 'istiod', uid: 'd' },
  spec: { selector: { matchLabels: { app: 'istiod' } } },
};
const unready: Unready = {
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', ...place, name: 'istiod' },
  progress: '0 of 1 replicas are available',
  problems: [],
};
const pod = (status: JsonObject, name = 'a', creationTimestamp = '1'): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { ...place, name, uid: name, creationTimestamp },
  status,
});
const container = (state: JsonObject, more: JsonObject = {}): JsonObject => ({
  containerStatuses: [{ name: 'discovery', state, ...more }],
});
const event = (reason: string, message: string, uid = 'a', lastTimestamp = '1'): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { ...place, name: `${reason}-${uid}-${lastTimestamp}` },
  involvedObject: { uid },
  ...{ reason, message, lastTimestamp },
});

/** A cluster whose containers have written what they were asked for. */
class Logging extends FakeCluster {
  override readonly logs = async function* (pod: PodName, selection: LogSelection = {}): AsyncGenerator<Buffer> {
    yield Buffer.from(`${pod.name} ${selection.container}\n\n${selection.previous ? 'before' : 'now'}\n`);
  } as never;
}

const problems = async (...objects: JsonObject[]) =>
  (await investigate(new Logging([istiod, ...objects]), unready, {})).problems;

describe('investigate', () => {
  it('gives why an image cannot be pulled', async () => {
    const found = await problems(
      pod(container({ waiting: { reason: 'ImagePullBackOff', message: 'Back-off' } })),
      event('Failed', 'Failed to pull image "x": not found'),
      event('Failed', 'Error: ImagePullBackOff', 'a', '2'),
    );
    expect(found).toMatchObject([{ reason: 'ImagePullBackOff', message: 'Failed to pull image "x": not found' }]);
  });

  it('gives what a container wrote before it ended', async () => {
    const crash = container({ waiting: { reason: 'CrashLoopBackOff' } }, { restartCount: 1 });
    expect(await problems(pod(crash))).toMatchObject([{ category: 'crash', log: ['a discovery', 'before'] }]);
    const ended = container({ terminated: { exitCode: 1 } });
    expect(await problems(pod(ended))).toMatchObject([{ category: 'crash', log: ['a discovery', 'now'] }]);
  });

  it('gives what a probe was answered, the last time', async () => {
    const found = await problems(
      pod(container({ running: {} }, { ready: false })),
      event('Unhealthy', 'first', 'a', '1'),
      event('Unhealthy', 'Readiness probe failed: 503', 'a', '2'),
      event('Unhealthy', 'of another', 'b', '3'),
      event('FailedMount', 'long ago', 'a', '4'),
    );
    expect(found).toMatchObject([{ category: 'probe', reason: 'Unhealthy', message: 'Readiness probe failed: 503' }]);
  });

  it('gives what a Pod waits for that seems to start', async () => {
    const found = await problems(
      pod(container({ waiting: { reason: 'ContainerCreating' } })),
      event('FailedMount', 'configmap "istio-ca-root-cert" not found'),
    );
    expect(found).toMatchObject([{ category: 'config', reason: 'FailedMount' }]);
  });

  it('gives that no Pods can be made', async () => {
    const failing = {
      ...istiod,
      status: { conditions: [{ type: 'ReplicaFailure', status: 'True', message: 'quota' }] },
    };
    expect(await problems(failing)).toMatchObject([{ category: 'refused', message: 'quota' }]);
    expect(await problems(event('FailedCreate', 'denied', 'd'))).toMatchObject([
      { category: 'refused', message: 'denied', object: { kind: 'Deployment' } },
    ]);
  });

  it('looks at the newest Pods that are not ready', async () => {
    const all = ['1', '5', '3', '4', '2'].map((time) => pod({ phase: 'Pending' }, `pod-${time}`, time));
    const ready = pod({ conditions: [{ type: 'Ready', status: 'True' }] }, 'ready', '9');
    const found = await problems(...all, ready);
    expect(found.map(({ object }) => object.name)).toEqual(['pod-5', 'pod-4', 'pod-3']);
  });

  it('does without what may not be read', async () => {
    const cluster = new Logging([istiod, pod({ phase: 'Pending' }), event('FailedMount', 'x')]);
    cluster.refuseList = ({ kind }: Selection) =>
      kind === 'Event' ? new KubeError('you may not', { status: 403 }) : undefined;
    expect((await investigate(cluster, unready, {})).problems).toMatchObject([{ category: 'starting' }]);
    cluster.refuseList = () => new KubeError('you may not', { status: 403 });
    expect(await investigate(cluster, unready, {})).toEqual(unready);
  });
});

describe('podSelector', () => {
  it('says what selects the Pods', () => {
    const matchExpressions = [
      { key: 'a', operator: 'In', values: ['x', 'y'] },
      { key: 'b', operator: 'NotIn', values: ['z'] },
      { key: 'c', operator: 'Exists' },
      { key: 'd', operator: 'DoesNotExist' },
    ];
    expect(podSelector({ spec: { selector: { matchLabels: { app: 'a' }, matchExpressions } } })).toBe(
      'app=a,a in (x,y),b notin (z),c,!d',
    );
    expect(podSelector({ spec: { selector: { matchExpressions } } })).toBe('a in (x,y),b notin (z),c,!d');
    for (const selector of [{}, { matchLabels: {} }, { app: 'a' }])
      expect(podSelector({ spec: { selector } })).toBeUndefined();
  });
});

it('unready objects are told in lines', () => {
  const object = { apiVersion: 'v1', kind: 'Pod', ...place, name: 'a' };
  const problem: Problem = {
    object,
    category: 'crash',
    reason: 'CrashLoopBackOff',
    container: 'c',
    message: 'it ended with exit code 1',
    exitCode: 1,
    restarts: 2,
    log: ['one', 'two'],
  };
  expect(problemText(problem)).toBe(
    'Pod n/a, container c: CrashLoopBackOff (restarted 2 times): it ended with exit code 1\n      | one\n      | two',
  );
  expect(unreadyText([{ ...unready, problems: [{ ...problem, log: [] }] }], 1_540)).toBe(
    `not ready after 1.5 s:
  Deployment n/istiod: 0 of 1 replicas are available
    Pod n/a, container c: CrashLoopBackOff (restarted 2 times): it ended with exit code 1`,
  );
});
