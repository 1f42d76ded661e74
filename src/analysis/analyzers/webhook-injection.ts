import { append } from '../../base/append.ts';
import { entry } from '../../base/map-entry.ts';
import type { Webhook } from '../../resources/kinds/admission.ts';
import type { LabelSelector } from '../../resources/kinds/meta.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { injectionLabel, revisionLabel } from '../../resources/revision-labels.ts';
import { matchesSelector } from '../../resources/selector.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { InvalidWebhook } from '../messages/webhook.ts';

type Configuration = Resource<BodyOf<'MutatingWebhookConfiguration'>>;
type Labels = Readonly<Record<string, string>>;

/** One injection webhook; `index` is its place in the configuration. */
interface Injector {
  readonly name: string;
  readonly webhook: Webhook;
  readonly configuration: Configuration;
  readonly index: number;
}

export default defineAnalyzer({
  id: 'webhook.Analyzer',
  summary: 'Injection webhooks select disjoint Pods and call a control plane that exists',
  reads: ['MutatingWebhookConfiguration', 'Service'],
  emits: [InvalidWebhook],
  evidence: { Service: [InvalidWebhook] },
  run(mesh, report) {
    const configurations = mesh.each('MutatingWebhookConfiguration').filter(isInjection);
    const injectors = configurations.flatMap(injectorsOf);

    for (const { alike, others } of overlaps(injectors, configurations.flatMap(revisionsOf))) {
      const { configuration, index } = alike[0]!;
      const webhooks = [...new Set(alike.map(({ name }) => name))];
      report(InvalidWebhook, configuration.at('webhooks', index), { problem: 'overlap', webhooks, refersTo: others });
    }
    for (const configuration of configurations) {
      const missing = new Set<string>();
      for (const { webhook, name, index } of injectorsOf(configuration)) {
        const { service } = webhook.clientConfig ?? {};
        if (service === undefined || mesh.find('Service', service.name ?? '', service.namespace ?? '')) continue;
        const fullName = `${service.namespace ?? ''}/${service.name ?? ''}`;
        // The webhooks of one configuration call one control plane: once is enough to say that it is missing.
        if (missing.has(fullName)) continue;
        missing.add(fullName);
        const at = configuration.at('webhooks', index, 'clientConfig', 'service');
        report(InvalidWebhook, at, { problem: 'service', webhooks: [name], refersTo: [fullName] });
      }
    }
  },
});

const injectorsOf = (configuration: Configuration): Injector[] =>
  (configuration.body.webhooks ?? []).map((webhook, index) => ({
    name: `${configuration.name}/${webhook.name ?? index}`,
    webhook,
    configuration,
    index,
  }));

/** Istio's webhooks are named in its domain; others may still select by its revisions. */
const isInjection = (configuration: Configuration): boolean =>
  (configuration.body.webhooks ?? []).some(({ name }) => name?.endsWith('istio.io')) ||
  revisionsOf(configuration).length > 0;

/** The revisions of Istio that a configuration is for or selects by. */
function revisionsOf({ labels, body: { webhooks = [] } }: Configuration): string[] {
  const own = labels[revisionLabel];
  const selectors = webhooks.flatMap(({ namespaceSelector, objectSelector }) => [namespaceSelector, objectSelector]);
  return [...(own === undefined ? [] : [own]), ...selectors.flatMap(revisionsIn)];
}

function revisionsIn({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): string[] {
  const revision = matchLabels[revisionLabel];
  const listed = matchExpressions.filter(({ key }) => key === revisionLabel).flatMap(({ values = [] }) => values);
  return revision === undefined ? listed : [revision, ...listed];
}

/** The injection labels that a namespace or a Pod may have, alone and together with each revision. */
const labelSets = (key: string, values: readonly string[], revisions: Iterable<string>): Labels[] => {
  const sets: Labels[] = [{}, ...values.map((value) => ({ [key]: value }))];
  return [...sets, ...[...revisions].flatMap((revision) => sets.map((set) => ({ ...set, [revisionLabel]: revision })))];
};

/** Webhooks of one configuration, in its order, each of which selects a Pod that all of `others` select too. */
interface Overlap {
  readonly alike: Injector[];
  readonly others: readonly string[];
}

/** What overlaps when all labels that injection looks at are tried on namespaces and Pods. */
function overlaps(injectors: readonly Injector[], revisions: readonly string[]): Overlap[] {
  const found = new Map<string, Overlap>();
  const known = new Set(revisions);
  const byPodLabels = new Map<Labels, Injector[]>();
  for (const labels of labelSets('sidecar.istio.io/inject', ['true', 'false'], known)) {
    for (const injector of injectors) {
      if (matchesSelector(injector.webhook.objectSelector, labels)) append(byPodLabels, labels, injector);
    }
  }
  const tried = new Set<string>();
  for (const labels of labelSets(injectionLabel, ['enabled', 'disabled'], known)) {
    const inNamespace = new Set(injectors.filter(({ webhook }) => matchesSelector(webhook.namespaceSelector, labels)));
    for (const candidates of byPodLabels.values()) {
      const matching = candidates.filter((injector) => inNamespace.has(injector));
      const names = matching.map(({ name }) => name).sort();
      const key = names.join('\n');
      if (matching.length < 2 || tried.has(key)) continue;
      tried.add(key);
      for (const injector of matching) {
        const others = names.filter((name) => name !== injector.name);
        if (others.length === 0) continue;
        const overlap = entry(found, `${injector.configuration.name}\n${others.join('\n')}`, () => ({
          alike: [],
          others,
        }));
        overlap.alike.push(injector);
      }
    }
  }
  for (const { alike } of found.values()) alike.sort((a, b) => a.index - b.index);
  return [...found.values()];
}
