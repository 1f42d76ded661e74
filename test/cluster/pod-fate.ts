import { isObject, type JsonObject } from '../../src/resources/json.ts';

/**
 * How a Pod fares on its node: `ready` runs and serves, `pending` fits on no node, and the others are on a node and have
 * their trouble there.
 */
export type PodFate = 'ready' | 'pending' | PodTrouble;

export interface PodTrouble {
  /** By default Pending where there is a reason, and otherwise Running: its containers run, and their probe fails. */
  readonly phase?: 'Pending' | 'Running' | 'Failed' | 'Succeeded';
  /** Why its containers wait, as ImagePullBackOff or CrashLoopBackOff; where the phase is Failed, why, as Evicted. */
  readonly reason?: string;
  readonly message?: string;
  /** How often its containers have been started again. */
  readonly restarts?: number;
}

const listOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The status that a kubelet would report for a Pod. `ip` is the Pod's own; times are the Pod's creation. */
export function podStatus(pod: JsonObject, fate: PodFate, ip: string): JsonObject {
  const { spec, metadata } = pod as { spec: JsonObject; metadata: JsonObject };
  const time = metadata.creationTimestamp as string;
  const condition = (type: string, isMet: boolean, more: JsonObject = {}): JsonObject => ({
    type,
    status: isMet ? 'True' : 'False',
    lastTransitionTime: time,
    ...(isMet ? {} : more),
  });
  if (fate === 'pending') {
    const message = '0/1 nodes are available: 1 Insufficient memory.';
    return { phase: 'Pending', conditions: [condition('PodScheduled', false, { reason: 'Unschedulable', message })] };
  }

  const {
    phase = 'Running',
    reason,
    message,
    restarts = 0,
  }: PodTrouble = fate === 'ready' ? {} : { phase: fate.reason ? 'Pending' : 'Running', ...fate };
  const isReady = fate === 'ready';
  const names = (containers: unknown): string =>
    listOf(containers)
      .map(({ name }) => name)
      .join(' ');
  const unready = {
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${names(spec.containers)}]`,
  };
  const ended = { exitCode: phase === 'Succeeded' ? 0 : 1, reason: phase === 'Succeeded' ? 'Completed' : 'Error' };
  const because = { ...(reason ? { reason } : {}), ...(message ? { message } : {}) };
  const state: JsonObject =
    phase === 'Failed' || phase === 'Succeeded'
      ? { terminated: { ...ended, startedAt: time, finishedAt: time } }
      : reason
        ? { waiting: because }
        : { running: { startedAt: time } };
  const containerStatus = (container: JsonObject, state: JsonObject, ready: boolean): JsonObject => ({
    name: container.name!,
    image: container.image ?? '',
    imageID: '',
    restartCount: restarts,
    ready,
    started: 'running' in state,
    state,
    lastState: restarts > 0 ? { terminated: { exitCode: 1, reason: 'Error', startedAt: time, finishedAt: time } } : {},
  });
  const hasStarted = phase !== 'Pending';
  const initialized = { terminated: { exitCode: 0, reason: 'Completed', startedAt: time, finishedAt: time } };
  return {
    phase,
    ...(phase === 'Failed' ? because : {}),
    hostIP: '127.0.0.1',
    hostIPs: [{ ip: '127.0.0.1' }],
    ...(hasStarted ? { podIP: ip, podIPs: [{ ip }] } : {}),
    startTime: time,
    conditions: [
      condition('PodScheduled', true),
      condition('PodReadyToStartContainers', hasStarted),
      condition('Initialized', true),
      condition('ContainersReady', isReady, unready),
      condition('Ready', isReady, unready),
    ],
    containerStatuses: listOf(spec.containers).map((container) => containerStatus(container, state, isReady)),
    initContainerStatuses: listOf(spec.initContainers).map((container) =>
      container.restartPolicy === 'Always'
        ? containerStatus(container, state, isReady)
        : containerStatus(container, initialized, true),
    ),
  };
}
