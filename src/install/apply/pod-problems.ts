import { textAt, valueAt } from '../../resources/fields.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { referenceTo } from './object-reference.ts';
import { condition } from './readiness.ts';
import type { Problem } from './unready.ts';

/** Reasons for which a container waits (Kubernetes, kubelet). */
const categories: Readonly<Record<string, Problem['category']>> = {
  ErrImagePull: 'image',
  ImagePullBackOff: 'image',
  ErrImageNeverPull: 'image',
  InvalidImageName: 'image',
  ImageInspectError: 'image',
  RegistryUnavailable: 'image',
  SignatureValidationFailed: 'image',
  CrashLoopBackOff: 'crash',
  RunContainerError: 'crash',
  StartError: 'crash',
  CreateContainerConfigError: 'config',
  CreateContainerError: 'config',
  PreCreateHookError: 'config',
  PreStartHookError: 'config',
  PostStartHookError: 'crash',
  ContainerCreating: 'starting',
  PodInitializing: 'starting',
};

/** What keeps a Pod from being ready, as its status says; empty for one that is ready, or is being deleted. */
export function podProblems(pod: JsonObject): Problem[] {
  const ready = condition(pod, 'Ready');
  if (ready?.status === 'True' || valueAt(pod, 'metadata', 'deletionTimestamp') !== undefined) return [];
  const about = { object: referenceTo(pod) };
  const scheduled = condition(pod, 'PodScheduled');
  if (scheduled?.status === 'False') {
    return [
      { ...about, category: 'scheduling', reason: textAt(scheduled, 'reason'), message: textAt(scheduled, 'message') },
    ];
  }
  if (textAt(pod, 'status', 'phase') === 'Failed') {
    const reason = textAt(pod, 'status', 'reason') || 'Failed';
    return [{ ...about, category: 'other', reason, message: textAt(pod, 'status', 'message') }];
  }
  const inits = statuses(pod, 'initContainerStatuses').flatMap((status) => containerProblem(status, true));
  const mains = statuses(pod, 'containerStatuses').flatMap((status) => containerProblem(status, false));
  const found = [...inits, ...mains];
  // Containers that wait for others say nothing of their own.
  const telling = found.filter(({ category }) => category !== 'starting');
  const problems = telling.length > 0 ? telling : found.slice(0, 1);
  if (problems.length > 0) return problems.map((problem) => ({ ...about, ...problem }));
  const isStarting = statuses(pod, 'containerStatuses').length === 0;
  return [
    {
      ...about,
      category: isStarting ? 'starting' : 'other',
      reason: textAt(ready ?? {}, 'reason') || textAt(pod, 'status', 'phase') || 'Pending',
      message: textAt(ready ?? {}, 'message') || (isStarting ? 'its Node has not started it yet' : 'it is not ready'),
    },
  ];
}

const statuses = (pod: JsonObject, field: string): JsonObject[] => {
  const list = valueAt(pod, 'status', field);
  return Array.isArray(list) ? list.filter(isObject) : [];
};

type ContainerProblem = Omit<Problem, 'object'>;

function containerProblem(status: JsonObject, isInit: boolean): ContainerProblem[] {
  const restarts = valueAt(status, 'restartCount');
  const about = {
    container: textAt(status, 'name'),
    ...(typeof restarts === 'number' && restarts > 0 && { restarts }),
  };
  const waiting = valueAt(status, 'state', 'waiting');
  const last = valueAt(status, 'lastState', 'terminated');
  if (isObject(waiting)) {
    const reason = textAt(waiting, 'reason') || 'Waiting';
    const category = categories[reason] ?? 'other';
    const message = textAt(waiting, 'message');
    if (category !== 'crash') return [{ ...about, category, reason, message }];
    return [{ ...about, category, reason, ...exit(last), message: end(last) || message }];
  }
  const ended = valueAt(status, 'state', 'terminated');
  if (isObject(ended)) {
    if (isInit && ended.exitCode === 0) return [];
    return [
      {
        ...about,
        category: 'crash',
        reason: textAt(ended, 'reason') || 'Terminated',
        ...exit(ended),
        message: end(ended),
      },
    ];
  }
  // A sidecar, which is an init container that goes on, counts once it has started.
  const isWell = isInit ? status.started === true || status.ready === true : status.ready === true;
  if (isWell || !isObject(valueAt(status, 'state', 'running'))) return [];
  const crashed = isObject(last)
    ? { ...exit(last), message: `it does not answer its probe; before that, ${end(last)}` }
    : undefined;
  return [
    { ...about, category: 'probe', reason: 'Unready', message: 'it runs, and does not answer its probe', ...crashed },
  ];
}

const exit = (ended: Json | undefined): { exitCode?: number } => {
  const code = valueAt(ended, 'exitCode');
  return typeof code === 'number' ? { exitCode: code } : {};
};

/** How a container ended: `it ended with exit code 1 (OOMKilled): out of memory`. */
function end(ended: Json | undefined): string {
  if (!isObject(ended)) return '';
  const reason = textAt(ended, 'reason');
  const why = reason === '' || reason === 'Error' || reason === 'Completed' ? '' : ` (${reason})`;
  const message = textAt(ended, 'message').trim();
  return `it ended with exit code ${String(ended.exitCode)}${why}${message === '' ? '' : `: ${message}`}`;
}
