import type { LabelSelector } from '../resources/kinds/meta.ts';
import type { BodyOf } from '../resources/kinds.ts';
import type { Resource } from '../resources/resource.ts';
import { injectionLabel, revisionLabel } from '../resources/revision-labels.ts';
import { matchesSelector } from '../resources/selector.ts';

type Labels = Readonly<Record<string, string>>;
export type Configuration = Resource<BodyOf<'MutatingWebhookConfiguration'>>;

/** Whether the webhooks of a configuration want a Pod. */
export interface WebhookVerdict {
  /** The configuration's name. */
  readonly name: string;
  readonly revision: string;
  readonly injected: boolean;
  readonly reason: string;
}

/** The revision that a webhook configuration serves; empty where it does not say. */
export const revisionOf = ({ labels }: Configuration): string => labels[revisionLabel] ?? '';

/** True for a configuration with a webhook of Istio's. */
export const isInjection = ({ body }: Configuration): boolean =>
  (body.webhooks ?? []).some(({ name }) => name?.endsWith('istio.io'));

/** What each of Istio's configurations makes of a Pod with these labels, in a namespace with those; sorted by name. */
export const webhookVerdicts = (
  configurations: readonly Configuration[],
  pod: Labels,
  namespace: Labels,
): WebhookVerdict[] =>
  configurations
    .filter(isInjection)
    .map((one) => ({ name: one.name, revision: revisionOf(one), ...verdict(one, pod, namespace) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

type Verdict = Pick<WebhookVerdict, 'injected' | 'reason'>;

function verdict({ body }: Configuration, pod: Labels, namespace: Labels): Verdict {
  const webhooks = body.webhooks ?? [];
  let refusal: string | undefined;
  for (const { namespaceSelector, objectSelector } of webhooks) {
    const wantsNamespace = matchesSelector(namespaceSelector, namespace);
    const wantsPod = matchesSelector(objectSelector, pod);
    if (wantsNamespace && wantsPod) {
      const reasons = [told('namespace', namespaceSelector, namespace), told('Pod', objectSelector, pod)];
      const reason = reasons.filter((one) => one !== undefined).join(', and ');
      return { injected: true, reason: reason || 'it selects every Pod' };
    }
    if (wantsNamespace) refusal ??= refusedBy(objectSelector, pod);
    else if (wantsPod && (namespace[injectionLabel] ?? 'enabled') !== 'enabled') {
      refusal ??= `the namespace has the label ${injectionLabel}=${namespace[injectionLabel]}`;
    }
  }
  if (webhooks.every(isNever)) refusal ??= 'it is switched off: its selectors never match';
  return { injected: false, reason: refusal ?? `it wants ${wishes(webhooks)}` };
}

/** The label by which a selector picks something, if one that is there decides. */
function told(whose: string, selector: LabelSelector | undefined, labels: Labels): string | undefined {
  const asked = (selector?.matchExpressions ?? []).filter(({ operator }) => operator === 'In' || operator === 'NotIn');
  const keys = [...Object.keys(selector?.matchLabels ?? {}), ...asked.map(({ key = '' }) => key)];
  const key = keys.find((one) => labels[one] !== undefined);
  return key === undefined ? undefined : `the ${whose} has the label ${key}=${labels[key]}`;
}

/** The label of a Pod that a selector does not want. */
function refusedBy(selector: LabelSelector | undefined, labels: Labels): string | undefined {
  const found = (selector?.matchExpressions ?? []).find(
    ({ key = '', operator, values = [] }) =>
      labels[key] !== undefined &&
      (operator === 'DoesNotExist' || (operator === 'NotIn' && values.includes(labels[key]))),
  );
  return found === undefined ? undefined : `the Pod has the label ${found.key}=${labels[found.key!]}`;
}

/** What `istioctl tag` and upgrades put in a webhook's place: a label that nothing has. */
const isNever = ({ namespaceSelector }: { readonly namespaceSelector?: LabelSelector }): boolean =>
  namespaceSelector?.matchLabels?.['istio.io/deactivated'] === 'never-match';

interface Selecting {
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
}

/** The labels by which webhooks can be asked for. */
function wishes(webhooks: readonly Selecting[]): string {
  const ofNamespaces = new Set(webhooks.flatMap(({ namespaceSelector }) => askedFor(namespaceSelector)));
  const ofPods = new Set(webhooks.flatMap(({ objectSelector }) => askedFor(objectSelector)));
  const list = (labels: ReadonlySet<string>) => [...labels].join(' or ');
  const parts = [
    ofNamespaces.size === 0 ? '' : `a namespace with ${list(ofNamespaces)}`,
    ofPods.size === 0 ? '' : `a Pod with ${list(ofPods)}`,
  ];
  return parts.filter((part) => part !== '').join(', or ') || 'other labels';
}

const askedFor = (selector: LabelSelector | undefined): string[] => [
  ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`),
  ...(selector?.matchExpressions ?? [])
    .filter(({ operator }) => operator === 'In')
    .flatMap(({ key, values = [] }) => values.map((value) => `${key}=${value}`)),
];
