import { numberAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { Mesh } from '../../resources/mesh.ts';
import { DestinationRules } from '../mtls/destination-rules.ts';
import { Destinations, type Host } from '../mtls/destinations.ts';
import { sidecarOf } from '../mtls/sidecar-scopes.ts';
import type { Workload } from '../mtls/workloads.ts';
import { gatewayHosts } from './gateway-hosts.ts';
import type { HttpRequest } from './http-request.ts';
import { meshHosts } from './mesh-hosts.ts';
import { secureLocation } from './redirect-location.ts';
import { asSeen } from './request-path.ts';
import { nothing, outcomeOf, type RouteDestination, type RouteResult } from './route-outcome.ts';
import { type RouteSource, routeSources } from './route-source.ts';
import { matchesRoute, type RoutingProxy } from './rule-match.ts';
import { type VirtualHost, virtualHostFor } from './virtual-host.ts';

/** Tells, from resources alone, which route of which resource requests take. */
export class RouteCheck {
  readonly #mesh: Mesh;
  readonly #hosts: readonly Host[];
  readonly #sources: readonly RouteSource[];
  readonly #rules: DestinationRules;

  /** @param workloads those of the mesh: hosts are what leads to them */
  constructor(mesh: Mesh, workloads: readonly Workload[]) {
    this.#mesh = mesh;
    this.#hosts = new Destinations(mesh, workloads).hosts;
    this.#sources = routeSources(mesh);
    this.#rules = new DestinationRules(mesh);
  }

  /** What a sidecar does with a request of its application. */
  fromSidecar(proxy: RoutingProxy, sent: HttpRequest): RouteResult {
    const request = asSeen(sent, this.#mesh.config);
    const { virtualHosts, destinations } = meshHosts(this.#mesh, this.#hosts, this.#sources, proxy, request.port);
    const found = virtualHosts && virtualHostFor(virtualHosts, request);
    if (found !== undefined) return this.#within(found, request, { proxy, known: destinations, isGateway: false });
    const { outboundTrafficPolicy } = sidecarOf(this.#mesh, proxy)?.spec ?? {};
    const mode = outboundTrafficPolicy?.mode ?? this.#mesh.config.outboundTrafficPolicy?.mode;
    return mode === 'REGISTRY_ONLY'
      ? { ...nothing, outcome: 'blocked', status: 502 }
      : { ...nothing, outcome: 'passthrough' };
  }

  /** What a gateway does with a request from outside. */
  fromGateway(proxy: RoutingProxy, sent: HttpRequest): RouteResult {
    const request = asSeen(sent, this.#mesh.config);
    const virtualHosts = gatewayHosts(this.#mesh, this.#sources, proxy, request);
    if (virtualHosts === undefined) return { ...nothing, outcome: 'no-listener' };
    const found = virtualHostFor(virtualHosts, request);
    if (found === undefined) {
      const knownHosts = [...new Set(virtualHosts.flatMap(({ domains }) => domains))];
      return { ...nothing, outcome: 'no-route', status: 404, ...(knownHosts.length > 0 && { knownHosts }) };
    }
    const known = this.#hosts.filter(({ scopes }) => scopes.includes('*') || scopes.includes(proxy.namespace));
    return this.#within(found, request, { proxy, known, isGateway: true });
  }

  #within({ name, port, routes, host, requiresTls }: VirtualHost, request: HttpRequest, place: Place): RouteResult {
    const result = { ...nothing, virtualHost: name };
    if (requiresTls && request.scheme === 'http') {
      return { ...result, outcome: 'redirect', status: 301, location: secureLocation(request) };
    }
    const to = (destination: JsonObject, weight: number) => this.#destination(destination, weight, port, place);
    if (host !== undefined) {
      return { ...result, outcome: 'forwarded', destinations: [to({ host, port: { number: port } }, 1)] };
    }
    const at = routes.findIndex((route) => matchesRoute(route, request));
    if (at < 0) return { ...result, outcome: 'no-route', status: 404, passed: routes };
    const route = routes[at]!;
    return { ...result, ...outcomeOf(route, { ...request, port }, to), route, passed: routes.slice(0, at) };
  }

  /** One without a port is at the listener's, or at a gateway at the only one that the host has. */
  #destination(
    destination: JsonObject,
    weight: number,
    listenerPort: number,
    { proxy, known, isGateway }: Place,
  ): RouteDestination {
    const [name, subset] = [textAt(destination, 'host'), textAt(destination, 'subset')];
    const host = known.find((one) => one.name.toLowerCase() === name);
    const only = isGateway && host?.ports.length === 1 ? host.ports[0]!.number : listenerPort;
    const port = numberAt(destination, 'port', 'number') || only;
    const rule = host && this.#rules.for(proxy, host.name, host.namespace);
    const hasPort = host?.ports.some(({ number }) => number === port) === true;
    const hasSubset = subset === '' || rule?.subsets.has(subset) === true;
    const missing = host === undefined ? 'host' : !hasPort ? 'port' : hasSubset ? undefined : 'subset';
    return {
      cluster: name === '' ? 'UnknownService' : ['outbound', port, subset, name].join('|'),
      ...{ host: name, port, subset, weight },
      ...(missing !== undefined && { missing }),
    };
  }
}

/** The proxy that routes, and the hosts that destinations are found among. */
interface Place {
  readonly proxy: RoutingProxy;
  readonly known: readonly Host[];
  readonly isGateway: boolean;
}
