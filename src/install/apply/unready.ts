import type { ObjectReference } from './outcome.ts';

/** What keeps an object from getting ready. */
export interface Problem {
  /** What it is about: a Pod, or what should make Pods. */
  readonly object: ObjectReference;
  /**
   * `image`: it cannot be pulled; `scheduling`: no Node takes the Pod; `crash`: a container ends; `probe`: a container runs and
   * does not answer its probe; `refused`: the server lets no Pod be made (quota, admission); `config`: a container cannot be
   * made, such as for a ConfigMap that is missing; `starting`: nothing is wrong yet; `other`: see `reason`.
   */
  readonly category: 'image' | 'scheduling' | 'crash' | 'probe' | 'refused' | 'config' | 'starting' | 'other';
  /** Kubernetes' word: `ImagePullBackOff`, `Unschedulable`, `CrashLoopBackOff`, `Unhealthy`, `FailedCreate`. */
  readonly reason: string;
  readonly message: string;
  readonly container?: string;
  readonly exitCode?: number;
  readonly restarts?: number;
  /** The last lines that the container wrote before it ended. */
  readonly log?: readonly string[];
}

/** An object that is not ready. */
export interface Unready extends ObjectReference {
  /** How far it is: `0 of 1 replicas are available`. */
  readonly progress: string;
  /** Known when the time is up; before that those that are told by the objects themselves. */
  readonly problems: readonly Problem[];
}
