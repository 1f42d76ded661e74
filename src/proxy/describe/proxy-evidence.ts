import { objectAt, objectsAt, textAt } from '../../resources/fields.ts';
import type { Mesh } from '../../resources/mesh.ts';
import { authorizationPolicies, type PolicyRow } from '../authorization/policies.ts';
import { parseClusterName } from '../envoy/cluster-name.ts';
import type { ConfigDump } from '../envoy/config-dump.ts';
import { managedBy } from '../envoy/managed-by.ts';

/** What stands for a filter without policies of its own, such as one that only audits. */
const nameless = '_anonymous_match_nothing_';

/** What a proxy itself tells, next to the resources. */
export interface ProxyEvidence {
  /** The policies that it enforces. */
  readonly enforced: readonly PolicyRow[];
  readonly warnings: readonly string[];
}

/**
 * What a proxy really has: its access rules, and whether it goes by resources that are no longer there.
 *
 * @param hosts full names of the Services that are described
 */
export function proxyEvidence(
  mesh: Mesh,
  hosts: readonly string[],
  clusters: ConfigDump,
  routes: ConfigDump,
  listeners: ConfigDump,
): ProxyEvidence {
  const stale = (kind: StaleKind, names: Iterable<string>): string[] =>
    [...new Set(names)]
      .filter((name) => isWritten(name) && !isThere(mesh, kind, name))
      .map((name) => `the proxy still goes by ${kind} ${name}, which is not there: it is out of date`);
  const takesTraffic = listeners.each('listeners', 'dynamicListeners').next().done !== true;
  const enforced = (takesTraffic ? authorizationPolicies(listeners) : []).filter(({ policy }) => policy !== nameless);
  return {
    enforced,
    warnings: [
      ...(takesTraffic ? [] : ['the proxy has no listeners from istiod: no traffic passes it']),
      ...stale('DestinationRule', ruleNames(clusters, hosts)),
      ...stale('VirtualService', routeNames(routes, hosts)),
      // What is not named as istiod does it is of another maker.
      ...stale(
        'AuthorizationPolicy',
        enforced.map(({ policy }) => policy).filter((policy) => policy.includes('.')),
      ),
    ],
  };
}

/** istiod makes resources of those of the Gateway API, and gives them a name that no object can have. */
const isWritten = (name: string): boolean => name !== '' && name !== '<unknown>' && !name.includes('~');

type StaleKind = 'DestinationRule' | 'VirtualService' | 'AuthorizationPolicy';

function isThere(mesh: Mesh, kind: StaleKind, name: string): boolean {
  const dot = name.lastIndexOf('.');
  return mesh.find(kind, name.slice(0, dot), name.slice(dot + 1)) !== undefined;
}

function* ruleNames(dump: ConfigDump, hosts: readonly string[]): Generator<string> {
  for (const item of dump.each('clusters', 'dynamicActiveClusters')) {
    const cluster = objectAt(item, 'cluster');
    const { direction, host } = parseClusterName(textAt(cluster, 'name')) ?? {};
    if (direction === 'outbound' && hosts.includes(host ?? '')) yield managedBy(objectAt(cluster, 'metadata'));
  }
}

function* routeNames(dump: ConfigDump, hosts: readonly string[]): Generator<string> {
  for (const item of dump.each('routes', 'dynamicRouteConfigs')) {
    for (const host of objectsAt(item, 'routeConfig', 'virtualHosts')) {
      const domains = Array.isArray(host.domains) ? host.domains : [];
      if (!domains.some((domain) => hosts.includes(String(domain)))) continue;
      for (const route of objectsAt(host, 'routes')) yield managedBy(objectAt(route, 'metadata'));
    }
  }
}
