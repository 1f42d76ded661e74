import type { JsonObject } from '../../resources/json.ts';
import type { Unready } from './unready.ts';

/** Which object, as it is told. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent for what lives in no namespace. */
  readonly namespace?: string | undefined;
  readonly name: string;
}

/**
 * What became of an object. `skipped`: a dry run cannot ask the server about it yet; `failed`: the server was asked and
 * refused, or did not answer, so that it may or may not have happened; `notReached`: it was not tried.
 */
export type ObjectAction = 'created' | 'configured' | 'unchanged' | 'pruned' | 'skipped' | 'failed' | 'notReached';

export interface ObjectOutcome extends ObjectReference {
  /** As in `spec.components`: `pilot`; `namespaces` for those that are created first, `last` for what comes last. */
  readonly component: string;
  readonly action: ObjectAction;
  /** Why it was skipped, failed or not reached; one line or more. */
  readonly message?: string;
  /** In a dry run: the object as it is; absent where there is none. */
  readonly before?: JsonObject;
  /** In a dry run: the object as it would be; absent for what would be pruned. */
  readonly after?: JsonObject;
}

export interface ComponentOutcome {
  /** As in `spec.components`: `pilot`. */
  readonly component: string;
  /** `applied`: its objects are there, and were not waited for; `notReached`: what it waits for failed, see `message`. */
  readonly state: 'ready' | 'applied' | 'failed' | 'notReached';
  readonly message?: string;
  /** What was not ready when the time was up, and why. */
  readonly unready: readonly Unready[];
  /** From its first request until it was done. */
  readonly milliseconds: number;
}

/** What an installation did, or what a dry run found that it would do. */
export interface InstallOutcome {
  readonly dryRun: boolean;
  readonly components: readonly ComponentOutcome[];
  /** Every object that is wanted, in the order of application, and those that were pruned. */
  readonly objects: readonly ObjectOutcome[];
  /** What could not be found out, such as kinds whose objects could not be listed and so were not pruned. */
  readonly warnings: readonly string[];
  readonly milliseconds: number;
}
