import { ageText } from '../../base/age.ts';
import { compareTexts } from '../../base/compare-texts.ts';
import {
  extensionType,
  type ProxyStatus,
  shortTypeName,
  type TypeStatus,
  usualTypes,
} from '../../proxy/istiod/proxy-status.ts';
import type { Look } from '../text/look.ts';
import { formatTable } from '../text/table.ts';

/** A proxy, and the istiod that it is connected to. */
export interface ConnectedProxy extends ProxyStatus {
  readonly istiod: string;
}

/** istioctl's blanks between columns. */
const wide = { gap: 5 };

/** Which types of xDS each proxy gets. */
export function subscriptionTable(proxies: readonly ConnectedProxy[], look?: Look): string {
  const order = [...usualTypes, ...typesIn(proxies).filter((type) => !usualTypes.includes(type))];
  return formatTable(
    ['NAME', 'CLUSTER', 'ISTIOD', 'VERSION', 'SUBSCRIBED TYPES'],
    proxies.map(({ id, cluster, istiod, version, types }) => {
      const known = types.filter(({ state }) => state !== 'UNKNOWN').map(({ typeUrl }) => typeUrl);
      const names = order.filter((type) => known.includes(type)).map(shortTypeName);
      return [id, cluster, istiod, version, names.length === 0 ? '0' : `${names.length} (${names.join(',')})`];
    }),
    look,
    wide,
  );
}

/**
 * The state of each type for each proxy, and how long ago it was sent.
 *
 * @param now in milliseconds since 1970
 */
export function stateTable(proxies: readonly ConnectedProxy[], now: number, look?: Look): string {
  const types = [...new Set([...typesIn(proxies), ...usualTypes, extensionType])].sort(compareTexts);
  return formatTable(
    ['NAME', 'CLUSTER', ...types.map(shortTypeName), 'ISTIOD', 'VERSION'],
    proxies.map((proxy) => {
      const byType = new Map(proxy.types.map((status) => [status.typeUrl, status]));
      const states = types.map((type) => stateText(byType.get(type), now));
      return [proxy.id, proxy.cluster, ...states, proxy.istiod, proxy.version];
    }),
    look,
    wide,
  );
}

const typesIn = (proxies: readonly ConnectedProxy[]): string[] =>
  [...new Set(proxies.flatMap(({ types }) => types.map(({ typeUrl }) => typeUrl)))].sort(compareTexts);

function stateText(status: TypeStatus | undefined, now: number): string {
  if (status === undefined || status.state === 'UNKNOWN') return 'IGNORED';
  if (status.state === 'NOT_SENT') return 'NOT SENT';
  return status.sent === undefined ? status.state : `${status.state} (${ageText(now - Date.parse(status.sent))})`;
}

/**
 * As programs read it: istioctl's DiscoveryResponse, whose resources are Envoy's ClientConfig, of all istiods together, each
 * resource with the istiod that told of it.
 */
export const proxyStatusRecord = (proxies: readonly ConnectedProxy[]) => ({
  resources: proxies.map(({ id, namespace, cluster, version, types, istiod }) => ({
    '@type': 'type.googleapis.com/envoy.service.status.v3.ClientConfig',
    node: { id, metadata: { CLUSTER_ID: cluster, ISTIO_VERSION: version, NAMESPACE: namespace } },
    genericXdsConfigs: types.map(({ typeUrl, sent, state, error }) => ({
      typeUrl,
      ...(sent !== undefined && { lastUpdated: sent }),
      configStatus: state,
      ...(error !== undefined && {
        errorState: { ...(sent !== undefined && { lastUpdateAttempt: sent }), details: error },
      }),
    })),
    istiod,
  })),
  typeUrl: 'istio.io/debug/syncz',
});
