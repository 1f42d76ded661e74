import { entry } from '../../base/map-entry.ts';
import { destinationsOf } from '../../resources/destinations.ts';
import { exportScopes, hostsOverlap, toFqdn } from '../../resources/hosts.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { oldestFirst } from './oldest-first.ts';
import type { PortProtocol } from './reception.ts';
import type { Workload } from './workloads.ts';

type VirtualService = Resource<BodyOf<'VirtualService'>>;

/** Where some requests to a host and port go. */
export interface Target {
  /** The full name. */
  readonly host: string;
  readonly port: number;
  readonly subset: string | undefined;
  /** The VirtualService that sends them there; without one, the host called is where they go. */
  readonly virtualService: VirtualService | undefined;
}

/** That there is none is worth remembering too. */
const none = 'none';

const listsOf: Readonly<Record<PortProtocol, readonly string[]>> = {
  http: ['http'],
  tcp: ['tcp', 'tls'],
  auto: ['http', 'tcp', 'tls'],
};

/** Where VirtualServices send what sidecars call. Which request goes where is not asked: every place one may go counts. */
export class Routes {
  readonly #virtualServices: readonly VirtualService[];
  readonly #mesh: Mesh;
  /** By the client's namespace and the host: every client asks for every host. */
  readonly #known = new Map<string, Map<string, VirtualService | typeof none>>();

  constructor(mesh: Mesh) {
    this.#mesh = mesh;
    this.#virtualServices = oldestFirst(mesh.each('VirtualService')).filter(
      ({ spec }) => spec.gateways === undefined || spec.gateways.length === 0 || spec.gateways.includes('mesh'),
    );
  }

  /** The places, each once, for a client that calls `host` (its full name). */
  targetsOf(client: Workload, host: string, port: number, protocol: PortProtocol): Target[] {
    const known = entry(this.#known, client.namespace, () => new Map<string, VirtualService | typeof none>());
    const virtualService = entry(known, host, () => this.#find(client, host) ?? none);
    const direct: Target = { host, port, subset: undefined, virtualService: undefined };
    if (virtualService === none) return [direct];
    const found = new Map<string, Target>();
    for (const source of this.#withDelegates(virtualService)) {
      for (const { destination, protocol: list, role } of destinationsOf(source.spec)) {
        if (role !== 'route' || !listsOf[protocol].includes(list)) continue;
        const target = {
          host: toFqdn(destination.host ?? '', source.namespace),
          port: destination.port?.number ?? port,
          subset: destination.subset,
          virtualService: source,
        };
        found.set(`${target.host}:${target.port} ${target.subset ?? ''}`, target);
      }
    }
    return found.size === 0 ? [direct] : [...found.values()];
  }

  /** The one that the client sees, of the most specific host, then the oldest. */
  #find({ namespace }: Workload, host: string): VirtualService | undefined {
    let best: VirtualService | undefined;
    let bestLength = -1;
    for (const one of this.#virtualServices) {
      const scopes = exportScopes(one.spec.exportTo, one.namespace);
      if (!scopes.includes('*') && !scopes.includes(namespace)) continue;
      for (const text of one.spec.hosts ?? []) {
        const own = toFqdn(text, one.namespace);
        const length = own === host ? Number.MAX_SAFE_INTEGER : own.length;
        if (length > bestLength && hostsOverlap(own, host)) [best, bestLength] = [one, length];
      }
    }
    return best;
  }

  #withDelegates(root: VirtualService): VirtualService[] {
    const delegates = (root.spec.http ?? []).flatMap(({ delegate }) => {
      const found =
        delegate && this.#mesh.find('VirtualService', delegate.name ?? '', delegate.namespace ?? root.namespace);
      return found === undefined ? [] : [found];
    });
    return [root, ...delegates];
  }
}
