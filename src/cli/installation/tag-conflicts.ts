import { analyze } from '../../analysis/analyze.ts';
import { switchedOff, type TagPlan } from '../../install/tags/plan-tag.ts';
import { objectName } from '../../install/tags/revisions.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { manifestYaml } from '../../output/install/manifest-yaml.ts';
import type { JsonObject } from '../../resources/json.ts';
import { liveResource } from '../../resources/live-resource.ts';

/**
 * What is wrong with a tag's webhook among those that the cluster would have with it: Pods that another one injects, too; an
 * istiod that is not there. Throws KubeError.
 */
export async function tagConflicts(api: KubeApi, plan: TagPlan, options?: CallOptions): Promise<string[]> {
  const [webhooks, services] = await Promise.all([
    api.list({ group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' }, options),
    api.list({ group: '', kind: 'Service' }, options),
  ]);
  const { objects, switchOff, replaced } = plan;
  const tagWebhook = objectName(objects[0]!);
  const gone = new Set([tagWebhook, ...[...replaced, ...(switchOff ? [switchOff] : [])].map(objectName)]);
  const all: JsonObject[] = [
    ...webhooks.items.filter((one) => !gone.has(objectName(one))),
    ...services.items,
    ...(switchOff ? [switchedOff(switchOff)] : []),
    ...objects,
  ];
  const resources = all.map((object) => liveResource(object, (one) => manifestYaml([one])));
  const { findings } = analyze(resources, { analyzers: ['webhook.Analyzer'], closedWorld: true });
  const own = findings.filter(
    ({ resource }) => resource.kind === 'MutatingWebhookConfiguration' && resource.name === tagWebhook,
  );
  return [...new Set(own.map(({ message }) => message))];
}
