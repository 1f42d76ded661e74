import type { ObjectAction, ObjectReference } from './outcome.ts';
import type { Unready } from './unready.ts';

/** Something that happened in an installation. `at` is milliseconds since its start; all of it can be written as JSON. */
export type InstallEvent =
  | { readonly type: 'componentStarted'; readonly at: number; readonly component: string; readonly objects: number }
  | ObjectEvent
  /** Its workloads are held back until other components are ready. */
  | { readonly type: 'blocked'; readonly at: number; readonly component: string; readonly by: readonly string[] }
  | {
      readonly type: 'waiting';
      readonly at: number;
      readonly component: string;
      /** Never empty. Told once that has taken a second, and when it has changed, at most once a second. */
      readonly unready: readonly Unready[];
    }
  | { readonly type: 'componentReady'; readonly at: number; readonly component: string }
  | { readonly type: 'componentFailed'; readonly at: number; readonly component: string; readonly message: string }
  | { readonly type: 'warning'; readonly at: number; readonly message: string };

/** An object was dealt with; those that are not reached are told in the outcome alone. */
export interface ObjectEvent extends ObjectReference {
  readonly type: 'object';
  readonly at: number;
  readonly component: string;
  readonly action: Exclude<ObjectAction, 'notReached'>;
  readonly message?: string;
}
