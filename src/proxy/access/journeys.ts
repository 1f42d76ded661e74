import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { waypointOf } from '../describe/waypoints.ts';
import type { Connection, Transport } from '../mtls/connection.ts';
import { Connections } from '../mtls/connections.ts';
import { Destinations } from '../mtls/destinations.ts';
import type { Opening } from '../mtls/reception.ts';
import type { Workload } from '../mtls/workloads.ts';
import { changedHeaders } from '../routing/header-changes.ts';
import { domainsOf } from '../routing/host-domains.ts';
import { type HttpRequest, hostOf } from '../routing/http-request.ts';
import { asSeen } from '../routing/request-path.ts';
import { RouteCheck } from '../routing/route-check.ts';
import type { RouteDestination, RouteResult } from '../routing/route-outcome.ts';
import { AccessCheck } from './access-check.ts';
import type { AccessRequest } from './access-request.ts';
import { isLetThrough, type Journey, type Stop } from './journey.ts';

/** What is known of a client besides. */
export interface ClientFacts extends Pick<AccessRequest, 'sourceIp' | 'claims'> {}

/** Follows requests, from resources alone: routes, mTLS, then the policies of whoever gets them. */
export class Journeys {
  readonly #mesh: Mesh;
  readonly #destinations: Destinations;
  readonly #routes: RouteCheck;
  readonly #connections: Connections;
  readonly #access: AccessCheck;

  constructor(mesh: Mesh, workloads: readonly Workload[]) {
    this.#mesh = mesh;
    this.#destinations = new Destinations(mesh, workloads);
    this.#routes = new RouteCheck(mesh, workloads);
    this.#connections = new Connections(mesh, this.#destinations);
    this.#access = new AccessCheck(mesh, this.#destinations);
  }

  /**
   * Where a request comes to, and what becomes of it there.
   *
   * @param client who sends it, or the gateway that it comes to from outside
   */
  from(client: Workload, request: HttpRequest, facts: ClientFacts = {}): Journey {
    const { dataPlane } = client.membership;
    if (dataPlane === 'gateway') return this.#fromGateway(client, request, facts);
    if (dataPlane !== 'sidecar')
      return { gateway: undefined, route: undefined, stops: this.#direct(client, request, facts) };
    const route = this.#routes.fromSidecar(client, request);
    return { gateway: undefined, route, stops: this.#along(client, request, facts, route) };
  }

  #fromGateway(client: Workload, request: HttpRequest, facts: ClientFacts): Journey {
    const { port, scheme } = request;
    const access = this.#access.at(client, {
      ...facts,
      port,
      opening: scheme === 'https' ? 'tls' : 'plaintext',
      http: request,
    });
    const gateway: Stop = { workload: client, port, access, verdict: access.verdict, reason: access.reason };
    if (!isLetThrough(gateway)) return { gateway, route: undefined, stops: [] };
    const route = this.#routes.fromGateway(client, request);
    // The proxy behind it gets its connection from the gateway, which adds the client's address to the request.
    const own = { ...facts, sourceIp: undefined };
    return { gateway, route, stops: this.#along(client, passedOn(request, facts), own, route) };
  }

