import { objectsAt } from '../resources/fields.ts';
import { isObject, type JsonObject } from '../resources/json.ts';

/**
 * What kubectl looks at when it has to choose one of several Pods, the smaller the better (k8s.io/kubectl, ByLogging); and, which
 * it does not, whether a Pod is about to go.
 */
interface Rank {
  readonly isUnassigned: number;
  readonly isLeaving: number;
  readonly phase: number;
  readonly isUnready: number;
  readonly readySince: string;
  /** Negated: the Pod that restarted most is the one to look at. */
  readonly restarts: number;
  readonly created: string;
}

const phases = ['Running', 'Unknown', 'Pending'];
/** Sorts behind every time. */
const never = '~';

/** Pods that run before those that do not yet, ready ones before others, then those that have been ready for longest. */
export function bestPodsFirst(pods: readonly JsonObject[]): JsonObject[] {
  return pods
    .map((pod) => ({ pod, rank: rankOf(pod) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ pod }) => pod);
}

function rankOf({ spec, status, metadata }: JsonObject): Rank {
  const { phase, conditions, containerStatuses } = isObject(status) ? status : {};
  const ready = objectsAt(conditions).find(({ type }) => type === 'Ready');
  const isReady = ready?.status === 'True';
  const rank = phases.indexOf(String(phase));
  return {
    isUnassigned: isObject(spec) && spec.nodeName ? 0 : 1,
    isLeaving: isObject(metadata) && metadata.deletionTimestamp ? 1 : 0,
    // A Pod that has ended is worse than one that has yet to begin: there is nothing to talk to.
    phase: rank < 0 ? phases.length : rank,
    isUnready: isReady ? 0 : 1,
    readySince: isReady ? String(ready.lastTransitionTime ?? never) : never,
    restarts: -Math.max(0, ...objectsAt(containerStatuses).map(({ restartCount }) => Number(restartCount) || 0)),
    created: String((isObject(metadata) && metadata.creationTimestamp) || never),
  };
}

const order = ['isUnassigned', 'isLeaving', 'phase', 'isUnready', 'readySince', 'restarts', 'created'] as const;

function compare(a: Rank, b: Rank): number {
  for (const key of order) if (a[key] !== b[key]) return a[key] < b[key] ? -1 : 1;
  return 0;
}
