import { entry } from '../../base/map-entry.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { nameOf } from '../../kube/watch.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { mapAt } from '../settings/merge.ts';
import { nameForApi, referenceTo, words } from './object-reference.ts';

/** True for an object whose deletion the server has taken, and that is still there. */
export const isEnding = (object: JsonObject): boolean => textAt(object, 'metadata', 'deletionTimestamp') !== '';

/** What keeps an object that is being deleted: whoever put them there takes them away. */
export function finalizersOf(object: JsonObject): string[] {
  const { finalizers } = mapAt(object, 'metadata');
  return Array.isArray(finalizers) ? finalizers.map(String) : [];
}

/**
 * Watches objects until they are gone, or made anew under their names.
 *
 * @param objects with their uids
 * @param onGone told of each
 * @returns what is left when the time is up, as it then is
 */
export async function untilGone(
  api: KubeApi,
  objects: readonly JsonObject[],
  options: CallOptions,
  onGone: (object: JsonObject) => void = () => {},
): Promise<ReadonlyMap<JsonObject, JsonObject>> {
  const left = new Map(objects.map((object) => [object, object]));
  const groups = new Map<string, JsonObject[]>();
  for (const object of objects) {
    const { group, kind, namespace = '' } = nameForApi(object);
    entry(groups, [group, kind, namespace].join(' '), () => []).push(object);
  }
  const follow = async (group: readonly JsonObject[]): Promise<void> => {
    const { name, ...kind } = nameForApi(group[0]!);
    const fieldSelector = group.length === 1 ? `metadata.name=${name}` : undefined;
    const selection = { ...kind, fieldSelector, metadataOnly: true };
    await api.until(
      selection,
      (there) => {
        for (const object of group.filter((one) => left.has(one))) {
          const now = there.get(nameOf(object));
          if (now !== undefined && uidOf(now) === uidOf(object)) left.set(object, now);
          else if (left.delete(object)) onGone(object);
        }
        return group.some((object) => left.has(object)) ? undefined : true;
      },
      { ...options, bearsOutages: false },
    );
  };
  await Promise.all([...groups.values()].map(follow));
  return left;
}

/** Milliseconds that an object gets to end which somebody has deleted before. */
const timeToEnd = 60_000;

/**
 * Waits for objects that are being deleted: what is applied to them would go with them.
 *
 * @throws KubeError for one that is kept
 */
export async function waitForEnd(api: KubeApi, objects: readonly JsonObject[], signal: AbortSignal): Promise<void> {
  const left = await untilGone(api, objects, { signal, deadline: performance.now() + timeToEnd });
  signal.throwIfAborted();
  for (const now of left.values()) {
    const held = finalizersOf(now).join(', ') || 'what it holds';
    throw new KubeError(`cannot apply ${words(referenceTo(now))}: it is being deleted, and kept by ${held}`);
  }
}

const uidOf = (object: JsonObject): string => textAt(object, 'metadata', 'uid');
