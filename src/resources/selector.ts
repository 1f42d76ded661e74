import { type LabelSelector, labelSelector } from './kinds/meta.ts';

type Labels = Readonly<Record<string, string>>;

/** True when `labels` has every pair of `selector`; an empty or absent selector matches everything. */
export function matchesLabels(selector: Labels | undefined, labels: Labels): boolean {
  for (const key in selector) if (labels[key] !== selector[key]) return false;
  return true;
}

const operators: Record<string, (value: string | undefined, values: readonly string[]) => boolean> = {
  In: (value, values) => value !== undefined && values.includes(value),
  NotIn: (value, values) => value === undefined || !values.includes(value),
  Exists: (value) => value !== undefined,
  DoesNotExist: (value) => value === undefined,
};

/**
 * Kubernetes' LabelSelector semantics: all of matchLabels and matchExpressions must hold; no selector, or an empty one,
 * matches everything; one with an unknown operator matches nothing.
 */
export function matchesSelector(selector: LabelSelector | undefined, labels: Labels): boolean {
  if (!matchesLabels(selector?.matchLabels, labels)) return false;
  return (selector?.matchExpressions ?? []).every(({ key = '', operator = '', values = [] }) =>
    Object.hasOwn(operators, operator)
      ? operators[operator]!(Object.hasOwn(labels, key) ? labels[key] : undefined, values)
      : false,
  );
}

/**
 * Whether a selector, as it was read, takes a namespace. Each has its name as a label (kubernetes.io, Automatic labelling),
 * which files need not say.
 */
export const selectsNamespace = (selector: unknown, name: string, labels: Labels): boolean =>
  matchesSelector(labelSelector(selector), { 'kubernetes.io/metadata.name': name, ...labels });

/** `a=1,b=2`, keys sorted: how Kubernetes writes a selector. */
export function formatLabels(labels: Labels = {}): string {
  const keys = Object.keys(labels);
  if (keys.length > 1) keys.sort();
  let text = '';
  for (const key of keys) text += text === '' ? `${key}=${labels[key]}` : `,${key}=${labels[key]}`;
  return text;
}
