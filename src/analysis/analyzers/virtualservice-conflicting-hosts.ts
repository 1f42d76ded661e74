import { HostOverlaps } from '../../resources/host-overlaps.ts';
import { exportScopes, toFqdn } from '../../resources/hosts.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { ConflictingMeshGatewayVirtualServiceHosts } from '../messages/virtualservice.ts';

type VirtualService = Resource<BodyOf<'VirtualService'>>;

/** So many conflicting VirtualServices are named; listing all of n for each of n would take n² words. */
const namedOthers = 3;

export default defineAnalyzer({
  id: 'virtualservice.ConflictingMeshGatewayHostsAnalyzer',
  summary: 'No two VirtualServices route the same host inside the mesh for the same clients',
  reads: ['VirtualService'],
  emits: [ConflictingMeshGatewayVirtualServiceHosts],
  run(mesh, report) {
    const claims = new Claims();
    const inMesh = mesh.each('VirtualService').filter(({ spec: { gateways = [] } }) => {
      return gateways.length === 0 || gateways.includes('mesh');
    });
    for (const vs of inMesh) claims.add(vs);
    for (const vs of inMesh) {
      const conflict = claims.conflictOf(vs);
      if (conflict !== undefined) {
        report(ConflictingMeshGatewayVirtualServiceHosts, vs.at('metadata', 'name'), conflict);
      }
    }
  },
});

/**
 * Who routes which host for the clients of which namespaces. Two claims of one scope conflict when their hosts are the
 * same; one for all namespaces and one for some conflict also when a wildcard of one covers the other's host.
 */
class Claims {
  readonly #same = new Map<string, VirtualService[]>();
  readonly #forAll = new HostOverlaps<VirtualService>();
  readonly #forSome = new HostOverlaps<VirtualService>();

  add(vs: VirtualService): void {
    for (const { host, scope } of claimsOf(vs)) {
      const key = `${scope}/${host}`;
      const claimants = this.#same.get(key);
      if (claimants === undefined) this.#same.set(key, [vs]);
      else claimants.push(vs);
      (scope === '*' ? this.#forAll : this.#forSome).add(host, vs);
    }
  }

  /** The first of its hosts that is contested, and by whom. */
  conflictOf(vs: VirtualService): { host: string; others: string[]; more: boolean } | undefined {
    const own = new Set<string>();
    for (const { host, scope } of claimsOf(vs)) {
      const key = `${scope}/${host}`;
      // Most hosts are claimed once, and for all.
      if (this.#same.get(key)?.length === 1 && this.#across(scope).isEmpty) continue;
      const twice = own.has(key);
      own.add(key);
      const others = new Set<string>();
      for (const other of this.#claimants(host, scope)) {
        if (other !== vs && other.cluster === vs.cluster) others.add(other.fullName);
        if (others.size > namedOthers) break;
      }
      if (others.size === 0 && !twice) continue;
      return { host, others: [...others].slice(0, namedOthers), more: others.size > namedOthers };
    }
    return undefined;
  }

  *#claimants(host: string, scope: string): Generator<VirtualService> {
    yield* this.#same.get(`${scope}/${host}`) ?? [];
    yield* this.#across(scope).overlapping(host);
  }

  /** Where the claims are that a wildcard may overlap with one of `scope`. */
  #across(scope: string): HostOverlaps<VirtualService> {
    return scope === '*' ? this.#forSome : this.#forAll;
  }
}

function* claimsOf(vs: VirtualService): Generator<{ host: string; scope: string }> {
  const scopes = exportScopes(vs.spec.exportTo, vs.namespace);
  for (const host of vs.spec.hosts ?? []) for (const scope of scopes) yield { host: toFqdn(host, vs.namespace), scope };
}
