import { listNames } from '../../base/list-names.ts';
import { entry } from '../../base/map-entry.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Connection } from '../mtls/connection.ts';
import { Connections } from '../mtls/connections.ts';
import type { Membership } from '../mtls/data-plane.ts';
import { Destinations } from '../mtls/destinations.ts';
import { effectiveMode } from '../mtls/effective-mode.ts';
import { PeerAuthentications } from '../mtls/peer-authentication.ts';
import { type Workload, workloadsOf } from '../mtls/workloads.ts';
import type { EffectiveMtls, MtlsDescription } from './description.ts';

type Pod = Resource<BodyOf<'Pod'>>;

/** What the ports of a Pod take; undefined for a gateway, which takes what its Gateways say. */
export function describeMtls(mesh: Mesh, pod: Pod, membership: Membership): MtlsDescription | undefined {
  if (membership.dataPlane === 'gateway') return undefined;
  const { namespace, labels, annotations, spec } = pod;
  const policies = new PeerAuthentications(mesh);
  const at = (port?: number): EffectiveMtls => {
    const { mode, decidedBy, note } = effectiveMode(
      { membership, annotations },
      port,
      policies.of(namespace, labels, port),
    );
    return {
      mode,
      ...(decidedBy && { decidedBy: decidedBy.resource.origin }),
      ...(note !== undefined && { note }),
    };
  };
  const general = at();
  // What the proxy listens on for itself is no port of the Pod's in this sense.
  const declared = (spec.containers ?? [])
    .filter(({ name }) => name !== 'istio-proxy')
    .flatMap(({ ports = [] }) => ports.map(({ containerPort = 0 }) => containerPort));
  const numbers = new Set([...policies.portsOf(namespace, labels), ...declared]);
  const ports = [...numbers].sort((a, b) => a - b).map((port) => ({ port, ...at(port) }));
  const isOther = ({ mode, decidedBy, note }: EffectiveMtls): boolean =>
    mode !== general.mode || decidedBy !== general.decidedBy || note !== general.note;
  return { ...general, ports: ports.filter(isOther) };
}

/** Calls that proxies of the mesh make to a Pod in a way that it refuses: settings of both sides do not go together. */
export class RefusedCalls {
  readonly #destinations: Destinations;
  readonly #connections: Connections;
  readonly #workloads: readonly Workload[];

  constructor(mesh: Mesh) {
    this.#workloads = workloadsOf(mesh);
    this.#destinations = new Destinations(mesh, this.#workloads);
    this.#connections = new Connections(mesh, this.#destinations);
  }

  /** One line for each host, port and reason. */
  to(pod: Pod): string[] {
    const server = this.#workloads.find((one) => isOf(one, pod));
    if (server === undefined) return [];
    const hosts = this.#destinations.leadingTo(server);
    const found = new Map<string, string[]>();
    for (const client of this.#workloads) {
      if (client.membership.dataPlane !== 'sidecar' && client.membership.dataPlane !== 'gateway') continue;
      for (const call of this.#connections.toHosts(client, hosts)) {
        if (call.outcome !== 'refused' || call.server?.workload !== server) continue;
        const clients = entry(found, textOf(call), () => [] as string[]);
        if (!clients.includes(client.fullName)) clients.push(client.fullName);
      }
    }
    return Array.from(found, ([what, clients]) => `${what} (calls of ${listNames(clients, 3)})`);
  }
}

/** A Pod that is yet to be made is known by its workload's name. */
const isOf = (workload: Workload, { namespace, name, assumed }: Pod): boolean =>
  workload.namespace === namespace &&
  (assumed ? workload.pods.length === 0 && `${workload.name}-` === name : workload.pods.includes(name));

const textOf = ({ host, port, transport, reason, decidedBy }: Connection): string =>
  `${transport} to ${host?.name}:${port} is refused: ${[reason, ...decidedBy.map(({ resource }) => resource.origin)].join('; ')}`;
