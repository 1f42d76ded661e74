import { append } from '../../base/append.ts';
import { entry } from '../../base/map-entry.ts';
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
    const inMesh = mesh.each('VirtualService').filter(({ spec: { gateways } }) => {
      return gateways === undefined || gateways.length === 0 || gateways.includes('mesh');
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
  /** By scope and host. */
  readonly #same = new Map<string, Map<string, VirtualService[]>>();
  readonly #forAll = new HostOverlaps<VirtualService>();
  readonly #forSome = new HostOverlaps<VirtualService>();

  add(vs: VirtualService): void {
    const scopes = exportScopes(vs.spec.exportTo, vs.namespace);
    for (const written of vs.spec.hosts ?? []) {
      const host = toFqdn(written, vs.namespace);
      for (const scope of scopes) {
        append(entry(this.#same, scope, newClaims), host, vs);
        (scope === '*' ? this.#forAll : this.#forSome).add(host, vs);
      }
    }
  }

  /** The first of its hosts that is contested, and by whom. */
  conflictOf(vs: VirtualService): { host: string; others: string[]; more: boolean } | undefined {
    const scopes = exportScopes(vs.spec.exportTo, vs.namespace);
    let own: Set<string> | undefined;
    for (const written of vs.spec.hosts ?? []) {
      const host = toFqdn(written, vs.namespace);
      for (const scope of scopes) {
        // Most hosts are claimed once, and for all.
        if (this.#same.get(scope)?.get(host)?.length === 1 && this.#across(scope).isEmpty) continue;
        own ??= new Set();
        const { size } = own;
        const twice = own.add(`${scope}/${host}`).size === size;
        const others = this.#others(vs, host, scope);
        if (others.size === 0 && !twice) continue;
        return { host, others: [...others].slice(0, namedOthers), more: others.size > namedOthers };
      }
    }
    return undefined;
  }

  /** The other VirtualServices that claim `host` for `scope`; no more than needed to say that there are more. */
  #others(vs: VirtualService, host: string, scope: string): ReadonlySet<string> {
    const others = new Set<string>();
    for (const other of this.#claimants(host, scope)) {
      if (other !== vs && other.cluster === vs.cluster) others.add(nameOf(other));
      if (others.size > namedOthers) break;
    }
    return others;
  }

  *#claimants(host: string, scope: string): Generator<VirtualService> {
    yield* this.#same.get(scope)?.get(host) ?? [];
    yield* this.#across(scope).overlapping(host);
  }

  /** Where the claims are that a wildcard may overlap with one of `scope`. */
  #across(scope: string): HostOverlaps<VirtualService> {
    return scope === '*' ? this.#forSome : this.#forAll;
  }
}

/** One that stands in no file would be searched for in vain. */
const nameOf = ({ fullName, assumed }: VirtualService): string =>
  assumed ? `${fullName} (which Flagger makes)` : fullName;

const newClaims = (): Map<string, VirtualService[]> => new Map();
