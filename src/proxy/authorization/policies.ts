import { compareTexts } from '../../base/compare-texts.ts';
import { objectAt, objectsAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { ConfigDump } from '../envoy/config-dump.ts';
import { httpConnectionManager } from '../envoy/filter-chain.ts';

/** Actions in the order in which they are told. */
const actions = ['DENY', 'ALLOW', 'LOG', 'CUSTOM'] as const;
export type Action = (typeof actions)[number];

export interface PolicyRow {
  readonly action: Action;
  /** `name.namespace` */
  readonly policy: string;
  readonly rules: number;
}

/** Stands for a filter without policies: what ALLOW without any means is that nothing is let in. */
const anonymous = '_anonymous_match_nothing_';
/** How Istio names the policies that it makes of an AuthorizationPolicy's rules. */
const istioName = /ns\[([^[\]]+)\]-policy\[([^[\]]+)\]-rule\[([^[\]]+)\]/;
/** Policies of an external authorizer stand among the shadow rules, and their names start so. */
const customPrefix = 'istio-ext-authz-';
const httpFilter = 'envoy.filters.http.rbac';
const networkFilter = 'envoy.filters.network.rbac';
const connectionManagers = new Set([httpConnectionManager, 'envoy.http_connection_manager']);

/**
 * The AuthorizationPolicies that a proxy enforces, by the RBAC filters of its dynamic listeners: by action, then by name. A proxy
 * without such listeners enforces none. Throws MeshwrightError where the dump lacks listeners.
 */
export function authorizationPolicies(dump: ConfigDump): PolicyRow[] {
  const rules = new Map<string, Set<string>>();
  const byAction = new Map<string, Set<string>>();
  const add = (action: string, policy: string, rule: string) => {
    addTo(byAction, action, policy);
    addTo(rules, policy, rule);
  };
  dump.demand('listeners');
  for (const item of dump.each('listeners', 'dynamicListeners')) {
    const chains = objectsAt(item, 'activeState', 'listener', 'filterChains');
    for (const filter of chains.flatMap(accessFilters)) addFilter(filter, add);
  }
  return actions.flatMap((action) =>
    [...(byAction.get(action) ?? [])]
      .sort(compareTexts)
      .map((policy) => ({ action, policy, rules: rules.get(policy)!.size })),
  );
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key) ?? new Set();
  map.set(key, set.add(value));
}

/** The settings of a chain's RBAC filters, for HTTP and for TCP. */
const accessFilters = (chain: JsonObject): JsonObject[] =>
  objectsAt(chain, 'filters')
    .flatMap((filter) =>
      connectionManagers.has(textAt(filter, 'name'))
        ? objectsAt(filter, 'typedConfig', 'httpFilters').filter((inner) => inner.name === httpFilter)
        : filter.name === networkFilter
          ? [filter]
          : [],
    )
    .map((filter) => objectAt(filter, 'typedConfig') ?? {});

function addFilter(filter: JsonObject, add: (action: string, policy: string, rule: string) => void): void {
  const enforced = Object.keys(objectAt(filter, 'rules', 'policies') ?? {});
  const action = textAt(filter, 'rules', 'action') || 'ALLOW';
  for (const name of enforced) {
    const { policy, rule } = origin(name);
    add(action, policy, rule);
  }
  for (const name of Object.keys(objectAt(filter, 'shadowRules', 'policies') ?? {})) {
    const { policy, rule, isCustom } = origin(name);
    if (isCustom) add('CUSTOM', policy, rule);
  }
  if (enforced.length === 0) add(action, anonymous, '0');
}

/** A policy that Istio did not make, such as an EnvoyFilter's, goes by its own name. */
function origin(name: string): { policy: string; rule: string; isCustom: boolean } {
  const [, namespace, policy, rule] = istioName.exec(name) ?? [];
  const isCustom = name.startsWith(customPrefix);
  return policy === undefined
    ? { policy: name, rule: name, isCustom }
    : { policy: `${policy}.${namespace}`, rule: rule!, isCustom };
}
