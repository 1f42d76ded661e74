import { isObject, type JsonObject } from '../resources/json.ts';
import { labelSelector } from '../resources/kinds/meta.ts';
import { injectionLabel, revisionLabel } from '../resources/revision-labels.ts';
import { matchesSelector } from '../resources/selector.ts';
import type { NamespaceFacts } from './namespaces.ts';
import type { InjectionSettings } from './settings.ts';
import type { Workload } from './workloads.ts';

type Texts = Readonly<Record<string, string>>;

/** What besides a workload says whether it is injected. */
export interface Surroundings {
  readonly settings: InjectionSettings;
  /** Other names of the settings' revision: tags that lead to it. */
  readonly tags: ReadonlySet<string>;
  /** What the namespaces say that the input has, by name. */
  readonly namespaces: ReadonlyMap<string, NamespaceFacts>;
}

/** Whether a workload is injected, and what decided. */
export interface Decision {
  readonly inject: boolean;
  readonly reason: string;
  /** True where only another revision would inject it, or a tag that cannot be told from one. */
  readonly isOtherRevision?: boolean;
}

/** What rules look at of a Pod. */
interface PodFacts {
  readonly spec: JsonObject;
  readonly labels: Texts;
  readonly annotations: Texts;
  readonly namespace: string;
}

/** What rules look at. */
interface Facts extends PodFacts, Surroundings {
  readonly namespaceLabels: Texts;
}

type Rule<F = Facts> = (facts: F) => Decision | undefined;

/** Kubernetes' own namespaces, in which istiod injects nothing (pkg/kube/inject, IgnoredNamespaces). */
export const ignoredNamespaces: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
]);

const wishLabel = 'sidecar.istio.io/inject';
const modeLabel = 'istio.io/dataplane-mode';

/** What a Pod says of itself, and where nothing is ever injected. */
const ownRules: readonly Rule<PodFacts>[] = [
  ({ spec }) => (spec.hostNetwork === true ? no('hostNetwork: its traffic is the node’s') : undefined),
  ({ namespace }) =>
    ignoredNamespaces.has(namespace) ? no(`nothing is injected in namespace ${namespace}`) : undefined,
  ({ labels, annotations }) =>
    wantedBy(labels, annotations)?.value === 'false' ? refusal(labels, annotations) : undefined,
];

/**
 * The rules, in order: the first that says something decides. They are istiod's (injectRequired) and, for labels, those of
 * its webhooks (istio.io, Installing the Sidecar: Controlling the injection policy), but for namespaces that ask for nothing:
 * whoever runs kube-inject asks.
 */
const rules: readonly Rule[] = [
  ...ownRules,
  ({ namespaceLabels, namespace }) =>
    namespaceLabels[injectionLabel] === 'disabled'
      ? no(`namespace ${namespace} has the label ${injectionLabel}=disabled`)
      : undefined,
  ({ namespaceLabels, namespace, ...facts }) => {
    // For a namespace with both labels, Istio goes by the older one.
    if (namespaceLabels[injectionLabel] !== undefined) return undefined;
    return otherRevision(namespaceLabels[revisionLabel], `namespace ${namespace} has`, facts);
  },
  ({ labels, namespaceLabels, ...facts }) => {
    if (namespaceLabels[injectionLabel] !== undefined || namespaceLabels[revisionLabel] !== undefined) return undefined;
    return otherRevision(labels[revisionLabel], 'it has', facts);
  },
  ({ labels, annotations }) => {
    const wanted = wantedBy(labels, annotations);
    return wanted?.value === 'true' ? { inject: true, reason: `${wanted.what} ${wishLabel}=true` } : undefined;
  },
  ({ labels, namespaceLabels, namespace }) => {
    const own = labels[modeLabel];
    if (own === 'ambient') return no(`it has the label ${modeLabel}=ambient`);
    const isAmbient = own === undefined && namespaceLabels[modeLabel] === 'ambient';
    if (!isAmbient || namespaceLabels[injectionLabel] === 'enabled' || namespaceLabels[revisionLabel]) return undefined;
    return no(`namespace ${namespace} has the label ${modeLabel}=ambient`);
  },
  ({ labels, settings }) =>
    matchesAny(settings.neverInjectSelector, labels) ? no('it matches neverInjectSelector') : undefined,
  ({ labels, settings }) =>
    matchesAny(settings.alwaysInjectSelector, labels)
      ? { inject: true, reason: 'it matches alwaysInjectSelector' }
      : undefined,
  ({ settings }) =>
    settings.injectsByDefault
      ? { inject: true, reason: 'it is injected by default' }
      : no(`the policy is disabled, and it has no label ${wishLabel}=true`),
];

