import { MeshwrightError, UsageError } from '../../base/errors.ts';
import type { JsonObject } from '../../resources/json.ts';
import { defaultRevision, revisionLabel, tagLabel } from '../../resources/revision-labels.ts';
import { isDnsLabel } from '../../schema/values/host.ts';
import { isNeverSelector, neverSelector } from '../never-selector.ts';
import {
  labelOf,
  objectName,
  objectsOfTag,
  type Revisions,
  revisionNames,
  webhookOfRevision,
  webhooksOf,
} from './revisions.ts';
import { assumedWebhook, type OpenPackage, type TagRequest, tagObjects } from './tag-objects.ts';

/** What has to happen for a tag to lead to its revision. */
export interface TagPlan {
  /** To be applied, in this order. */
  readonly objects: readonly JsonObject[];
  /** The injection webhook of the default revision, which also serves whoever names none: not beside the tag `default`. */
  readonly switchOff: JsonObject | undefined;
  /** Webhooks of the tag under other names, which would inject a second time. */
  readonly replaced: readonly JsonObject[];
}

/** The Service of a tag is named after it: `istiod-revision-tag-TAG`, which Kubernetes allows 63 letters for. */
const longestTag = 63 - 'istiod-revision-tag-'.length;

/** @throws UsageError for what cannot name a tag */
export function checkTagName(tag: string): void {
  if (isDnsLabel(tag) && tag === tag.toLowerCase() && tag.length <= longestTag) return;
  throw new UsageError(
    `"${tag}" cannot be a tag: objects are named after it, so it has small letters, digits and inner hyphens, at most ${longestTag}`,
  );
}

/**
 * What `tag set` has to do.
 *
 * @param validator the cluster's ValidatingWebhookConfiguration istiod-default-validator
 * @throws MeshwrightError for an unknown revision, for a tag that leads elsewhere unless `overwrite`, and for one that is a
 *   revision's name
 */
export async function planTag(
  revisions: Revisions,
  request: TagRequest & { readonly overwrite: boolean },
  validator: JsonObject | undefined,
  openPackage: OpenPackage,
): Promise<TagPlan> {
  const { tag, revision, istioNamespace, overwrite } = request;
  checkTagName(tag);
  const webhook = webhookOfRevision(revisions, revision, istioNamespace);
  if (!overwrite) {
    if (tag !== defaultRevision && isRevision(revisions, tag)) {
      throw new MeshwrightError(`there is a revision ${tag}: a tag of the same name would take its namespaces over`);
    }
    const elsewhere = revisionsOfTag(revisions, tag).filter((one) => one !== revision);
    if (elsewhere.length > 0) {
      throw new MeshwrightError(
        `tag ${tag} leads to revision ${elsewhere.join(' and ')}: --overwrite lets it lead to ${revision}`,
      );
    }
  }
  const objects = await tagObjects(request, webhook, validator, openPackage);
  const name = objectName(objects[0]!);
  return {
    objects,
    switchOff: tag === defaultRevision ? activeDefault(revisions, istioNamespace) : undefined,
    replaced: objectsOfTag(revisions, tag).webhooks.filter((one) => objectName(one) !== name),
  };
}

/** The objects of a tag as an installation of the revision would have them: nothing is asked of a cluster. */
export async function assumedTag(request: TagRequest, openPackage: OpenPackage): Promise<JsonObject[]> {
  checkTagName(request.tag);
  return tagObjects(request, await assumedWebhook(request, openPackage), undefined, openPackage);
}

/** The revisions that a tag leads to: one, unless its objects contradict each other. */
const revisionsOfTag = (revisions: Revisions, tag: string): string[] => {
  const { webhooks, services } = objectsOfTag(revisions, tag);
  return [...new Set([...webhooks, ...services].map((one) => labelOf(one, revisionLabel)))];
};

const isRevision = (revisions: Revisions, name: string): boolean =>
  revisionNames(revisions).includes(name) ||
  revisions.services.some((one) => labelOf(one, revisionLabel) === name && labelOf(one, tagLabel) === '');

/** The default revision's webhook, where there is one that may still be called. */
function activeDefault(revisions: Revisions, istioNamespace: string): JsonObject | undefined {
  if (!revisionNames(revisions).includes(defaultRevision)) return undefined;
  const webhook = webhookOfRevision(revisions, defaultRevision, istioNamespace);
  const webhooks = webhooksOf(webhook);
  const isOff = webhooks.every((one) => isNeverSelector(one.namespaceSelector));
  return isOff ? undefined : webhook;
}

/** A configuration that is never called: it stays, so that whoever goes back to it has it. istioctl does the same. */
export const switchedOff = (configuration: JsonObject): JsonObject => ({
  ...configuration,
  webhooks: webhooksOf(configuration).map((webhook) => ({
    ...webhook,
    namespaceSelector: neverSelector,
    objectSelector: neverSelector,
  })),
});
