import { isDeepStrictEqual } from 'node:util';
import type { KubeApi } from '../../kube/api.ts';
import { KubeError } from '../../kube/kube-error.ts';
import type { JsonObject } from '../../resources/json.ts';
import { mapAt } from '../settings/merge.ts';
import { withoutLeftAlone } from './left-alone.ts';
import { identityOf, nameForApi } from './object-reference.ts';
import { fieldManager } from './owner.ts';
import type { ObjectResult } from './record.ts';
import { appliedFields, isApplied } from './same-fields.ts';
import { isEnding, waitForEnd } from './until-gone.ts';

/** What applying an object needs to know of everything else. */
export interface ApplyContext {
  readonly api: KubeApi;
  /** What was there at the start, with its managedFields, by identity. */
  readonly live: ReadonlyMap<string, JsonObject>;
  /** All that is wanted. */
  readonly wanted: readonly JsonObject[];
  readonly force: boolean;
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
}

/** How often an object is applied when others change it at the same moment. */
const mostTries = 4;

/** Applies an object unless that would change nothing; gives the object as it then is in `after`. */
export async function applyObject(context: ApplyContext, object: JsonObject): Promise<ObjectResult> {
  const { api, dryRun, wanted, signal } = context;
  const known = await notEnding(context, context.live.get(identityOf(object)));
  const fields = known && appliedFields(known, fieldManager, object.apiVersion);
  const sent = known === undefined ? object : withoutLeftAlone(object, known, fields ?? {}, wanted);
  if (known !== undefined && isApplied(sent, known, fields)) {
    return { action: 'unchanged', before: known, after: known };
  }
  const before = known ?? (dryRun ? await api.get(nameForApi(object), { signal }) : undefined);
  if (before !== undefined && (dryRun || hasItsLabels(before, sent))) {
    // What the server makes of an object is known to it alone: a dry run is no write.
    const after = await tried(context, sent);
    if (after !== undefined && isSame(before, after)) return { action: 'unchanged', before, after: before };
    if (dryRun) return { action: 'configured', before, after };
  }
  const { object: after, isNew } = await applied(context, sent);
  const isAsBefore = before !== undefined && isSame(before, after);
  return { action: isNew ? 'created' : isAsBefore ? 'unchanged' : 'configured', before, after };
}

/** What applying would make of an object. Undefined where that cannot be tried, as with webhooks that know no dry run. */
async function tried(context: ApplyContext, object: JsonObject): Promise<JsonObject | undefined> {
  try {
    return (await applied({ ...context, dryRun: true }, object)).object;
  } catch (error) {
    if (context.dryRun || !(error instanceof KubeError) || error.isUnreachable) throw error;
    return undefined;
  }
}

/** False where an object surely differs, as after an upgrade, which labels all objects anew. */
function hasItsLabels(live: JsonObject, wanted: JsonObject): boolean {
  const there = mapAt(live, 'metadata', 'labels');
  return Object.entries(mapAt(wanted, 'metadata', 'labels')).every(([name, value]) => there[name] === value);
}

/** The object; undefined once it is gone, where it was being deleted. */
async function notEnding(
  { api, dryRun, signal }: ApplyContext,
  object: JsonObject | undefined,
): Promise<JsonObject | undefined> {
  if (object === undefined || !isEnding(object)) return object;
  if (!dryRun) await waitForEnd(api, [object], signal);
  return undefined;
}

async function applied(
  { api, force, dryRun, signal }: ApplyContext,
  object: JsonObject,
): Promise<{ object: JsonObject; isNew: boolean }> {
  let isNew = false;
  const onNew = (): void => {
    isNew = true;
  };
  for (let tries = 1; ; tries++) {
    try {
      const after = await api.apply(object, { fieldManager, force, dryRun, signal, onNew });
      return { object: after, isNew };
    } catch (error) {
      // Without force that is a conflict of managers; with it, others have changed the object between its read and its write.
      const isRace = error instanceof KubeError && error.status === 409 && force;
      if (!isRace || tries >= mostTries) throw error;
    }
  }
}

const isSame = (a: JsonObject, b: JsonObject): boolean => isDeepStrictEqual(content(a), content(b));

/** An object without what the server keeps count of, and what controllers report. */
function content({ status: _, ...object }: JsonObject): JsonObject {
  const {
    managedFields: _fields,
    resourceVersion: _version,
    generation: _count,
    ...metadata
  } = mapAt(object, 'metadata');
  return { ...object, metadata };
}
