import { entry } from '../../base/map-entry.ts';
import { proxyConfigDefaults } from '../../render/functions/proxy-config-json.ts';
import { isObject, type Json, type JsonObject, type Path } from '../../resources/json.ts';
import { defaultProvidersType, type MessageType, meshConfigType, proxyConfigType } from './message-types.ts';
import { dropSiblings, readMessage } from './read-message.ts';

/** What Istio 1.30 has where the mesh config says nothing (pkg/config/mesh, DefaultMeshConfig). */
const meshDefaults: JsonObject = {
  proxyListenPort: 15001,
  proxyInboundListenPort: 15006,
  connectTimeout: '10s',
  protocolDetectionTimeout: '0s',
  ingressClass: 'istio',
  ingressService: 'istio-ingressgateway',
  ingressControllerMode: 'STRICT',
  enableTracing: true,
  outboundTrafficPolicy: { mode: 'ALLOW_ANY' },
  inboundTrafficPolicy: { mode: 'PASSTHROUGH' },
  enableAutoMtls: true,
  trustDomain: 'cluster.local',
  defaultServiceExportTo: ['*'],
  defaultVirtualServiceExportTo: ['*'],
  defaultDestinationRuleExportTo: ['*'],
  certificates: [],
  serviceSettings: [],
  rootNamespace: 'istio-system',
  localityLbSetting: { enabled: true },
  dnsRefreshRate: '60s',
  enablePrometheusMerge: true,
};

const providerDefaults: readonly JsonObject[] = [
  { name: 'prometheus', prometheus: {} },
  { name: 'stackdriver', stackdriver: {} },
  { name: 'envoy', envoyFileAccessLog: { path: '/dev/stdout' } },
];

/**
 * The mesh config that a written one makes with Istio's defaults: a field that is written replaces the default, but
 * `defaultConfig` and `defaultProviders` are merged field by field, and extension providers by name (pkg/config/mesh,
 * ApplyMeshConfig). All of it is in the form that `readMessage` gives; fields of scalar types may be missing for zero.
 *
 * @throws InjectionError for values of the wrong type, with a path within the mesh config
 */
export const meshConfigOf = (written: JsonObject): JsonObject => entry(made, written, () => withDefaults(written));

/** By what is written: it is checked where it is read, and used where Pods are injected. */
const made = new WeakMap<JsonObject, JsonObject>();

function withDefaults(written: JsonObject): JsonObject {
  const read = readMessage(written, meshConfigType, []);
  const { defaultConfig, defaultProviders } = written;
  return {
    ...meshDefaults,
    ...read,
    defaultConfig: isGiven(defaultConfig)
      ? mergedProxyConfig(proxyConfigDefaults, defaultConfig, ['defaultConfig'])
      : proxyConfigDefaults,
    defaultProviders: isGiven(defaultProviders)
      ? readMessage(defaultProviders, defaultProvidersType, ['defaultProviders'])
      : {},
    extensionProviders: mergedProviders((read.extensionProviders ?? []) as readonly JsonObject[]),
    trustDomainAliases: [...new Set((read.trustDomainAliases ?? []) as readonly string[])].sort(),
  };
}

const isGiven = (value: Json | undefined): value is Json => value !== undefined && value !== null;

function mergedProviders(read: readonly JsonObject[]): readonly JsonObject[] {
  const all = new Map(providerDefaults.map((provider) => [provider.name ?? '', provider] as const));
  for (const provider of read) all.set(provider.name ?? '', provider);
  return [...all.values()];
}

/**
 * A mesh config (of `meshConfigOf`) with a proxy's configuration applied over its `defaultConfig`: what the annotation
 * `proxy.istio.io/config` holds, read from YAML.
 *
 * @param at where the configuration stands, for errors
 * @throws InjectionError for values of the wrong type
 */
export const withProxyConfig = (mesh: JsonObject, written: Json, at: Path = []): JsonObject => ({
  ...mesh,
  defaultConfig: mergedProxyConfig(mesh.defaultConfig as JsonObject, written, at),
});

/** The headers that stay as they were where a proxy's configuration has others (pkg/config/mesh, correctProxyHeaders). */
const keptHeaders = ['forwardedClientCert', 'requestId', 'attemptCount', 'server', 'envoyDebugHeaders'];

function mergedProxyConfig(base: JsonObject, written: Json, at: Path): JsonObject {
  if (written === null) return base;
  const read = readMessage(written, proxyConfigType, at);
  const merged = overlaid(base, read, proxyConfigType);
  const metadata = { ...(base.proxyMetadata as JsonObject | undefined), ...(read.proxyMetadata as JsonObject) };
  if (read.proxyMetadata !== undefined) merged.proxyMetadata = metadata;
  const [before, headers] = [base.proxyHeaders, read.proxyHeaders];
  if (isObject(before) && isObject(headers)) {
    const isKept = (name: string): boolean =>
      keptHeaders.includes(name) && (headers[name] === undefined || headers[name] === 'UNDEFINED');
    const kept = Object.entries(before).filter(([name]) => isKept(name));
    merged.proxyHeaders = { ...headers, ...Object.fromEntries(kept) };
  }
  return merged;
}

/** One message set over another, field by field. */
function overlaid(base: JsonObject, over: JsonObject, type: MessageType): Record<string, Json | undefined> {
  const merged: Record<string, Json | undefined> = { ...base };
  for (const name in over) {
    const field = type.fields.get(name)!;
    if (field.oneof !== undefined) dropSiblings(merged, field, type);
    merged[name] = over[name];
  }
  return merged;
}
