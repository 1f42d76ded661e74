import { isWithin } from '../../resources/hosts.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import { parseReference } from '../../resources/reference.ts';
import type { Field, Resource } from '../../resources/resource.ts';
import { matchesLabels } from '../../resources/selector.ts';
import type { Host } from './destinations.ts';
import { oldestFirst } from './oldest-first.ts';
import type { Workload } from './workloads.ts';

type Sidecar = Resource<BodyOf<'Sidecar'>>;

/** Which hosts a client's proxy knows, and what becomes of calls to others. */
export interface Scope {
  /** What keeps the host from the client, or undefined when the client's proxy knows it. */
  hides(host: Host, port: number): string | undefined;
  /** True where calls to what the proxy does not know are refused. */
  readonly registryOnly: boolean;
  /** The Sidecar that says so, where there is one. */
  readonly field: Field | undefined;
}

/**
 * The scope of each client (istio.io, Sidecar): its own Sidecar, else its namespace's, else the root namespace's; and what
 * hosts themselves are exported to.
 */
export class SidecarScopes {
  readonly #mesh: Mesh;

  constructor(mesh: Mesh) {
    this.#mesh = mesh;
  }

  of(client: Workload): Scope {
    const sidecar = client.membership.dataPlane === 'sidecar' ? sidecarOf(this.#mesh, client) : undefined;
    const mode = sidecar?.spec.outboundTrafficPolicy?.mode ?? this.#mesh.config.outboundTrafficPolicy?.mode;
    return {
      hides: (host, port) => {
        const { scopes, name } = host;
        if (!scopes.includes('*') && !scopes.includes(client.namespace)) {
          return `${name} is not exported to namespace ${client.namespace}`;
        }
        const isImported = sidecar === undefined || imports(sidecar, client.namespace, host, port);
        return isImported ? undefined : `${sidecar.origin} does not import ${name}`;
      },
      registryOnly: mode === 'REGISTRY_ONLY',
      field: sidecar?.at('spec', sidecar.spec.egress === undefined ? 'outboundTrafficPolicy' : 'egress'),
    };
  }
}

/** The Sidecar that a workload goes by: the oldest one that selects it, else its namespace's, else the root namespace's. */
export function sidecarOf(
  mesh: Mesh,
  { namespace, labels }: Pick<Workload, 'namespace' | 'labels'>,
): Sidecar | undefined {
  const own = oldestFirst(mesh.in('Sidecar', namespace));
  const picked = own.find(({ spec }) => spec.workloadSelector !== undefined && selects(spec, labels));
  const root = oldestFirst(mesh.in('Sidecar', mesh.config.rootNamespace));
  const forAll = ({ spec }: Sidecar) => spec.workloadSelector === undefined;
  return picked ?? own.find(forAll) ?? root.find(forAll);
}

const selects = ({ workloadSelector }: Sidecar['spec'], labels: Workload['labels']): boolean =>
  matchesLabels(workloadSelector?.labels, labels);

/** No egress listener is one that imports everything. */
function imports({ spec }: Sidecar, clientNamespace: string, host: Host, port: number): boolean {
  const listeners = spec.egress ?? [];
  if (listeners.length === 0) return true;
  return listeners.some((listener) => {
    const own = listener.port?.number;
    if (own && listener.port?.protocol !== 'HTTP_PROXY' && own !== port) return false;
    return (listener.hosts ?? []).some((text) => importsHost(parseImport(text, clientNamespace), host));
  });
}

/** An entry of a Sidecar's egress hosts, `namespace/host`: `.` is the client's namespace, `*` any, `~` none. */
export interface Import {
  readonly namespace: string;
  readonly host: string;
}

/** Reads such an entry of a Sidecar that is for clients in `clientNamespace`. */
export function parseImport(text: string, clientNamespace: string): Import {
  const { namespace = '', name: host } = parseReference(text);
  return { namespace: namespace === '.' ? clientNamespace : namespace, host };
}

/** True for an entry that is for resources of a namespace. */
export const importsFrom = ({ namespace }: Import, own: string): boolean => namespace === '*' || namespace === own;

/** True for a host that the entry means. */
export const importsHost = (one: Import, { name, namespace }: Pick<Host, 'name' | 'namespace'>): boolean =>
  importsFrom(one, namespace) && isWithin(name, one.host);