  /** Where a route leads. */
  #along(client: Workload, request: HttpRequest, facts: ClientFacts, route: RouteResult): Stop[] {
    if (route.outcome === 'passthrough') return this.#direct(client, request, facts);
    if (route.outcome !== 'forwarded') return [];
    const path = route.path ?? asSeen(request, this.#mesh.config).path;
    // What a proxy sends on is normalized.
    const changed = { ...request, path, sentPath: path, authority: route.authority ?? request.authority };
    return route.destinations.flatMap((destination) =>
      destination.missing === undefined
        ? this.#connections
            .toDestination(client, destination)
            .map((connection) => this.#end(connection, sentTo(destination, changed), facts, destination))
        : {
            ...lost,
            port: destination.port,
            destination,
            reason: `the proxy does not know its ${destination.missing}`,
          },
    );
  }

  /** Where names lead that no proxy of the client's looks into. */
  #direct(client: Workload, request: HttpRequest, facts: ClientFacts): Stop[] {
    const name = hostOf(request.authority);
    const hosts = this.#destinations.hosts.filter((host) => domainsOf(host, client).includes(name));
    const called = this.#connections.toHosts(client, hosts).filter(({ port }) => port === request.port);
    if (called.length > 0) return called.map((connection) => this.#end(connection, request, facts));
    return [
      { ...lost, verdict: 'untold', port: request.port, reason: `nothing in the input serves ${name}:${request.port}` },
    ];
  }

  /** What becomes of it at the other end of a connection. */
  #end(connection: Connection, http: HttpRequest, facts: ClientFacts, destination?: RouteDestination): Stop {
    const { client, server, transport, outcome, reason } = connection;
    const principal = openings[transport] === 'mtls' ? this.#principalOf(client) : undefined;
    const at = {
      workload: server?.workload,
      port: server?.port ?? connection.port,
      destination,
      connection,
      principal,
    };
    if (outcome === 'refused') return { ...at, verdict: 'closed', reason };
    if (server === undefined || outcome !== 'reached')
      return { ...at, verdict: outcome === 'undecided' ? 'untold' : 'unreached', reason };
    const { dataPlane } = server.workload.membership;
    if (dataPlane === 'none') return { ...at, verdict: 'no proxy', reason: 'no proxy is there to ask policies' };
    const waypoint = dataPlane === 'ambient' ? this.#waypointOf(server.workload, connection) : undefined;
    if (waypoint !== undefined)
      return { ...at, verdict: 'untold', reason: `what the waypoint ${waypoint} decides is not told here` };
    const opening = openings[transport];
    const access = this.#access.at(server.workload, { ...facts, port: server.port, opening, principal, http });
    return { ...at, access, verdict: access.verdict, reason: access.reason };
  }

  /** `namespace/name` of the waypoint that requests to the workload, or by its Service, go through. */
  #waypointOf({ resource }: Workload, { host }: Connection): string | undefined {
    const used = waypointOf(this.#mesh, resource) ?? (host && waypointOf(this.#mesh, host.resource));
    return used && `${used.namespace}/${used.name}`;
  }

  /** Who a client's certificate says it is (istio.io, Istio identity). */
  #principalOf({ namespace, resource }: Workload): string {
    return `${this.#mesh.config.trustDomain || 'cluster.local'}/ns/${namespace}/sa/${serviceAccountOf(resource)}`;
  }
}

const lost = { workload: undefined, verdict: 'unreached' } as const;

const openings: Readonly<Record<Transport, Opening>> = {
  mTLS: 'mtls',
  // A tunnel of mutual TLS, with the client's own certificate.
  HBONE: 'mtls',
  TLS: 'tls',
  plaintext: 'plaintext',
};

/** A Pod's or a WorkloadEntry's; without one it is the namespace's own. */
function serviceAccountOf({ body }: Resource<unknown>): string {
  const { spec = {} } = body as { spec?: { serviceAccountName?: string; serviceAccount?: string } };
  return spec.serviceAccountName || spec.serviceAccount || 'default';
}

/** The request with the headers that the route gives it on its way there. */
const sentTo = ({ headers = [] }: RouteDestination, request: HttpRequest): HttpRequest =>
  headers.length === 0 ? request : { ...request, headers: changedHeaders(request.headers, headers) };

/** The request as a gateway sends it on: with the client's address, where that is known, behind those before it. */
function passedOn(request: HttpRequest, { sourceIp }: ClientFacts): HttpRequest {
  if (sourceIp === undefined) return request;
  const name = 'x-forwarded-for';
  const before = request.headers.get(name) ?? [];
  return { ...request, headers: new Map([...request.headers, [name, [[...before, sourceIp].join(', ')]]]) };
}
