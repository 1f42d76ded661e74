import { append } from '../../base/append.ts';
import { entry } from '../../base/map-entry.ts';
import { toFqdn } from '../../resources/hosts.ts';
import type { Path } from '../../resources/json.ts';
import type { TrafficPolicy } from '../../resources/kinds/networking.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { matchesLabels } from '../../resources/selector.ts';
import { oldestFirst } from './oldest-first.ts';

type Labels = Readonly<Record<string, string>>;
type Rule = Resource<BodyOf<'DestinationRule'>>;

/** A traffic policy, and where it stands. */
export interface PlacedPolicy {
  readonly policy: TrafficPolicy;
  readonly resource: Rule;
  readonly path: Path;
}

/** A subset, and where it stands. */
export interface Subset {
  readonly labels: Labels;
  readonly policy: PlacedPolicy | undefined;
}

/** What DestinationRules of one namespace say together of one host. */
export interface MergedRule {
  readonly namespace: string;
  readonly exportTo: ReadonlySet<string>;
  /** Undefined where it is for all workloads. */
  readonly selector: Labels | undefined;
  policy: PlacedPolicy | undefined;
  readonly subsets: Map<string, Subset>;
}

/** Whose rules are asked for. */
interface Client {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Rules by host, wildcards as they are written. */
type ByHost = Map<string, MergedRule[]>;

/**
 * Which DestinationRule a client goes by (istio.io, DestinationRule; istiod's push context): of its own namespace, else of the
 * service's, else of the root namespace, the one with the most specific host; rules are not laid on each other.
 */
export class DestinationRules {
  readonly #rootNamespace: string;
  /** By namespace: what its own workloads go by. */
  readonly #local = new Map<string, ByHost>();
  /** By namespace: what others may go by. */
  readonly #exported = new Map<string, ByHost>();
  /** Of the root namespace, what no other goes by. */
  readonly #rootOnly: ByHost = new Map();
  /** By the client's namespace, and the host with its own: every client asks for every host. */
  readonly #known = new Map<string, Map<string, readonly MergedRule[]>>();

  constructor(mesh: Mesh) {
    this.#rootNamespace = mesh.config.rootNamespace;
    const defaults = mesh.config.defaultDestinationRuleExportTo ?? [];
    for (const rule of selectorsFirst(oldestFirst(mesh.each('DestinationRule')))) {
      const { namespace, spec } = rule;
      const exportTo = new Set(spec.workloadSelector === undefined ? spec.exportTo : ['.']);
      const isForOwn = exportTo.size === 0 || ['*', '.', namespace].some((scope) => exportTo.has(scope));
      if (isForOwn) merge(entry(this.#local, namespace, newByHost), rule, exportTo);
      const isPrivate =
        exportTo.size === 0
          ? defaults.includes('.')
          : exportTo.size === 1 && (exportTo.has('.') || exportTo.has(namespace));
      if (!isPrivate) merge(entry(this.#exported, namespace, newByHost), rule, exportTo);
      else if (namespace === this.#rootNamespace) merge(this.#rootOnly, rule, exportTo);
    }
  }

  /** The rule for a client that calls a host of `hostNamespace`, or undefined when there is none. */
  for(client: Client, host: string, hostNamespace: string): MergedRule | undefined {
    const known = entry(this.#known, client.namespace, () => new Map<string, readonly MergedRule[]>());
    const rules = entry(known, `${hostNamespace}/${host}`, () => this.#seenBy(client.namespace, host, hostNamespace));
    const own = rules.find(
      ({ namespace, selector }) =>
        selector !== undefined && namespace === client.namespace && matchesLabels(selector, client.labels),
    );
    return own ?? rules.findLast(({ selector }) => selector === undefined);
  }

  #seenBy(clientNamespace: string, host: string, hostNamespace: string): readonly MergedRule[] {
    const local = clientNamespace === this.#rootNamespace ? this.#rootOnly : this.#local.get(clientNamespace);
    const rules = mostSpecific(local, host);
    if (rules.length > 0) return rules;
    for (const namespace of [hostNamespace, this.#rootNamespace]) {
      const exported = mostSpecific(this.#exported.get(namespace), host).filter(
        ({ exportTo }) => exportTo.size === 0 || exportTo.has('*') || exportTo.has(clientNamespace),
      );
      if (exported.length > 0) return exported;
    }
    return none;
  }
}

const newByHost = (): ByHost => new Map();
const none: readonly MergedRule[] = [];

const selectorsFirst = (rules: readonly Rule[]): Rule[] => [
  ...rules.filter(({ spec }) => spec.workloadSelector !== undefined),
  ...rules.filter(({ spec }) => spec.workloadSelector === undefined),
];

/** Of an exact name, else of the longest wildcard around it. */
function mostSpecific(byHost: ByHost | undefined, host: string): readonly MergedRule[] {
  if (byHost === undefined) return none;
  const exact = byHost.get(host);
  if (exact !== undefined) return exact;
  for (let i = host.startsWith('*') ? 1 : 0; i <= host.length; i++) {
    const around = byHost.get(`*${host.slice(i)}`);
    if (around !== undefined) return around;
  }
  return none;
}

/**
 * Takes a rule up: into those for the same host, workloads and namespaces, to which it adds subsets, and a policy where they
 * have none; else as one of its own (istiod's mergeDestinationRule).
 */
function merge(byHost: ByHost, rule: Rule, exportTo: ReadonlySet<string>): void {
  const { spec, namespace } = rule;
  const host = toFqdn(spec.host ?? '', namespace);
  const selector = spec.workloadSelector === undefined ? undefined : (spec.workloadSelector.matchLabels ?? {});
  let isSeparate = true;
  for (const earlier of byHost.get(host) ?? []) {
    const isSame = equal(earlier.exportTo, exportTo);
    if (!isSame && !(earlier.exportTo.size > 0 && [...earlier.exportTo].every((scope) => exportTo.has(scope))))
      continue;
    if ((earlier.selector === undefined) !== (selector === undefined) || !sameLabels(earlier.selector, selector))
      continue;
    if (isSame) isSeparate = false;
    addSubsets(earlier.subsets, rule);
    earlier.policy ??= policyOf(rule);
  }
  if (!isSeparate) return;
  const subsets = new Map<string, Subset>();
  addSubsets(subsets, rule);
  append(byHost, host, { namespace, exportTo, selector, policy: policyOf(rule), subsets });
}

function addSubsets(to: Map<string, Subset>, rule: Rule): void {
  for (const [i, { name = '', labels = {}, trafficPolicy }] of (rule.spec.subsets ?? []).entries()) {
    entry(to, name, () => ({ labels, policy: placed(rule, trafficPolicy, 'spec', 'subsets', i, 'trafficPolicy') }));
  }
}

const policyOf = (rule: Rule): PlacedPolicy | undefined =>
  placed(rule, rule.spec.trafficPolicy, 'spec', 'trafficPolicy');

const placed = (resource: Rule, policy: TrafficPolicy | undefined, ...path: Path): PlacedPolicy | undefined =>
  policy === undefined ? undefined : { policy, resource, path };

const equal = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((one) => b.has(one));

const sameLabels = (a: Labels = {}, b: Labels = {}): boolean =>
  Object.keys(a).length === Object.keys(b).length && matchesLabels(a, b);
