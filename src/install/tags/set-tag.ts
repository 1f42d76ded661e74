import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { type AppliedObject, applyChanges } from '../../kube/apply-changes.ts';
import { textAt, valueAt } from '../../resources/fields.ts';
import type { Json, JsonObject } from '../../resources/json.ts';
import { nameForApi, referenceTo } from '../apply/object-reference.ts';
import type { ObjectReference } from '../apply/outcome.ts';
import { neverSelector } from '../never-selector.ts';
import type { TagPlan } from './plan-tag.ts';
import { webhooksOf } from './revisions.ts';

/** An object that `setTag` dealt with. */
export interface TagChange extends ObjectReference {
  readonly change: AppliedObject['change'] | 'switched off' | 'removed';
}

/** istioctl's, so that either can change what the other has set. */
const fieldManager = 'istio-ci';

/**
 * Does what is planned: the new webhook is there before the old one goes, so that no Pod goes without. What is as planned
 * already is not written.
 *
 * @throws KubeError
 */
export async function setTag(api: KubeApi, plan: TagPlan, options: CallOptions = {}): Promise<TagChange[]> {
  const applied = await applyChanges(api, plan.objects, { ...options, fieldManager, force: true });
  const changes: TagChange[] = applied.map(({ change, object }) => ({ ...referenceTo(object), change }));
  if (plan.switchOff !== undefined) {
    await api.patch(nameForApi(plan.switchOff), switchingOff(plan.switchOff), { ...options, type: 'strategic' });
    changes.push({ ...referenceTo(plan.switchOff), change: 'switched off' });
  }
  for (const webhook of plan.replaced) {
    await api.delete(nameForApi(webhook), { ...options, uid: textAt(webhook, 'metadata', 'uid') || undefined });
    changes.push({ ...referenceTo(webhook), change: 'removed' });
  }
  return changes;
}

/** A strategic merge patch, which fails where the configuration has changed since it was read. */
function switchingOff(configuration: JsonObject): JsonObject {
  const selector: JsonObject = { $patch: 'replace', ...neverSelector };
  return {
    metadata: { resourceVersion: valueAt(configuration, 'metadata', 'resourceVersion') as Json },
    webhooks: webhooksOf(configuration).map((webhook) => ({
      name: textAt(webhook, 'name'),
      namespaceSelector: selector,
      objectSelector: selector,
    })),
  };
}
