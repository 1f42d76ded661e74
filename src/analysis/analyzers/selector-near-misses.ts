import { entry } from '../../base/map-entry.ts';
import { nearest } from '../../base/nearest.ts';
import { remembered } from '../../base/remembered.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { formatLabels } from '../../resources/selector.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { SelectorNearMiss } from '../messages/selectors.ts';

type Labels = Readonly<Record<string, string>>;
type Pod = Resource<BodyOf<'Pod'>>;

/** How many labels are compared with those that nothing has: a mesh of many such selectors is one whose workloads are elsewhere. */
const mostComparisons = 100_000;

/** Where kinds hold their selector. */
const atLabels = ['ServiceEntry', 'Sidecar', 'EnvoyFilter'] as const;
const atMatchLabels = [
  ...(['AuthorizationPolicy', 'RequestAuthentication', 'PeerAuthentication', 'Telemetry', 'WasmPlugin'] as const),
];
/** Kinds that hold for the whole mesh in its root namespace, with a selector, too. */
const fromRoot: readonly string[] = [
  ...['EnvoyFilter', 'AuthorizationPolicy', 'RequestAuthentication', 'Telemetry', 'WasmPlugin'],
];
/** Kinds whose selectors other analyzers look at where there are Pods. */
const toldOfPods: readonly string[] = ['AuthorizationPolicy', 'Sidecar', 'Telemetry'];

export default defineAnalyzer({
  id: 'selector.NearMissAnalyzer',
  summary: 'No selector misses all workloads for a few letters of a label',
  reads: ['Pod', 'Service', ...atLabels, ...atMatchLabels],
  emits: [SelectorNearMiss],
  run(mesh, report) {
    const hasPods = mesh.each('Pod').some(({ assumed }) => !assumed);
    /** What is assumed may have other labels: being close to them says nothing. */
    const podsOfInput = (labels: Labels, namespace: string | undefined): Pod[] =>
      mesh.podsToBe(labels, namespace).filter(({ isOfInput }) => isOfInput);
    const valuesIn = remembered((namespace: string) => valuesByLabel(podsOfInput({}, namespace || undefined)));
    let comparisons = 0;
    /** The selector with one value as workloads have it. */
    const nearMiss = (selector: Labels, namespace: string | undefined): Labels | undefined => {
      for (const key of Object.keys(selector)) {
        const candidates = valuesIn(namespace ?? '').get(key) ?? new Set<string>();
        comparisons += candidates.size;
        if (comparisons > mostComparisons) return undefined;
        const value = nearest(selector[key]!, candidates);
        if (value === undefined || !isSlip(value, selector[key]!)) continue;
        const changed = { ...selector, [key]: value };
        if (podsOfInput(changed, namespace).length > 0) return changed;
      }
      return undefined;
    };
    const check = (resource: Resource<unknown>, selector: Labels = {}, ...path: string[]): void => {
      const { kind } = resource;
      if (Object.keys(selector).length === 0 || (hasPods && toldOfPods.includes(kind))) return;
      const isForAll = resource.namespace === mesh.config.rootNamespace && fromRoot.includes(kind);
      const namespace = isForAll ? undefined : resource.namespace;
      if (mesh.podsToBe(selector, namespace).length > 0) return;
      const near = nearMiss(selector, namespace);
      if (near === undefined) return;
      report(SelectorNearMiss, resource.at('spec', ...path), {
        selector: formatLabels(selector),
        near: formatLabels(near),
        place: isForAll ? 'of the mesh' : `in namespace ${resource.namespace}`,
      });
    };
    for (const one of mesh.each('Service')) check(one, one.spec.selector, 'selector');
    for (const kind of atLabels) {
      for (const one of mesh.each(kind)) check(one, one.spec.workloadSelector?.labels, 'workloadSelector', 'labels');
    }
    for (const kind of atMatchLabels) {
      for (const one of mesh.each(kind)) check(one, one.spec.selector?.matchLabels, 'selector', 'matchLabels');
    }
  },
});

function valuesByLabel(pods: readonly Pod[]): Map<string, Set<string>> {
  const values = new Map<string, Set<string>>();
  for (const { labels } of pods) {
    for (const key in labels) entry(values, key, () => new Set<string>()).add(labels[key]!);
  }
  return values;
}

/**
 * True for a text that looks mistyped for `wanted`. Names that differ in numbers (`v1`, `v2`) seldom are, nor are those that
 * differ in a short part (`shop-a`, `shop-b`) or in one that begins otherwise (`ingress`, `egress`): such go in pairs.
 */
function isSlip(value: string, wanted: string): boolean {
  const digits = /\d+/g;
  if (value.replace(digits, '') === wanted.replace(digits, '')) return false;
  const [parts, wantedParts] = [value.split(separator), wanted.split(separator)];
  const isSplitAlike = parts.length === wantedParts.length;
  const at = isSplitAlike ? parts.findIndex((part, i) => part !== wantedParts[i]) : -1;
  const [part, wantedPart] = isSplitAlike ? [parts[at]!, wantedParts[at]!] : [value, wanted];
  const longest = Math.max(part.length, wantedPart.length);
  const most = longest < shortest ? 0 : longest < long || part[0] !== wantedPart[0] ? 1 : 2;
  return nearest(wanted, [value], most) !== undefined;
}

const separator = /[-_.]/;
/** Letters of a name's part from which on one of them may be wrong, and two. */
const shortest = 4;
const long = 8;
