import { SourceDocument } from '../../resources/document.ts';
import type { JsonObject } from '../../resources/json.ts';
import { Resource } from '../../resources/resource.ts';
import type { InstallOutcome } from '../apply/outcome.ts';
import { mapAt } from '../settings/merge.ts';
import { compareManifests, type ManifestDiff } from './manifests.ts';

/**
 * What an installation would change, from the dry run of it: both sides are as the server shows them, so that what it fills in
 * by itself is no change.
 *
 * @param wanted the object as it would be, where the server could not be asked
 */
export function changesOf(
  { objects }: Pick<InstallOutcome, 'objects'>,
  wanted: (object: InstallOutcome['objects'][number]) => JsonObject | undefined,
  showSecrets: boolean,
): ManifestDiff {
  const resources = (side: readonly (JsonObject | undefined)[]): Resource[] =>
    side.filter((object) => object !== undefined).map((object) => new Resource(written(object), nowhere));
  const told = objects.filter(({ action }) => action !== 'unchanged');
  const diff = compareManifests(
    resources(told.map(({ before }) => before)),
    resources(told.map((object) => object.after ?? (object.action === 'skipped' ? wanted(object) : undefined))),
    { select: [], ignore: [], rename: [], showSecrets },
  );
  return { ...diff, same: diff.same + objects.length - told.length };
}

const nowhere = new SourceDocument({ name: '', text: '' }, { index: 0, start: 0, end: 0, line: 1 });

/** An object without what only the server writes. */
function written({ status: _, ...object }: JsonObject): JsonObject {
  const { managedFields, resourceVersion, uid, creationTimestamp, generation, ...metadata } = mapAt(object, 'metadata');
  return { ...object, metadata };
}
