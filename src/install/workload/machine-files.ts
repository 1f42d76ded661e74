import { InputError } from '../../base/errors.ts';
import { textAt } from '../../resources/fields.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { defaultRevision } from '../../resources/revision-labels.ts';
import { readYaml } from '../../resources/yaml/read.ts';
import { mapAt } from '../settings/merge.ts';
import { usualAccount, type WorkloadGroup } from './workload-group.ts';

type Texts = Readonly<Record<string, string>>;

/** What a machine's configuration is made of, besides its group. */
export interface MachineSettings {
  readonly istioNamespace: string;
  readonly revision: string;
  readonly clusterId: string;
  /** The machine's own address, where it cannot find that out: within its network, or as seen from outside. */
  readonly internalAddress?: string | undefined;
  readonly externalAddress?: string | undefined;
  readonly captureDns: boolean;
  readonly autoRegister: boolean;
  /** The mesh config, as YAML. */
  readonly meshConfig: string;
  /** Brings a ProxyConfig into its one form. */
  readonly readProxyConfig: (value: Json) => JsonObject;
}

/** What a machine's agent starts with. */
export interface MachineConfig {
  /** `mesh.yaml`. */
  readonly mesh: JsonObject;
  /** `cluster.env`: a variable each. */
  readonly environment: Texts;
}

const proxyConfigAnnotation = 'proxy.istio.io/config';
const canonicalName = 'service.istio.io/canonical-name';
const canonicalRevision = 'service.istio.io/canonical-revision';

const isRevisioned = (revision: string): boolean => revision !== '' && revision !== defaultRevision;

/** The ConfigMaps of a revision: its mesh config, and its injector's settings. */
export const configMapsOf = (revision: string) => {
  const suffix = isRevisioned(revision) ? `-${revision}` : '';
  return { meshConfig: `istio${suffix}`, injector: `istio-sidecar-injector${suffix}` };
};

/** The name by which machines call istiod. */
export const istiodHost = (namespace: string, revision: string): string =>
  `istiod${isRevisioned(revision) ? `-${revision}` : ''}.${namespace}.svc`;
const istiodAddress = (namespace: string, revision: string): string => `${istiodHost(namespace, revision)}:15012`;

/**
 * The configuration of a machine of a group (istio.io, Virtual Machine Installation; istioctl/pkg/workload says which variables).
 *
 * @throws InputError for a mesh config or an annotation that is no YAML map
 */
export function machineConfig(group: WorkloadGroup, settings: MachineSettings): MachineConfig {
  const { istioNamespace, revision, meshConfig } = settings;
  const mesh = yamlMap(meshConfig, 'the mesh config');
  const proxyConfig = proxyConfigOf(group, mesh, settings);
  if (isRevisioned(revision) && !proxyConfig.discoveryAddress) {
    proxyConfig.discoveryAddress = istiodAddress(istioNamespace, revision);
  }
  const metadata = { ...textsOf(proxyConfig.proxyMetadata), ...metadataOf(group, settings, mesh, proxyConfig) };
  const { probe } = group.spec ?? {};
  const { readinessProbe: _, ...others } = proxyConfig;
  return {
    mesh: {
      defaultConfig: {
        ...others,
        proxyMetadata: metadata,
        ...(probe !== undefined && { readinessProbe: probe }),
      },
    },
    environment: { ...metadata, ...environmentOf(group, settings, proxyConfig) },
  };
}

/** The mesh's ProxyConfig with those of the group's annotations on it, field by field; variables are merged. */
function proxyConfigOf(
  group: WorkloadGroup,
  mesh: JsonObject,
  { readProxyConfig }: MachineSettings,
): Record<string, Json> {
  let config = readProxyConfig(mesh.defaultConfig ?? mesh.default_config ?? null);
  const annotations = [group.metadata?.annotations, group.spec?.metadata?.annotations];
  for (const text of annotations.map((one) => one?.[proxyConfigAnnotation])) {
    if (text === undefined) continue;
    const over = readProxyConfig(yamlMap(text, `the annotation ${proxyConfigAnnotation}`));
    const proxyMetadata = { ...textsOf(config.proxyMetadata), ...textsOf(over.proxyMetadata) };
    config = { ...config, ...over, proxyMetadata };
  }
  return { ...config } as Record<string, Json>;
}

/** The labels of a machine's WorkloadEntry: those of the template win. */
const machineLabels = ({ spec }: WorkloadGroup): Texts => ({
  ...spec?.metadata?.labels,
  ...spec?.template?.labels,
});

