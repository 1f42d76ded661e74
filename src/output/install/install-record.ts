import type { ComponentOutcome, InstallOutcome, ObjectOutcome } from '../../install/apply/outcome.ts';
import type { Concern } from '../../install/preflight/concern.ts';

/** The last line that an installation prints as JSON. */
export interface InstallRecord {
  readonly type: 'result';
  /** `failed` where something was refused, was not ready in time, or was interrupted. */
  readonly result: 'installed' | 'dryRun' | 'failed';
  readonly version: string;
  readonly revision: string;
  readonly namespace: string;
  readonly profile: string;
  readonly components: readonly ComponentOutcome[];
  /** Without their content. */
  readonly objects: readonly Omit<ObjectOutcome, 'before' | 'after'>[];
  readonly warnings: readonly string[];
  readonly milliseconds: number;
}

export const installRecord = (
  { components, objects, warnings, milliseconds }: InstallOutcome,
  about: Pick<InstallRecord, 'result' | 'version' | 'revision' | 'namespace' | 'profile'>,
): InstallRecord => ({
  type: 'result',
  ...about,
  components,
  objects: objects.map(({ before: _, after: __, ...object }) => object),
  warnings,
  milliseconds,
});

/** What the check before an installation found, as it is told between the events. */
export const concernRecord = ({ id, weight, message }: Concern) => ({ type: 'concern', id, weight, message }) as const;
