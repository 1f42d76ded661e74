import { objectAt, objectsAt, textAt } from '../../../resources/fields.ts';
import type { Json, JsonObject } from '../../../resources/json.ts';
import type { ConfigDump } from '../../envoy/config-dump.ts';
import type { Transport } from '../connection.ts';
import type { Workload } from '../workloads.ts';

/** What a cluster of a client opens connections with, and whom it then takes for the server. */
export interface Opens {
  readonly transport: Transport;
  /** SPIFFE ids that the server's certificate may name; empty where any will do. */
  readonly serverIds: readonly string[];
}

/** What a client's proxy does with calls to a host. */
export interface OutboundCluster {
  /**
   * What it opens with to the endpoints that a workload has: each way once. Empty where the dump has none of that workload,
   * or does not tell of endpoints.
   */
  opensTo(workload: Workload): readonly Opens[];
}

/** The clusters of a dump, by name. */
export function outboundClusters(dump: ConfigDump): ReadonlyMap<string, OutboundCluster> {
  const assignments = assignmentsOf(dump);
  const clusters = new Map<string, OutboundCluster>();
  for (const item of dump.each('clusters', 'dynamicActiveClusters')) {
    const cluster = objectAt(item, 'cluster') ?? {};
    const name = textAt(cluster, 'name');
    const assignment =
      assignments.get(textAt(cluster, 'edsClusterConfig', 'serviceName') || name) ?? cluster.loadAssignment;
    clusters.set(name, { opensTo: (workload) => waysOf(cluster, endpointsOf(assignment, workload)) });
  }
  return clusters;
}

function assignmentsOf(dump: ConfigDump): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const list of ['dynamicEndpointConfigs', 'staticEndpointConfigs']) {
    for (const item of dump.each('endpoints', list)) {
      const assignment = objectAt(item, 'endpointConfig');
      if (assignment !== undefined) found.set(textAt(assignment, 'clusterName'), assignment);
    }
  }
  return found;
}

/** istiod tells in an endpoint's metadata whose it is, by workload or by Pod: `reviews-v1;default;reviews;v1;Kubernetes`. */
function endpointsOf(
  assignment: Json | undefined,
  { name: own, namespace: ownNamespace, pods }: Workload,
): JsonObject[] {
  const all = objectsAt(assignment, 'endpoints').flatMap((group) => objectsAt(group, 'lbEndpoints'));
  return all.filter((endpoint) => {
    const [name = '', namespace] = textAt(endpoint, 'metadata', 'filterMetadata', 'istio', 'workload').split(';');
    return namespace === ownNamespace && (name === own || pods.includes(name));
  });
}

function waysOf(cluster: JsonObject, endpoints: readonly JsonObject[]): Opens[] {
  const ways = new Map(
    endpoints.map((endpoint) => opensOf(socketFor(cluster, endpoint))).map((one) => [JSON.stringify(one), one]),
  );
  return [...ways.values()];
}

/** The first of the sockets whose labels the endpoint has, or else the cluster's own (Envoy, transport_socket_matches). */
function socketFor(cluster: JsonObject, endpoint: JsonObject): JsonObject | undefined {
  const labels = objectAt(endpoint, 'metadata', 'filterMetadata', 'envoy.transport_socket_match') ?? {};
  const match = objectsAt(cluster, 'transportSocketMatches').find((one) =>
    Object.entries(objectAt(one, 'match') ?? {}).every(([key, value]) => labels[key] === value),
  );
  return objectAt(match ?? cluster, 'transportSocket');
}

/** The name under which Istio's agent gives a proxy its workload's certificate. */
const workloadCertificate = 'default';

function opensOf(socket: JsonObject | undefined): Opens {
  const tls = objectAt(socket, 'typedConfig');
  if (!textAt(tls, '@type').endsWith('UpstreamTlsContext')) return { transport: 'plaintext', serverIds: [] };
  const common = objectAt(tls, 'commonTlsContext');
  const presents = objectsAt(common, 'tlsCertificateSdsSecretConfigs').some((one) => one.name === workloadCertificate);
  const context =
    objectAt(common, 'combinedValidationContext', 'defaultValidationContext') ?? objectAt(common, 'validationContext');
  const names = [
    ...objectsAt(context, 'matchSubjectAltNames'),
    ...objectsAt(context, 'matchTypedSubjectAltNames').map((one) => objectAt(one, 'matcher') ?? {}),
  ];
  return { transport: presents ? 'mTLS' : 'TLS', serverIds: names.map((one) => textAt(one, 'exact')).filter(isId) };
}

const isId = (name: string): boolean => name.startsWith('spiffe://');