/** What tells proxies and telemetry who this is. */
function metadataOf(
  group: WorkloadGroup,
  { clusterId, captureDns, autoRegister }: MachineSettings,
  mesh: JsonObject,
  proxyConfig: JsonObject,
): Texts {
  const { name = '', namespace = '' } = group.metadata ?? {};
  const { ports = {}, network = '' } = group.spec?.template ?? {};
  const labels = machineLabels(group);
  const service = labels[canonicalName] || labels['app.kubernetes.io/name'] || labels.app || name;
  const revision = labels[canonicalRevision] || labels['app.kubernetes.io/version'] || labels.version || 'latest';
  const podPorts = Object.keys(ports)
    .sort()
    .map((port) => ({ name: port, containerPort: ports[port], protocol: '' }));
  return {
    CANONICAL_SERVICE: service,
    CANONICAL_REVISION: revision,
    POD_NAMESPACE: namespace,
    SERVICE_ACCOUNT: accountOf(group),
    TRUST_DOMAIN: textAt(mesh, 'trustDomain') || textAt(mesh, 'trust_domain'),
    ISTIO_META_CLUSTER_ID: clusterId,
    ISTIO_META_MESH_ID: textAt(proxyConfig, 'meshId'),
    ISTIO_META_NETWORK: network,
    ...(podPorts.length > 0 && { ISTIO_META_POD_PORTS: JSON.stringify(podPorts) }),
    ISTIO_META_WORKLOAD_NAME: name,
    ISTIO_METAJSON_LABELS: JSON.stringify(
      sorted({ ...labels, [canonicalName]: service, [canonicalRevision]: revision }),
    ),
    ...(captureDns && { ISTIO_META_DNS_CAPTURE: 'true' }),
    ...(autoRegister && { ISTIO_META_AUTO_REGISTER_GROUP: name }),
  };
}

/** Ports that must not be redirected: ssh, so that the machine stays reachable, Prometheus and health checks of the agent. */
const neverRedirected = [22, 15090, 15021];
const usualStatusPort = 15020;

/** What the scripts on the machine read. */
function environmentOf(
  group: WorkloadGroup,
  { istioNamespace, revision, internalAddress, externalAddress }: MachineSettings,
  proxyConfig: JsonObject,
): Texts {
  const { name = '', namespace = '' } = group.metadata ?? {};
  const ports = Object.values(group.spec?.template?.ports ?? {});
  const statusPort = Number(proxyConfig.statusPort) || usualStatusPort;
  const excluded = [...new Set([...neverRedirected, statusPort])];
  return {
    ISTIO_INBOUND_PORTS: ports.length > 0 ? ports.join(',') : '*',
    ISTIO_NAMESPACE: namespace,
    ISTIO_SERVICE: `${name}.${namespace}`,
    ISTIO_SERVICE_CIDR: '*',
    ISTIO_LOCAL_EXCLUDE_PORTS: excluded.join(','),
    SERVICE_ACCOUNT: accountOf(group),
    ...(isRevisioned(revision) && { CA_ADDR: istiodAddress(istioNamespace, revision) }),
    ...(internalAddress !== undefined && { ISTIO_SVC_IP: internalAddress }),
    ...(externalAddress !== undefined && {
      ISTIO_SVC_IP: externalAddress,
      REWRITE_PROBE_LEGACY_LOCALHOST_DESTINATION: 'true',
    }),
  };
}

/** The service account of a WorkloadGroup's machines. */
export const accountOf = ({ spec }: WorkloadGroup): string => spec?.template?.serviceAccount || usualAccount;

/** Variables as a shell script, or systemd, reads them: sorted, each in quotes. */
export const environmentText = (variables: Texts): string =>
  Object.entries(sorted(variables))
    .map(([name, value]) => `${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join('');

/** The address of a gateway that leads to istiod, as the Service's status has it; its host name where it has no address. */
export function gatewayAddress(service: JsonObject): { readonly address?: string; readonly host?: string } {
  const status = mapAt(service, 'status');
  const balancer = mapAt(status, 'loadBalancer');
  const ingress = Array.isArray(balancer.ingress) ? balancer.ingress.filter(isObject) : [];
  const spec = mapAt(service, 'spec');
  const external = Array.isArray(spec.externalIPs) ? spec.externalIPs : [];
  const address = ingress.map(({ ip }) => ip).find((ip) => typeof ip === 'string') ?? external[0];
  const host = ingress.map(({ hostname }) => hostname).find((name) => typeof name === 'string');
  return {
    ...(typeof address === 'string' && { address }),
    ...(typeof host === 'string' && { host }),
  };
}

/** The name that a cluster has in the injector's settings, a JSON text; empty where it has none. */
export function clusterNameIn(values: string): string {
  const global = mapAt(yamlMap(values, 'the settings of the injector'), 'global');
  return textAt(mapAt(global, 'multiCluster'), 'clusterName');
}

function yamlMap(text: string, what: string): JsonObject {
  const [first] = readYaml(text).filter(({ value, problem }) => value !== undefined || problem !== undefined);
  if (first?.problem !== undefined) throw new InputError(`${what} cannot be read as YAML: ${first.problem.message}`);
  const value = first?.value ?? {};
  if (!isObject(value)) throw new InputError(`${what} must be a YAML map`);
  return value;
}

const textsOf = (value: Json | undefined): Texts =>
  isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one ?? '')])) : {};
const sorted = (texts: Texts): Texts => Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
