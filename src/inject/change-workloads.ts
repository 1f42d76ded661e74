import type { Json, JsonObject, Path } from '../resources/json.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { InjectionError, type PodTemplate } from './pod-template.ts';
import type { ReadDocument } from './read-document.ts';
import type { WorkloadKinds } from './workload-kinds.ts';
import { type Found, objectAt, type Workload, withValueAt, workloadsOf } from './workloads.ts';

/** A value in which Pod templates were changed, or could not be. */
export interface ChangedValue {
  readonly value: Json;
  readonly outcomes: readonly Outcome[];
}

/** Why a Pod template stays as it is. */
export type Skipped = Pick<Outcome, 'reason'> & Partial<Pick<Outcome, 'isOtherRevision'>>;

/**
 * A document's value with what `change` makes of each Pod template.
 *
 * @param around what becomes of an object whose Pod template was changed
 */
export function changeWorkloads(
  document: ReadDocument,
  value: Json,
  kinds: WorkloadKinds,
  change: (workload: Workload) => PodTemplate | Skipped,
  around: (object: JsonObject) => JsonObject,
): ChangedValue {
  const found = workloadsOf(value, kinds);
  const outcomes = outcomesWithoutTemplate(document, found);
  let changed = value;
  for (const workload of found.workloads) {
    const { object, objectPath } = workload;
    const tell = (path: Path, told: Parameters<typeof outcomeOf>[3]) =>
      outcomes.push(outcomeOf(document, object, path, told));
    try {
      const result = change(workload);
      if ('reason' in result) tell(objectPath, { what: 'skipped', ...result });
      else {
        changed = withTemplate(changed, workload, result);
        changed = withValueAt(changed, objectPath, around(objectAt(changed, objectPath)));
        tell(objectPath, { what: 'changed' });
      }
    } catch (error) {
      if (!(error instanceof InjectionError)) throw error;
      tell(documentPath(workload, error.path), { what: 'failed', reason: error.message });
    }
  }
  return { value: changed, outcomes };
}

/** A Pod's own metadata and spec have the same parent as its kind: nothing else of it is touched. */
function withTemplate(value: Json, { template, metadataPath, specPath }: Workload, result: PodTemplate): Json {
  let changed = value;
  if (result.metadata !== template.metadata) changed = withValueAt(changed, metadataPath, result.metadata);
  if (result.spec !== template.spec) changed = withValueAt(changed, specPath, result.spec);
  return changed;
}

/** Where a path that starts at the Pod template leads in the document. */
function documentPath({ metadataPath, specPath }: Workload, [first, ...rest]: Path): Path {
  if (first === 'metadata') return [...metadataPath, ...rest];
  return first === 'spec' ? [...specPath, ...rest] : specPath.slice(0, -1);
}

function outcomesWithoutTemplate(document: ReadDocument, { without, flaws }: Found): Outcome[] {
  return [
    ...without.map(({ object, objectPath, reason }) =>
      outcomeOf(document, object, objectPath, { what: 'skipped', reason }),
    ),
    ...flaws.map(({ object, path, reason }) => outcomeOf(document, object, path, { what: 'failed', reason })),
  ];
}
