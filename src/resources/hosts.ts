import { entry } from '../base/map-entry.ts';
import type { BodyOf } from './kinds.ts';
import type { Resource } from './resource.ts';

const everywhere = '*';
const toAll: readonly string[] = [everywhere];
const clusterDomain = 'svc.cluster.local';

/** A port that a host serves, from a Service or a ServiceEntry. */
export interface HostPort {
  readonly number: number;
  readonly name: string;
  readonly protocol: string;
}

/** The Service or ServiceEntry that answers for a host; of two that claim one host, the later read. */
export interface HostOwner {
  readonly resource: Resource<unknown>;
  readonly ports: readonly HostPort[];
  /** A ServiceEntry's own workload selector. */
  readonly workloadLabels: Readonly<Record<string, string>>;
}

/**
 * A short name (`reviews`) is completed with the namespace of the resource that uses it; a name with a dot or a
 * leading `*` is taken as it is (istio.io, VirtualService, Destination.host).
 */
export const toFqdn = (host: string, namespace: string): string =>
  host.includes('.') || host.startsWith('*') ? host : `${host}.${namespace}.${clusterDomain}`;

/** `name` and `namespace` of a `name.namespace.svc.cluster.local`; the name may hold dots. Undefined for other hosts. */
export function parseServiceFqdn(host: string): { name: string; namespace: string } | undefined {
  if (!host.endsWith(`.${clusterDomain}`)) return undefined;
  const end = host.length - clusterDomain.length - 1;
  const dot = host.lastIndexOf('.', end - 1);
  return dot < 1 || dot + 1 === end ? undefined : { name: host.slice(0, dot), namespace: host.slice(dot + 1, end) };
}

/** True when two hosts, each perhaps a wildcard like `*.example.com` or `*`, can mean the same name. */
export function hostsOverlap(a: string, b: string): boolean {
  const aWild = a.startsWith('*');
  const bWild = b.startsWith('*');
  if (aWild && bWild) return a.length < b.length ? b.slice(1).endsWith(a.slice(1)) : a.slice(1).endsWith(b.slice(1));
  if (aWild) return b.endsWith(a.slice(1));
  if (bWild) return a.endsWith(b.slice(1));
  return a === b;
}

/** True where all that a host or wildcard means, the other means too. */
export function isWithin(host: string, other: string): boolean {
  if (host.startsWith('*')) {
    return other.startsWith('*') && host.length >= other.length && host.slice(1).endsWith(other.slice(1));
  }
  return other.startsWith('*') ? host.endsWith(other.slice(1)) : host === other;
}

/** The namespaces that an exportTo list shows a resource to: `*` for all, `.` replaced by its own. None means all. */
export function exportScopes(exportTo: readonly string[] | undefined, namespace: string): readonly string[] {
  if (exportTo === undefined || exportTo.length === 0 || exportTo.includes(everywhere)) return toAll;
  return [...new Set(exportTo.map((scope) => (scope === '.' ? namespace : scope)))];
}

const newOwners = (): Map<string, HostOwner> => new Map();

/**
 * Which Service or ServiceEntry answers for a host, as seen from a namespace. Exact names are one look-up a scope;
 * wildcards are found by the host's own suffixes, so no question visits all hosts.
 */
export class HostIndex {
  /** By scope and host. */
  readonly #exact = new Map<string, Map<string, HostOwner>>();
  readonly #suffixes = new Map<string, HostOwner>();

  constructor(
    serviceEntries: Iterable<Resource<BodyOf<'ServiceEntry'>>>,
    services: Iterable<Resource<BodyOf<'Service'>>>,
  ) {
    for (const resource of serviceEntries) {
      const { hosts = [], exportTo, ports = [], workloadSelector } = resource.spec;
      const owner: HostOwner = {
        resource,
        ports: ports.map(({ number = 0, name = '', protocol = '' }) => ({ number, name, protocol })),
        workloadLabels: workloadSelector?.labels ?? {},
      };
      for (const host of hosts) this.#add(host, exportScopes(exportTo, resource.namespace), owner);
    }
    for (const resource of services) {
      const owner: HostOwner = {
        resource,
        ports: (resource.spec.ports ?? []).map(({ port = 0, name = '', protocol = '' }) => ({
          number: port,
          name,
          protocol,
        })),
        workloadLabels: {},
      };
      const exportTo = resource.annotations['networking.istio.io/exportTo'];
      const scopes = exportTo
        ? exportScopes(
            exportTo.split(',').map((scope) => scope.trim()),
            resource.namespace,
          )
        : toAll;
      this.#add(resource.name, scopes, owner);
    }
  }

  #add(host: string, scopes: readonly string[], owner: HostOwner): void {
    const fqdn = toFqdn(host, owner.resource.namespace);
    for (const scope of scopes) {
      if (fqdn.startsWith('*')) this.#suffixes.set(`${scope}/${fqdn.slice(1)}`, owner);
      else entry(this.#exact, scope, newOwners).set(fqdn, owner);
    }
  }

  /**
   * The owner of `host` as used by a resource in `namespace` with that `exportTo`, or undefined when none is visible.
   * What is exported to all comes first, then what the namespaces that the resource itself is exported to see (its own,
   * when it names none), then the longest wildcard. The order is istioctl's.
   */
  find(host: string, namespace: string, exportTo?: readonly string[]): HostOwner | undefined {
    const fqdn = toFqdn(host, namespace);
    const forAll = this.#in(everywhere, fqdn);
    if (forAll !== undefined) return forAll;
    for (const scope of exportTo?.length ? exportTo : [namespace]) {
      const owner = this.#in(scope === '.' ? namespace : scope, fqdn);
      if (owner !== undefined) return owner;
    }
    if (this.#suffixes.size === 0) return undefined;
    // Wildcards cover the host as written: a short name is no part of `*.shop.svc.cluster.local`.
    const bare = host.startsWith('*') ? host.slice(1) : host;
    for (let i = 0; i <= bare.length; i++) {
      const suffix = bare.slice(i);
      const owner = this.#suffixes.get(`${everywhere}/${suffix}`) ?? this.#suffixes.get(`${namespace}/${suffix}`);
      if (owner !== undefined) return owner;
    }
    return undefined;
  }

  /** Who is exported to `scope` with this very name or wildcard. */
  #in(scope: string, fqdn: string): HostOwner | undefined {
    const owner = this.#exact.get(scope)?.get(fqdn);
    return owner ?? (fqdn.startsWith('*') ? this.#suffixes.get(`${scope}/${fqdn.slice(1)}`) : undefined);
  }
}
