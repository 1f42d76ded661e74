import { setTimeout as sleep } from 'node:timers/promises';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { ApplyContext } from './apply-object.ts';
import { nameForApi } from './object-reference.ts';
import { isDefinition } from './stages.ts';

/** Milliseconds between two questions what is served: the server has no way to tell when that changes. */
const pause = 100;
/** Milliseconds from a definition being established to its resources being served, at most. */
const longest = 30_000;

/**
 * Waits until an object's kind is served, where its definition is among what is applied: that comes shortly after it is
 * established. A kind that nothing defines is left to the server, which says so.
 *
 * @returns why the object cannot be asked about, in a dry run that stores no definitions
 */
export async function untilServed(
  { api, wanted, dryRun, signal }: ApplyContext,
  object: JsonObject,
): Promise<string | undefined> {
  const kind = nameForApi(object);
  if ((await api.kinds({ signal })).find(kind) !== undefined) return undefined;
  const isDefined = wanted.some(
    (one) =>
      isDefinition(one) &&
      textAt(one, 'spec', 'group') === kind.group &&
      textAt(one, 'spec', 'names', 'kind') === kind.kind,
  );
  if (!isDefined) return undefined;
  if (dryRun) return `the definition of ${kind.kind} is not there yet`;
  const deadline = performance.now() + longest;
  while ((await api.kinds({ signal, fresh: true })).find(kind) === undefined && performance.now() < deadline) {
    await sleep(pause, undefined, { signal: AbortSignal.any([signal]) });
  }
  return undefined;
}
