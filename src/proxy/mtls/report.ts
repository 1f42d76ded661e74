import type { Mesh } from '../../resources/mesh.ts';
import type { Connection } from './connection.ts';
import { Connections } from './connections.ts';
import { Destinations } from './destinations.ts';
import { type EffectiveMode, effectiveMode } from './effective-mode.ts';
import { type DecidedMode, PeerAuthentications } from './peer-authentication.ts';
import { type Workload, workloadsOf } from './workloads.ts';

/** A port of a workload, and what it takes. */
export interface ServerPort extends EffectiveMode {
  readonly workload: Workload;
  /** Undefined stands for every port that is not listed. */
  readonly port: number | undefined;
}

export interface MtlsReport {
  readonly ports: readonly ServerPort[];
  readonly connections: readonly Connection[];
}

export interface MtlsOptions {
  /** Only servers in it are told of; clients are from everywhere. */
  readonly namespace?: string | undefined;
  /** Only this client, `namespace/name`. */
  readonly client?: string | undefined;
  /** Only this server, `namespace/name`, at this port of its own. */
  readonly server?: { readonly workload: string; readonly port?: number | undefined } | undefined;
}

/**
 * What the ports of all workloads take, and what each client's calls to them come to. Pure. The mesh has to be made with
 * `impliedPods`, so that workloads in files count.
 */
export function mtlsReport(mesh: Mesh, { namespace, client, server }: MtlsOptions = {}): MtlsReport {
  const workloads = workloadsOf(mesh);
  const destinations = new Destinations(mesh, workloads);
  const policies = new PeerAuthentications(mesh);
  const isServer = (one: Workload): boolean =>
    (namespace === undefined || one.namespace === namespace) &&
    (server === undefined || one.fullName === server.workload);
  const servers = workloads.filter((one) => one.membership.dataPlane !== 'gateway' && isServer(one));
  const ports = servers.flatMap((one) => portsOf(one, destinations, policies));
  const connections = new Connections(mesh, destinations, policies);
  const clients = workloads.filter(({ fullName }) => client === undefined || fullName === client);
  const found = clients.flatMap((one) => callsOf(one, connections, destinations, servers, ports));
  const isAsked = ({ server: end, host }: Connection): boolean => {
    if (server !== undefined) return end?.workload.fullName === server.workload && isPort(end.port, server.port);
    return end === undefined ? namespace === undefined || host?.namespace === namespace : isServer(end.workload);
  };
  return {
    ports: ports.filter(({ port }) => port === undefined || isPort(port, server?.port)),
    connections: found.filter(isAsked),
  };
}

const isPort = (port: number, asked: number | undefined): boolean => asked === undefined || port === asked;

/** Calls to every host, and to the addresses of workloads that no host leads to. */
function callsOf(
  client: Workload,
  connections: Connections,
  destinations: Destinations,
  servers: readonly Workload[],
  ports: readonly ServerPort[],
): Connection[] {
  const known = connections.toAllHosts(client);
  const hidden = new Set(servers.filter((one) => one !== client && destinations.leadingTo(one).length === 0));
  const addresses = ports.flatMap(({ workload, port }) =>
    port !== undefined && hidden.has(workload) ? [connections.toAddress(client, { workload, port })] : [],
  );
  return [...known, ...addresses];
}

function portsOf(workload: Workload, destinations: Destinations, policies: PeerAuthentications): ServerPort[] {
  const { namespace, labels } = workload;
  const numbers = new Set([...destinations.portsOf(workload), ...policies.portsOf(namespace, labels)]);
  const sorted = [...numbers].sort((a, b) => a - b);
  const rows = sorted.map((port) => serverPort(workload, port, policies.of(namespace, labels, port)));
  const others = serverPort(workload, undefined, policies.of(namespace, labels));
  // Applications may listen on ports that nothing declares: say what holds there where it is something else.
  return rows.length > 0 && rows.every(({ mode }) => mode === others.mode) ? rows : [...rows, others];
}

const serverPort = (workload: Workload, port: number | undefined, decided: DecidedMode): ServerPort => ({
  workload,
  port,
  ...effectiveMode(workload, port, decided),
});
