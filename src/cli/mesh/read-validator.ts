import type { CallOptions, KubeApi } from '../../kube/api.ts';
import type { JsonObject } from '../../resources/json.ts';
import { defaultRevision } from '../../resources/revision-labels.ts';

/** The webhook that validates what names no revision, where it matters: for the tag `default`. Throws KubeError. */
export async function readValidator(api: KubeApi, tag: string, options?: CallOptions): Promise<JsonObject | undefined> {
  if (tag !== defaultRevision) return undefined;
  const kind = { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' };
  return api.get({ ...kind, name: 'istiod-default-validator' }, options);
}
