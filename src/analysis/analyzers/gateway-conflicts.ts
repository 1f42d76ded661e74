import { append } from '../../base/append.ts';
import type { GatewayServer } from '../../resources/kinds/networking.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { formatLabels } from '../../resources/selector.ts';
import { defineAnalyzer, type MeshView } from '../analyzer.ts';
import { firstLabel } from '../first-label.ts';
import { ConflictingGateways } from '../messages/gateway.ts';
import { ReferencedResourceNotFound } from '../messages/references.ts';

type Gateway = Resource<BodyOf<'Gateway'>>;

/** Names in one message: every tenant's gateway may claim `*` on port 80, and each would be told of all others. */
const enough = 5;

export default defineAnalyzer({
  id: 'gateway.ConflictingGatewayAnalyzer',
  summary: 'No two Gateways serve the same host on the same port of the same workloads, and some Gateway serves them',
  reads: ['Gateway', 'Pod'],
  emits: [ConflictingGateways, ReferencedResourceNotFound],
  run(mesh, report) {
    const overlaps = selectorOverlaps(mesh);
    const serving = new Set<string>();
    const claims = new Map<string, Map<string, Gateway[]>>();
    for (const gateway of mesh.each('Gateway')) {
      const selector = formatLabels(gateway.spec.selector);
      for (const server of gateway.spec.servers ?? []) {
        serving.add(selector);
        for (const claim of claimsOf(gateway, server)) {
          const holders = claims.get(claim) ?? new Map<string, Gateway[]>();
          claims.set(claim, holders);
          append(holders, selector, gateway);
        }
      }
    }
    for (const gateway of mesh.each('Gateway')) {
      const { selector: labels = {}, servers = [] } = gateway.spec;
      const selector = formatLabels(labels);
      const overlapping = overlaps.get(selector);
      const label = firstLabel(labels);
      if (label !== undefined && overlapping !== undefined && ![...overlapping].some((other) => serving.has(other))) {
        const params = { kind: 'server for selector', name: selector } as const;
        report(ReferencedResourceNotFound, gateway.at('spec', 'selector', label), params);
      }
      for (const [i, server] of servers.entries()) {
        const others = new Set<Gateway>();
        for (const claim of claimsOf(gateway, server)) {
          for (const other of among(claims.get(claim)!, overlapping ?? new Set([selector]))) {
            if (others.size > enough) break;
            if (other !== gateway) others.add(other);
          }
        }
        if (others.size === 0) continue;
        const names = [...others].map(({ fullName }) => fullName);
        report(ConflictingGateways, gateway.at('spec', 'servers', i, 'hosts'), {
          others: names.slice(0, enough).sort(),
          more: names.length > enough,
          selector,
          port: server.port?.number ?? 0,
          hosts: server.hosts ?? [],
        });
      }
    }
  },
});

/** What a server claims for itself: port, address and host, where `./host` means the gateway's own namespace. */
function claimsOf({ namespace, cluster = '' }: Gateway, { port, bind = '', hosts = [] }: GatewayServer): Set<string> {
  const scoped = hosts.map((host) => host.replace(/^\.\//, `${namespace}/`));
  return new Set(scoped.map((host) => `${cluster}\0${port?.number ?? 0}\0${bind}\0${host}`));
}

/** The gateways with one of `selectors`, found from the shorter side: either may have thousands. */
function* among(bySelector: ReadonlyMap<string, Gateway[]>, selectors: ReadonlySet<string>): Generator<Gateway> {
  if (selectors.size < bySelector.size) for (const selector of selectors) yield* bySelector.get(selector) ?? [];
  else for (const [selector, gateways] of bySelector) if (selectors.has(selector)) yield* gateways;
}

/** Gateway selectors that select some Pod, as formatLabels writes them → those that select one in common, itself too. */
function selectorOverlaps(mesh: MeshView<'Gateway' | 'Pod'>): Map<string, Set<string>> {
  const selectors = new Map(mesh.each('Gateway').map(({ spec }) => [formatLabels(spec.selector), spec.selector ?? {}]));
  const byPod = new Map<Resource<BodyOf<'Pod'>>, string[]>();
  for (const [selector, labels] of selectors) {
    for (const pod of mesh.labelled('Pod', labels)) append(byPod, pod, selector);
  }
  const overlaps = new Map<string, Set<string>>();
  // Most Pods are selected alike: each combination counts once.
  for (const together of new Map([...byPod.values()].map((list) => [list.join('\0'), list])).values()) {
    for (const selector of together) {
      const others = overlaps.get(selector) ?? new Set();
      overlaps.set(selector, others);
      for (const other of together) others.add(other);
    }
  }
  return overlaps;
}
