import { identityOf } from '../../install/apply/object-reference.ts';
import type { Concern } from '../../install/preflight/concern.ts';
import { textAt } from '../../resources/fields.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { liveResource } from '../../resources/live-resource.ts';

const kind = 'MutatingWebhookConfiguration';

/**
 * Webhooks of an installation that would inject the same Pods as others in the cluster do, so that each would change what the
 * other did. istioctl refuses these, too.
 *
 * @param there MutatingWebhookConfigurations of all revisions in the cluster
 * @param wanted all objects of the installation
 */
export async function webhookConflicts(
  there: readonly JsonObject[],
  wanted: readonly JsonObject[],
): Promise<Concern[]> {
  const own = wanted.filter((object) => object.kind === kind);
  const names = new Set(own.map(identityOf));
  const others = there.filter((object) => !names.has(identityOf(object)));
  if (own.length === 0 || others.length === 0) return [];
  const [{ analyze }, { manifestYaml }] = await Promise.all([
    import('../../analysis/analyze.ts'),
    import('../../output/install/manifest-yaml.ts'),
  ]);
  const configurations = [...own, ...others];
  // Whether they call an istiod that is there is not the question here.
  const all = [...configurations, ...configurations.flatMap(servicesOf)];
  const resources = all.map((object) => liveResource(object, (one) => manifestYaml([one])));
  const { findings } = analyze(resources, { analyzers: ['webhook.Analyzer'], closedWorld: true });
  const ownNames = new Set(own.map((object) => textAt(object, 'metadata', 'name')));
  const messages = findings.filter(({ resource }) => ownNames.has(resource.name)).map(({ message }) => message);
  return [...new Set(messages)].map((message) => ({ id: 'webhooks-overlap', weight: 'objection', message }));
}

/** The Services that a configuration's webhooks call. */
function servicesOf({ webhooks }: JsonObject): JsonObject[] {
  const all: readonly Json[] = Array.isArray(webhooks) ? webhooks : [];
  return all.filter(isObject).flatMap((webhook) => {
    const [name, namespace] = ['name', 'namespace'].map((key) => textAt(webhook, 'clientConfig', 'service', key));
    return name === '' ? [] : [{ apiVersion: 'v1', kind: 'Service', metadata: { name: name!, namespace: namespace! } }];
  });
}
