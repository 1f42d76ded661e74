import { UsageError } from '../base/errors.ts';
import { wildcard } from '../base/wildcard.ts';

type Test = (text: string) => boolean;
type Values = Readonly<Record<string, string>>;

/** Which containers are meant, in istioctl's words. */
export interface PodSelection {
  /** As it was written. */
  readonly text: string;
  /** Namespaces by name; undefined where patterns, or none, leave open which. */
  readonly namespaces: readonly string[] | undefined;
  matches(container: SelectableContainer): boolean;
}

/** What a selection goes by. */
export interface SelectableContainer {
  readonly namespace: string;
  /** The Deployment or whatever else the Pod belongs to; its own name where it belongs to nothing. */
  readonly owner: string;
  readonly pod: string;
  readonly labels: Values;
  readonly annotations: Values;
  readonly container: string;
}

const parts = ['namespaces', 'deployments', 'pods', 'labels', 'annotations', 'containers'] as const;
const form = `${parts.join('/')}, each a list with commas`;

/**
 * Reads `ns1,ns2/dep1,dep2/pod1,pod2/label=value,…/annotation=value,…/container1,…`, in which `*` stands for any characters, and
 * what is empty or left out matches everything. All labels and annotations have to match, and of each other list one.
 *
 * @throws UsageError
 */
export function parsePodSelection(text: string): PodSelection {
  const fields = text.split('/').map((field) => field.trim());
  if (fields.length > parts.length) throw new UsageError(`"${text}" has too many slashes: a selection is ${form}`);
  const [namespaces = '', owners = '', pods = '', labels = '', annotations = '', containers = ''] = fields;
  const tests: readonly [keyof SelectableContainer & ('namespace' | 'owner' | 'pod' | 'container'), Test][] = [
    ['namespace', oneOf(namespaces)],
    ['owner', oneOf(owners)],
    ['pod', oneOf(pods)],
    ['container', oneOf(containers)],
  ];
  const hasLabels = allOf(labels, text);
  const hasAnnotations = allOf(annotations, text);
  const names = listOf(namespaces);
  return {
    text,
    namespaces: names.length === 0 || namespaces.includes('*') ? undefined : names,
    matches: (one) =>
      tests.every(([field, test]) => test(one[field])) && hasLabels(one.labels) && hasAnnotations(one.annotations),
  };
}

/** True for what an include matches, or there is none, and no exclude. */
export function isSelected(
  container: SelectableContainer,
  include: readonly PodSelection[],
  exclude: readonly PodSelection[],
): boolean {
  if (exclude.some((selection) => selection.matches(container))) return false;
  return include.length === 0 || include.some((selection) => selection.matches(container));
}

/** The namespaces that selections leave; undefined where that may be any. */
export function namespacesOf(include: readonly PodSelection[]): readonly string[] | undefined {
  if (include.length === 0 || include.some(({ namespaces }) => namespaces === undefined)) return undefined;
  return [...new Set(include.flatMap(({ namespaces }) => namespaces!))].sort();
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

function oneOf(text: string): Test {
  const tests = listOf(text).map(wildcard);
  return (name) => tests.length === 0 || tests.some((test) => test(name));
}

function allOf(text: string, whole: string): (values: Values) => boolean {
  if (text === '*') return () => true;
  const pairs = listOf(text).map((pair): [string, Test] => {
    const [key = '', value, ...more] = pair.split('=');
    if (value === undefined || more.length > 0 || key === '')
      throw new UsageError(`"${pair}" in "${whole}" is no label or annotation: write key=value`);
    if (key.includes('*')) throw new UsageError(`"${pair}" in "${whole}": only the value may have a *`);
    return [key, wildcard(value)];
  });
  return (values) => pairs.every(([key, test]) => Object.hasOwn(values, key) && test(values[key]!));
}
