import { compareTexts } from '../../base/compare-texts.ts';
import { textAt } from '../../resources/fields.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';

/** Whether a proxy has taken what istiod sent last; NOT_SENT where nothing was sent yet, ERROR where the proxy refused it. */
export type SyncState = 'SYNCED' | 'NOT_SENT' | 'STALE' | 'ERROR' | 'UNKNOWN';

/** One type of xDS that a proxy has asked for. */
export interface TypeStatus {
  /** `type.googleapis.com/envoy.config.cluster.v3.Cluster` */
  readonly typeUrl: string;
  readonly state: SyncState;
  /** When it was sent last, as RFC 3339; undefined where that is not known. */
  readonly sent: string | undefined;
  /** Why the proxy refused it, in its own words. */
  readonly error?: string;
}

/** A proxy that is connected to an istiod. */
export interface ProxyStatus {
  /** `cart-1.shop` */
  readonly id: string;
  readonly namespace: string;
  /** The cluster that it runs in, as istiod calls it. */
  readonly cluster: string;
  /** `sidecar`, `router`, `waypoint`, `ztunnel`; undefined where istiod was asked by xDS, which does not tell. */
  readonly type: string | undefined;
  /** Of Istio; empty where the proxy does not say. */
  readonly version: string;
  /** By type URL. */
  readonly types: readonly TypeStatus[];
}

const apis = 'type.googleapis.com/';
/** How people call the types of xDS (istio, pkg/model/xds.go); another goes by its whole name. */
const shortNames: Readonly<Record<string, string>> = {
  [`${apis}envoy.config.cluster.v3.Cluster`]: 'CDS',
  [`${apis}envoy.config.listener.v3.Listener`]: 'LDS',
  [`${apis}envoy.config.endpoint.v3.ClusterLoadAssignment`]: 'EDS',
  [`${apis}envoy.config.route.v3.RouteConfiguration`]: 'RDS',
  [`${apis}envoy.config.core.v3.TypedExtensionConfig`]: 'ECDS',
  [`${apis}envoy.extensions.transport_sockets.tls.v3.Secret`]: 'SDS',
  [`${apis}istio.networking.nds.v1.NameTable`]: 'NDS',
  [`${apis}istio.mesh.v1alpha1.ProxyConfig`]: 'PCDS',
  [`${apis}istio.workload.Address`]: 'WDS',
  [`${apis}istio.workload.Workload`]: 'WDS',
  [`${apis}istio.security.Authorization`]: 'WADS',
};
/** Types that every Envoy may ask for, in the order in which they are told. */
export const usualTypes = Object.keys(shortNames).slice(0, 4);
export const extensionType = `${apis}envoy.config.core.v3.TypedExtensionConfig`;

/** `CDS` of the type of clusters; types without such a name keep their URL. */
export const shortTypeName = (typeUrl: string): string =>
  Object.hasOwn(shortNames, typeUrl) ? shortNames[typeUrl]! : typeUrl;

/** A proxy's namespace is the last part of its name: a Pod's name may have dots, a namespace has none. */
export const namespaceOfProxy = (id: string): string => id.slice(id.lastIndexOf('.') + 1);

/** What istiod's /debug/syncz answers with. Clients that are no proxies, such as whoever asks by xDS, are left out. */
export function readSyncz(answer: unknown): ProxyStatus[] {
  if (!Array.isArray(answer)) return [];
  return answer.filter(isObject).flatMap((one) => {
    const id = textAt(one, 'proxy');
    const cluster = textAt(one, 'cluster_id');
    if (id === '' || cluster === '') return [];
    const type = textAt(one, 'proxy_type') || undefined;
    const version = textAt(one, 'istio_version') || textAt(one, 'proxy_version');
    return { id, namespace: namespaceOfProxy(id), cluster, type, version, types: typesOf(one) };
  });
}

/** The fields that tell of a type before Istio 1.26, which had no map of all. */
const oldFields: Readonly<Record<string, string>> = {
  cluster: usualTypes[0]!,
  listener: usualTypes[1]!,
  endpoint: usualTypes[2]!,
  route: usualTypes[3]!,
  extensionconfig: extensionType,
};

function typesOf(one: JsonObject): TypeStatus[] {
  const { resources } = one;
  if (isObject(resources)) {
    return Object.entries(resources)
      .filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
      .map(([typeUrl, status]) => ({ typeUrl, ...stateOf(status) }))
      .sort((a, b) => compareTexts(a.typeUrl, b.typeUrl));
  }
  return Object.entries(oldFields)
    .map(([field, typeUrl]) => ({ typeUrl, sent: textAt(one, `${field}_sent`), acked: textAt(one, `${field}_acked`) }))
    .filter(({ sent }) => sent !== '')
    .map(({ typeUrl, ...nonces }) => ({ typeUrl, ...stateOf(nonces) }));
}

/** By the nonces that were sent and acknowledged last. */
function stateOf(status: JsonObject): Omit<TypeStatus, 'typeUrl'> {
  const sent = textAt(status, 'sent');
  const acked = textAt(status, 'acked');
  const error = textAt(status, 'lastError');
  const time = textAt(status, 'sentTime');
  return {
    state: error !== '' ? 'ERROR' : sent === '' ? 'NOT_SENT' : sent === acked ? 'SYNCED' : 'STALE',
    // Go's time of nothing.
    sent: time === '' || time.startsWith('0001-') ? undefined : time,
    ...(error !== '' && { error }),
  };
}
