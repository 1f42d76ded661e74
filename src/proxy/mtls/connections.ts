import { entry } from '../../base/map-entry.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Field } from '../../resources/resource.ts';
import { formatLabels } from '../../resources/selector.ts';
import { excludedOutbound } from './capture.ts';
import { ClientSide, sendsThroughEnvoy } from './client-side.ts';
import { type Attempt, type Connection, fieldsOf } from './connection.ts';
import { DestinationRules } from './destination-rules.ts';
import { type Destinations, type Endpoint, endpointsOf, type Host, type HostPort } from './destinations.ts';
import { PeerAuthentications } from './peer-authentication.ts';
import { Routes, type Target } from './routes.ts';
import { ServerSide } from './server-side.ts';
import { type Scope, SidecarScopes } from './sidecar-scopes.ts';
import type { Workload } from './workloads.ts';

/** Tells, from resources alone, what connections in a mesh are made with and whether they are taken. */
export class Connections {
  readonly #destinations: Destinations;
  readonly #client: ClientSide;
  readonly #server: ServerSide;
  readonly #rules: DestinationRules;
  readonly #routes: Routes;
  readonly #scopes: SidecarScopes;
  /** Namespaces where something is for some clients only. */
  readonly #selecting = new Set<string>();
  /** Calls of one client of each sort to all hosts. */
  readonly #byLikeness = new Map<string, Connection[]>();

  constructor(mesh: Mesh, destinations: Destinations, policies = new PeerAuthentications(mesh)) {
    this.#destinations = destinations;
    this.#client = new ClientSide(mesh, policies);
    this.#server = new ServerSide(destinations, policies);
    this.#rules = new DestinationRules(mesh);
    this.#routes = new Routes(mesh);
    this.#scopes = new SidecarScopes(mesh);
    for (const resource of [...mesh.each('DestinationRule'), ...mesh.each('Sidecar')]) {
      if (resource.spec.workloadSelector !== undefined) this.#selecting.add(resource.namespace);
    }
  }

  /** What a client's calls to all ports of all hosts come to: a row for each place that a call may end at. */
  toAllHosts(client: Workload): Connection[] {
    const alike = entry(this.#byLikeness, this.#likenessOf(client), () =>
      this.toHosts(client, this.#destinations.hosts),
    );
    return alike.map((connection) => ({ ...connection, client }));
  }

  /** The same of some hosts. */
  toHosts(client: Workload, hosts: readonly Host[]): Connection[] {
    const scope = this.#scopes.of(client);
    return hosts.flatMap((host) => host.ports.flatMap((port) => this.#toPort(client, scope, host, port)));
  }

  /** The same for clients that fare alike: labels make a difference only where something selects by them. */
  #likenessOf({ namespace, labels, annotations, membership }: Workload): string {
    const picked = this.#selecting.has(namespace) ? formatLabels(labels) : '';
    return [namespace, membership.dataPlane, annotations[excludedOutbound] ?? '', picked].join('\0');
  }

  /** What a client's calls to a destination come to that one of its routes names. */
  toDestination(client: Workload, { host: name, port: number, subset }: RouteTarget): Connection[] {
    const target = { host: name, port: number, subset: subset || undefined, virtualService: undefined };
    const host = this.#visibleHost(client, name);
    const port = host?.ports.find((one) => one.number === number);
    if (host === undefined || port === undefined) {
      const call = { client, host, port: number, target: undefined };
      return [nowhere(call, `nothing serves ${name}:${number}`, [])];
    }
    return this.#toTarget(client, host, port, target);
  }

  /** What a client's calls to the address of a workload come to. */
  toAddress(client: Workload, server: Endpoint): Connection {
    const scope = this.#scopes.of(client);
    const attempt = this.#client.toUnknown(client, server.port, scope, 'proxies know no host by the address of a Pod');
    const call = { client, host: undefined, port: server.port, target: undefined };
    return attempt === undefined ? blocked(call, server, scope) : this.#end(call, server, attempt);
  }

  #toPort(client: Workload, scope: Scope, host: Host, port: HostPort): Connection[] {
    const isProxied = sendsThroughEnvoy(client, port.number);
    const hidden = isProxied ? scope.hides(host, port.number) : undefined;
    const call = { client, host, port: port.number, target: undefined };
    if (hidden !== undefined || !isProxied) {
      const attempt = this.#client.toUnknown(client, port.number, scope, hidden ?? '');
      const ends = orNobody(endpointsOf(host, port));
      if (attempt === undefined) return [blocked(call, ends[0], scope, hidden)];
      return ends.map((server) => this.#end({ ...call }, server, attempt, host));
    }
    return this.#routes
      .targetsOf(client, host.name, port.number, port.protocol)
      .flatMap((target) => this.#toTarget(client, host, port, target));
  }

  #toTarget(client: Workload, called: Host, calledPort: HostPort, target: Target): Connection[] {
    const isElsewhere = target.virtualService !== undefined;
    const call = { client, host: called, port: calledPort.number, target: isElsewhere ? target : undefined };
    const host = this.#hostOf(client, called, target.host);
    const port = host?.ports.find(({ number }) => number === target.port);
    const by = target.virtualService === undefined ? [] : [target.virtualService.at('spec')];
    if (host === undefined || port === undefined) {
      return [nowhere(call, `nothing serves ${target.host}:${target.port}`, by)];
    }
    const rule = this.#rules.for(client, host.name, host.namespace);
    const subset = target.subset === undefined ? undefined : rule?.subsets.get(target.subset);
    if (target.subset !== undefined && subset === undefined) {
      return [nowhere(call, `no DestinationRule that the client goes by has the subset ${target.subset}`, by)];
    }
    return orNobody(endpointsOf(host, port, subset?.labels)).map((server) =>
      this.#end(call, server, this.#client.toKnown(client, host, port, rule, target.subset, server), host),
    );
  }

  /** The host of that name that the client means: its namespace's own, else the one called, else the first. */
  #hostOf(client: Workload, called: Host, name: string): Host | undefined {
    return name === called.name ? called : this.#visibleHost(client, name);
  }

  #visibleHost(client: Workload, name: string): Host | undefined {
    const visible = this.#destinations
      .named(name)
      .filter(({ scopes }) => scopes.includes('*') || scopes.includes(client.namespace));
    return visible.find(({ namespace }) => namespace === client.namespace) ?? visible[0];
  }

  /** What comes of an attempt at the other end. */
  #end(call: Call, server: Endpoint | undefined, attempt: Attempt, host?: Host): Connection {
    return { ...call, server, way: attempt.way, ...this.#server.ending(server, attempt, host) };
  }
}

type RouteTarget = Pick<Target, 'host' | 'port' | 'subset'>;
type Call = Pick<Connection, 'client' | 'host' | 'port' | 'target'>;

const orNobody = (endpoints: readonly Endpoint[]): readonly (Endpoint | undefined)[] =>
  endpoints.length === 0 ? [undefined] : endpoints;

const blocked = (call: Call, server: Endpoint | undefined, { field }: Scope, reason?: string): Connection => ({
  ...call,
  server,
  way: 'passthrough',
  transport: 'plaintext',
  outcome: 'blocked',
  reason: `${reason === undefined ? '' : `${reason}; `}the client’s proxy lets only known hosts through (REGISTRY_ONLY)`,
  decidedBy: fieldsOf(field),
});

const nowhere = (call: Call, reason: string, decidedBy: readonly Field[]): Connection => ({
  ...call,
  server: undefined,
  way: 'known host',
  transport: 'plaintext',
  outcome: 'no endpoint',
  reason,
  decidedBy,
});
