import { hostsOverlap, isWithin } from '../../resources/hosts.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Host } from '../mtls/destinations.ts';
import { type Import, importsHost } from '../mtls/sidecar-scopes.ts';
import { domainsOf } from './host-domains.ts';
import { meshGateway, type RouteSource, sourcesFor } from './route-source.ts';
import { proxyRoutes, type RoutingProxy } from './rule-match.ts';
import { importsOf, importsSource } from './sidecar-imports.ts';
import type { VirtualHost } from './virtual-host.ts';

/** What a sidecar knows at one of its ports. */
export interface MeshHosts {
  /** Undefined where no listener for HTTP is at the port. */
  readonly virtualHosts: readonly VirtualHost[] | undefined;
  /** Hosts that destinations are found among: those imported, and those that imported VirtualServices lead to. */
  readonly destinations: readonly Host[];
}

/**
 * The virtual hosts of a sidecar at a port (istiod's BuildSidecarOutboundVirtualHosts): for hosts of VirtualServices that it sees, the
 * first of two that are for one host, and for all other hosts that listen there.
 */
export function meshHosts(
  mesh: Mesh,
  all: readonly Host[],
  sources: readonly RouteSource[],
  proxy: RoutingProxy,
  port: number,
): MeshHosts {
  const visible = all.filter(({ scopes }) => scopes.includes('*') || scopes.includes(proxy.namespace));
  const seen = sourcesFor(sources, meshGateway, proxy.namespace);
  const within = (imports: readonly Import[]) => ({
    hosts: oneOfEachName(
      visible.filter((host) => imports.some((one) => importsHost(one, host))),
      proxy.namespace,
    ),
    sources: seen.filter((source) => imports.some((one) => importsSource(one, source))),
  });
  const { hosts, sources: known } = within(importsOf(mesh, proxy, port));
  const anywhere = within(importsOf(mesh, proxy));
  const listening = hosts.filter((host) => host.ports.some(({ number }) => number === port));
  const speakingHttp = listening.filter((host) =>
    host.ports.some(({ number, protocol }) => number === port && protocol !== 'tcp'),
  );
  return {
    virtualHosts: speakingHttp.length === 0 ? undefined : virtualHostsOf(known, listening, speakingHttp, proxy, port),
    destinations: [...anywhere.hosts, ...ledTo(anywhere.sources, visible, proxy.namespace)],
  };
}

/** Of hosts that share a name, the proxy's own namespace's, else the first that is a Service, else the first. */
function oneOfEachName(hosts: readonly Host[], namespace: string): Host[] {
  const found = new Map<string, Host>();
  const rank = (host: Host): number =>
    (host.namespace === namespace ? 2 : 0) + (host.resource.kind === 'Service' ? 1 : 0);
  for (const host of hosts) {
    const earlier = found.get(host.name);
    if (earlier === undefined || rank(host) > rank(earlier)) found.set(host.name, host);
  }
  return [...found.values()];
}

function virtualHostsOf(
  sources: readonly RouteSource[],
  listening: readonly Host[],
  speakingHttp: readonly Host[],
  proxy: RoutingProxy,
  port: number,
): VirtualHost[] {
  const byName = new Map(listening.map((host) => [host.name.toLowerCase(), host]));
  const closest = closestSources(sources, listening);
  const made: VirtualHost[] = [];
  const names = new Set<string>();
  const taken = new Set<string>();
  const add = (host: string, domains: readonly string[], rest: Pick<VirtualHost, 'routes' | 'host'>): void => {
    const name = `${host}:${port}`;
    if (names.has(name)) return;
    names.add(name);
    const own = domains.filter((domain) => !taken.has(domain));
    for (const domain of own) taken.add(domain);
    if (own.length > 0) made.push({ name, domains: own, port, ...rest });
  };
  const routed = new Set<Host>();
  for (const source of sources) {
    const routes = proxyRoutes(source, { proxy, gateway: meshGateway, port });
    if (routes.length === 0) continue;
    const { services, others } = separated(source, byName, closest);
    const allowed = source.isGatewayApi
      ? services.filter((host) => host.namespace === source.namespace || proxy.namespace === source.namespace)
      : services;
    const served = allowed.filter((host) => speakingHttp.includes(host));
    // Names that no Service has count at port 80, and beside one that a Service has.
    if (source.isGatewayApi ? allowed.length === 0 : served.length === 0 && port !== 80) continue;
    for (const host of others) add(host, [host], { routes });
    for (const host of served) {
      routed.add(host);
      add(host.name, domainsOf(host, proxy), { routes });
    }
  }
  for (const host of speakingHttp.filter((one) => !routed.has(one))) {
    add(host.name, domainsOf(host, proxy), { routes: [], host: host.name });
  }
  return made;
}

/** The Services that a source is for, and its other hosts. */
function separated(
  source: RouteSource,
  byName: ReadonlyMap<string, Host>,
  closest: ReadonlyMap<Host, RouteSource>,
): { services: readonly Host[]; others: readonly string[] } {
  const services = new Set<Host>();
  const others: string[] = [];
  for (const host of source.hosts.filter((one) => !one.startsWith('*'))) {
    const service = byName.get(host);
    if (service === undefined) others.push(host);
    else services.add(service);
  }
  for (const host of source.hosts.filter((one) => one.startsWith('*'))) {
    const matching = source.isGatewayApi ? [] : [...byName.values()].filter(({ name }) => hostsOverlap(name, host));
    if (matching.length === 0) others.push(host);
    for (const service of matching) if (closest.get(service) === source) services.add(service);
  }
  return { services: [...services], others };
}

/** The source whose host is closest to each Service's, the first of several. */
function closestSources(sources: readonly RouteSource[], services: readonly Host[]): Map<Host, RouteSource> {
  const found = new Map<Host, RouteSource>();
  for (const service of services) {
    let best = -1;
    for (const source of sources) {
      for (const host of source.hosts) {
        const length = host === service.name ? Number.MAX_SAFE_INTEGER : host.length;
        if (length <= best || !isWithin(service.name, host)) continue;
        best = length;
        found.set(service, source);
      }
    }
  }
  return found;
}

/** Hosts that routes lead to, which a sidecar knows besides those it imports: its namespace's own, else the first. */
function ledTo(sources: readonly RouteSource[], visible: readonly Host[], namespace: string): Host[] {
  const names = new Set(sources.flatMap(({ rules }) => rules.flatMap(({ action }) => destinationHosts(action))));
  return oneOfEachName(
    visible.filter(({ name }) => names.has(name)),
    namespace,
  );
}

function destinationHosts(action: Readonly<Record<string, unknown>>): string[] {
  const {
    route = [],
    mirror,
    mirrors = [],
  } = action as {
    route?: readonly { destination?: { host?: string } }[];
    mirror?: { host?: string };
    mirrors?: readonly { destination?: { host?: string } }[];
  };
  const all = [...route, ...mirrors].map(({ destination }) => destination?.host);
  return [...all, mirror?.host].filter((host) => host !== undefined);
}
