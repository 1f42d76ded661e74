import type { JsonObject } from '../../resources/json.ts';
import { mapAt } from '../settings/merge.ts';
import type { ApplyContext } from './apply-object.ts';
import { identityOf } from './object-reference.ts';
import { fieldManager } from './owner.ts';
import { condition } from './readiness.ts';
import { isDefinition } from './stages.ts';

/** On a definition for a moment, so that it changes; ours, so that the next run takes it away should this one not come to it. */
const annotation = 'meshwright.io/nudged';

/**
 * Makes the server go on with definitions whose names it has accepted, and that it has not established. One that ends between
 * these two (it is killed, or restarted) comes back to them only after a change, or after five minutes (apiextensions-apiserver,
 * customresource_handler: definitions are queued when they are updated, and not when they are found at the start).
 *
 * @param objects as they are now
 */
export async function nudgeStuck(
  { api, wanted, force, signal }: Pick<ApplyContext, 'api' | 'wanted' | 'force' | 'signal'>,
  objects: readonly JsonObject[],
): Promise<void> {
  const stuck = new Set(objects.filter(isStuck).map(identityOf));
  const nudge = async (definition: JsonObject): Promise<void> => {
    const metadata = mapAt(definition, 'metadata');
    const annotations = { ...mapAt(metadata, 'annotations'), [annotation]: new Date().toISOString() };
    await api.apply({ ...definition, metadata: { ...metadata, annotations } }, { fieldManager, force, signal });
    await api.apply(definition, { fieldManager, force, signal });
  };
  await Promise.all(wanted.filter((object) => stuck.has(identityOf(object))).map(nudge));
}

const isStuck = (object: JsonObject): boolean =>
  isDefinition(object) &&
  condition(object, 'NamesAccepted')?.status === 'True' &&
  condition(object, 'Established')?.status !== 'True';