/** Whether a workload is injected. */
export function decide(workload: Workload, surroundings: Surroundings): Decision {
  const facts = factsOf(workload);
  const namespaceLabels = namespaceOf(workload, surroundings)?.labels ?? {};
  const decision = firstDecision(rules, { ...facts, ...surroundings, namespaceLabels });
  if (decision === undefined) throw new Error('the last rule decides');
  return decision;
}

/** What the input says of the namespace that a workload is in. */
export const namespaceOf = (workload: Workload, { namespaces }: Pick<Surroundings, 'namespaces'>) =>
  namespaces.get(factsOf(workload).namespace || 'default');

/** Why a Pod is not injected though a webhook sends it to istiod; undefined where nothing of its own is against it. */
export const refusalOf = (workload: Workload, namespace: string): Decision | undefined =>
  firstDecision(ownRules, { ...factsOf(workload), namespace });

function factsOf({ template: { metadata, spec }, owner, object }: Workload): PodFacts {
  const namespace = textOf(metadata.namespace) || owner.namespace || writtenNamespace(object);
  return { spec, labels: texts(metadata.labels), annotations: texts(metadata.annotations), namespace };
}

function firstDecision<F>(from: readonly Rule<F>[], facts: F): Decision | undefined {
  for (const rule of from) {
    const decision = rule(facts);
    if (decision !== undefined) return decision;
  }
  return undefined;
}

const no = (reason: string): Decision => ({ inject: false, reason });

const refusal = (labels: Texts, annotations: Texts): Decision =>
  no(`${wantedBy(labels, annotations)!.what} ${wishLabel}=false`);

/** What a Pod says of itself: the label wins over the annotation, which is older. */
function wantedBy(labels: Texts, annotations: Texts): { readonly what: string; readonly value: string } | undefined {
  if (labels[wishLabel] !== undefined) return { what: 'it has the label', value: labels[wishLabel] };
  const value = annotations[wishLabel];
  return value === undefined ? undefined : { what: 'it has the annotation', value };
}

function otherRevision(
  asked: string | undefined,
  who: string,
  { settings, tags }: Pick<Facts, 'settings' | 'tags'>,
): Decision | undefined {
  const revision = settings.revision || 'default';
  if (asked === undefined || asked === revision || tags.has(asked)) return undefined;
  return {
    ...no(`${who} the label ${revisionLabel}=${asked}, and this is revision ${revision}`),
    isOtherRevision: true,
  };
}

/** An empty selector selects nothing here. */
const matchesAny = (selectors: readonly JsonObject[], labels: Texts): boolean =>
  selectors.some((one) => {
    const selector = labelSelector(one);
    const isEmpty = !hasItems(selector?.matchLabels) && !hasItems(selector?.matchExpressions);
    return !isEmpty && matchesSelector(selector, labels);
  });

const hasItems = (of: object | undefined): boolean => of !== undefined && Object.keys(of).length > 0;

const writtenNamespace = ({ metadata }: JsonObject): string => (isObject(metadata) ? textOf(metadata.namespace) : '');

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Labels or annotations as far as they are texts. */
export function texts(value: unknown): Texts {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
