import { compareTexts } from '../base/compare-texts.ts';
import { groupOf } from '../resources/api-version.ts';
import { textAt } from '../resources/fields.ts';
import type { JsonObject } from '../resources/json.ts';

/**
 * Kinds in the order of application: what others are made of, refer to or wait for comes first. Webhooks that validate come
 * early, so that one left over from an earlier installation refuses nothing; a Service comes when its pods are there.
 * Kinds that are not listed come with the workloads.
 */
const ranks = new Map(
  [
    ['/Namespace'],
    ['apiextensions.k8s.io/CustomResourceDefinition'],
    ['/ServiceAccount', 'rbac.authorization.k8s.io/ClusterRole'],
    ['rbac.authorization.k8s.io/ClusterRoleBinding'],
    ['admissionregistration.k8s.io/ValidatingWebhookConfiguration'],
    ['/ConfigMap', '/Secret'],
    ['apps/Deployment'],
    ['autoscaling/HorizontalPodAutoscaler'],
    ['/Service'],
  ].flatMap((ids, rank) => ids.map((id) => [id, rank] as const)),
);
const usualRank = ranks.get('apps/Deployment')!;

interface SortKey {
  readonly rank: number;
  readonly text: string;
}

/** Objects in the order in which they should be applied; the same objects always come in the same order. */
export function inOrder(objects: readonly JsonObject[]): JsonObject[] {
  const keys = new Map(objects.map((object) => [object, sortKey(object)]));
  return objects.toSorted((a, b) => compare(keys.get(a)!, keys.get(b)!));
}

function sortKey(object: JsonObject): SortKey {
  const group = groupOf(textAt(object, 'apiVersion'));
  const kind = textAt(object, 'kind');
  const name = textAt(object, 'metadata', 'name');
  const text = [group, kind, name, textAt(object, 'metadata', 'namespace')].join('\0');
  return { rank: ranks.get(`${group}/${kind}`) ?? usualRank, text };
}

const compare = (a: SortKey, b: SortKey): number => a.rank - b.rank || compareTexts(a.text, b.text);
