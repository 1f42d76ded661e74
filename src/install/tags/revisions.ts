import { MeshwrightError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { objectsAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { revisionLabel, tagLabel } from '../../resources/revision-labels.ts';

/** What a cluster has of revisions and of tags, which lead to revisions. Both carry the revision as a label; a tag's carry the tag. */
export interface Revisions {
  /** MutatingWebhookConfigurations. */
  readonly webhooks: readonly JsonObject[];
  /** Services of istiods, in Istio's namespace. */
  readonly services: readonly JsonObject[];
}

/** Reads what there is of revisions and tags. Throws KubeError. */
export async function readRevisions(api: KubeApi, istioNamespace: string, options?: CallOptions): Promise<Revisions> {
  const labelSelector = revisionLabel;
  const [webhooks, services] = await Promise.all([
    api.list({ group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration', labelSelector }, options),
    api.list({ group: '', kind: 'Service', namespace: istioNamespace, labelSelector }, options),
  ]);
  return { webhooks: webhooks.items, services: services.items };
}

/** A label's value; empty where it is absent. */
export const labelOf = (object: JsonObject, label: string): string => textAt(object, 'metadata', 'labels', label);
export const objectName = (object: JsonObject): string => textAt(object, 'metadata', 'name');

/** Revisions that are there by themselves, and not only as what a tag leads to; sorted. */
export const revisionNames = ({ webhooks }: Revisions): string[] =>
  [...new Set(webhooks.filter(isUntagged).map((one) => labelOf(one, revisionLabel)))].sort();

/** What stands for a tag. */
export const objectsOfTag = ({ webhooks, services }: Revisions, tag: string) => {
  const isOfTag = (object: JsonObject): boolean => labelOf(object, tagLabel) === tag;
  return { webhooks: webhooks.filter(isOfTag), services: services.filter(isOfTag) };
};

/**
 * The injection webhook that came with a revision. Several control planes may share a revision's name: that in Istio's namespace
 * counts.
 *
 * @throws MeshwrightError where there is none, or no telling which
 */
export function webhookOfRevision(revisions: Revisions, revision: string, istioNamespace: string): JsonObject {
  const isIts = (object: JsonObject): boolean => isUntagged(object) && labelOf(object, revisionLabel) === revision;
  const found = revisions.webhooks.filter((one) => isIts(one) && injectionWebhook(one) !== undefined);
  const own = found.filter((one) => ['', istioNamespace].includes(serviceNamespace(one)));
  const [webhook, second] = own.length > 0 ? own : found;
  if (second !== undefined) {
    const names = own.map(objectName).join(' and ');
    throw new MeshwrightError(
      `revision ${revision} has several injection webhooks, ${names}: remove those that are left over`,
    );
  }
  if (webhook !== undefined) return webhook;
  const names = revisionNames(revisions);
  if (revisions.services.some(isIts)) {
    throw new MeshwrightError(
      `revision ${revision} has an istiod, but no injection webhook (MutatingWebhookConfiguration): install it again`,
    );
  }
  const there = names.length === 0 ? 'Istio is not installed there' : `there are ${names.join(', ')}`;
  throw new MeshwrightError(`the cluster has no revision ${revision}: ${there}.${didYouMean(revision, names)}`);
}

/** The webhooks of a configuration. */
export const webhooksOf = (configuration: JsonObject): readonly JsonObject[] => objectsAt(configuration, 'webhooks');

/** The first of a configuration's webhooks that Pods go to for a sidecar. */
export function injectionWebhook(configuration: JsonObject): JsonObject | undefined {
  return webhooksOf(configuration).find((webhook) => textAt(webhook, 'name').endsWith('sidecar-injector.istio.io'));
}

const isUntagged = (object: JsonObject): boolean => labelOf(object, tagLabel) === '';

/** The namespace of the Service that a webhook calls; empty where it calls a URL. */
export const serviceNamespace = (configuration: JsonObject): string =>
  textAt(injectionWebhook(configuration), 'clientConfig', 'service', 'namespace');
