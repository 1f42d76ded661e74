import type { ContainerStatus, Pod } from './shapes.ts';

/** Why a Pod is not ready, in words of its status; undefined for one that is, or that has done its work. */
export function unreadyReason({ status, metadata }: Pod): string | undefined {
  const { phase, conditions = [], containerStatuses = [], initContainerStatuses = [] } = status ?? {};
  if (phase === 'Succeeded' || metadata?.deletionTimestamp !== undefined) return undefined;
  if (phase === 'Failed') return [status?.reason ?? 'Failed', status?.message].filter(Boolean).join(': ');
  if (conditions.some(({ type, status }) => type === 'Ready' && status === 'True')) return undefined;
  const unscheduled = conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  if (unscheduled !== undefined) return `it is not scheduled: ${unscheduled.message ?? unscheduled.reason ?? ''}`;
  for (const one of [...initContainerStatuses, ...containerStatuses]) {
    const reason = containerReason(one);
    if (reason !== undefined) return `container ${one.name}: ${reason}`;
  }
  const unready = conditions.find(({ type, status }) => type === 'Ready' && status === 'False');
  return unready?.message ?? unready?.reason ?? `it is ${phase ?? 'not started'}`;
}

/** Reasons for waiting that are part of every start. */
const usual = new Set(['PodInitializing', 'ContainerCreating']);

function containerReason({ ready, state, lastState, restartCount = 0 }: ContainerStatus): string | undefined {
  const { waiting, terminated } = state ?? {};
  const last = lastState?.terminated;
  const before =
    last === undefined
      ? ''
      : `, it ended before with ${last.reason ?? 'exit code'} (${last.exitCode ?? '?'}), ${restartCount} restarts`;
  if (waiting?.reason !== undefined && !usual.has(waiting.reason)) {
    return [waiting.reason, waiting.message].filter(Boolean).join(': ') + before;
  }
  if (terminated !== undefined && terminated.exitCode !== 0)
    return `${terminated.reason ?? 'it ended'} (${terminated.exitCode ?? '?'})`;
  return ready === false && last !== undefined ? `it is not ready${before}` : undefined;
}
