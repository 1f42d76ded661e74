import type { Mesh } from '../../resources/mesh.ts';
import type { Field } from '../../resources/resource.ts';
import { takesOutbound } from './capture.ts';
import { clusterTls, endpointTls, isPassthrough, type PlacedTls } from './client-tls.ts';
import { type Attempt, fieldsOf } from './connection.ts';
import type { MergedRule } from './destination-rules.ts';
import type { Endpoint, Host, HostPort } from './destinations.ts';
import type { PeerAuthentications } from './peer-authentication.ts';
import type { Opening } from './reception.ts';
import type { Scope } from './sidecar-scopes.ts';
import type { Workload } from './workloads.ts';

/** Tells what clients open connections with. */
export class ClientSide {
  readonly #mesh: Mesh;
  readonly #policies: PeerAuthentications;

  constructor(mesh: Mesh, policies: PeerAuthentications) {
    this.#mesh = mesh;
    this.#policies = policies;
  }

  /** What a client opens with to what its proxy does not know; undefined where its proxy refuses that. */
  toUnknown(client: Workload, port: number, scope: Scope, reason: string): Attempt | undefined {
    const unproxied = { way: 'no proxy' as const, decidedBy: [] };
    const { dataPlane } = client.membership;
    if (dataPlane === 'ambient') return { ...unproxied, opening: 'hbone', reason: 'ztunnel carries it' };
    if (!hasEnvoy(client)) return { ...unproxied, opening: 'plaintext', reason: 'the client has no proxy' };
    if (!sendsThroughEnvoy(client, port)) {
      return { ...unproxied, opening: 'plaintext', reason: `annotations keep port ${port} from the client’s proxy` };
    }
    if (scope.registryOnly) return undefined;
    const decidedBy = scope.field === undefined ? [] : [scope.field];
    return { way: 'passthrough', opening: 'plaintext', reason: `${reason}: passed through as it is`, decidedBy };
  }

  /** What an Envoy opens with to an endpoint of a host that it knows. */
  toKnown(
    client: Workload,
    host: Host,
    port: HostPort,
    rule: MergedRule | undefined,
    subset: string | undefined,
    server: Endpoint | undefined,
  ): Attempt {
    const known = (opening: Attempt['opening'], reason: string, ...decidedBy: Field[]): Attempt => ({
      way: 'known host',
      opening,
      reason,
      decidedBy,
    });
    if (server?.workload.membership.dataPlane === 'ambient') {
      return known('hbone', 'the server is in ambient: proxies tunnel to it');
    }
    const own = clusterTls(rule, port.number, subset);
    if (own !== undefined) return settled(own, client, rule);
    if (host.isExternal) return known('plaintext', `${host.name} is outside the mesh`);
    if (this.#mesh.config.enableAutoMtls === false)
      return known('plaintext', 'the mesh config has enableAutoMtls: false');
    const general = this.#policies.ofNamespace(host.namespace);
    if (general.mode === 'DISABLE') {
      return known('plaintext', `auto mTLS is off for namespace ${host.namespace}`, ...fieldsOf(general.decidedBy));
    }
    if (host.isPassthrough || isPassthrough(rule, subset)) {
      const plain = host.workloads.find(({ membership }) => !membership.offersMtls);
      const lacking = plain === undefined ? 'it has no Pods' : `${plain.fullName} does not offer it`;
      if (plain !== undefined || host.workloads.length === 0) {
        return known('plaintext', `auto mTLS to addresses needs all Pods of ${host.name} to offer it: ${lacking}`);
      }
      // Gateways look up endpoints all the same; a sidecar does with all addresses what it does with one.
      if (client.membership.dataPlane === 'sidecar') return known('mtls', 'auto mTLS: all its Pods offer it');
    }
    return this.#byEndpoint(rule, port.number, subset, server, known);
  }

  #byEndpoint(
    rule: MergedRule | undefined,
    port: number,
    subset: string | undefined,
    server: Endpoint | undefined,
    known: (opening: Opening, reason: string, ...by: Field[]) => Attempt,
  ): Attempt {
    const marked = endpointTls(rule, port, subset);
    if (marked !== undefined) {
      const opening = modeOf(marked) === 'ISTIO_MUTUAL' ? 'mtls' : 'plaintext';
      return known(opening, `tls.mode is ${modeOf(marked)}`, marked.field);
    }
    if (server === undefined) return known('plaintext', 'nothing in the input says that the server takes mTLS');
    const { workload } = server;
    if (!workload.membership.offersMtls) return known('plaintext', 'auto mTLS: the server does not offer it');
    const { mode, decidedBy } = this.#policies.of(workload.namespace, workload.labels, server.port);
    if (mode === 'DISABLE') return known('plaintext', 'auto mTLS: the server has it off', ...fieldsOf(decidedBy));
    return known('mtls', 'auto mTLS');
  }
}

const hasEnvoy = ({ membership: { dataPlane } }: Workload): boolean =>
  dataPlane === 'sidecar' || dataPlane === 'gateway';

/** True where an Envoy beside the client decides what becomes of its calls to the port. */
export const sendsThroughEnvoy = (client: Workload, port: number): boolean =>
  hasEnvoy(client) && takesOutbound(client.annotations, port);

/** Without a mode, ClientTLSSettings are DISABLE. */
const modeOf = ({ tls }: PlacedTls): string => tls.mode || 'DISABLE';

/** What settings of a DestinationRule make a client open with. */
function settled(own: PlacedTls, client: Workload, rule: MergedRule | undefined): Attempt {
  const mode = modeOf(own);
  const attempt = { way: 'known host' as const, reason: `tls.mode is ${mode}`, decidedBy: [own.field] };
  if (mode === 'ISTIO_MUTUAL') return { ...attempt, opening: 'mtls' };
  if (mode !== 'SIMPLE' && mode !== 'MUTUAL') return { ...attempt, opening: 'plaintext' };
  const { credentialName = '' } = own.tls;
  const isSecret = credentialName !== '' && !credentialName.startsWith('configmap://');
  // Sidecars are not given secrets by a rule for all workloads: Istio leaves TLS out.
  if (isSecret && client.membership.dataPlane === 'sidecar' && rule?.selector === undefined) {
    const reason = `tls.mode is ${mode}, but sidecars take a credentialName only from a rule with a workloadSelector`;
    return { ...attempt, opening: 'plaintext', reason };
  }
  return { ...attempt, opening: 'tls' };
}
