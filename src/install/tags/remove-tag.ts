import { MeshwrightError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import type { JsonObject } from '../../resources/json.ts';
import { tagLabel } from '../../resources/revision-labels.ts';
import { nameForApi, referenceTo } from '../apply/object-reference.ts';
import { labelOf, objectsOfTag, type Revisions } from './revisions.ts';
import type { TagChange } from './set-tag.ts';

/**
 * What has to go for a tag to be gone: its webhooks first, and then its Services.
 *
 * @throws MeshwrightError where there is no such tag
 */
export function planRemoval(revisions: Revisions, tag: string): JsonObject[] {
  const { webhooks, services } = objectsOfTag(revisions, tag);
  if (webhooks.length + services.length > 0) return [...webhooks, ...services];
  const tags = [...revisions.webhooks, ...revisions.services].map((one) => labelOf(one, tagLabel)).filter(Boolean);
  const names = [...new Set(tags)].sort();
  const there = names.length === 0 ? 'there are none' : `there are ${names.join(', ')}`;
  throw new MeshwrightError(`the cluster has no tag ${tag}: ${there}.${didYouMean(tag, names)}`);
}

/** Deletes each object as it was read. Throws KubeError. */
export async function removeTag(
  api: KubeApi,
  objects: readonly JsonObject[],
  options: CallOptions = {},
): Promise<TagChange[]> {
  for (const object of objects) {
    const { uid } = object.metadata as { readonly uid?: string };
    await api.delete(nameForApi(object), { ...options, uid });
  }
  return objects.map((object) => ({ ...referenceTo(object), change: 'removed' }));
}
