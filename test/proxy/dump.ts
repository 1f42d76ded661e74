import type { Json } from '../../src/resources/json.ts';

const admin = 'type.googleapis.com/envoy.admin.v3.';

/** A section of a dump, as Envoy writes it. */
export const section = (name: string, fields: Readonly<Record<string, Json>>): Json => ({
  '@type': `${admin}${name}ConfigDump`,
  ...fields,
});

/** A dump as a file. */
export const file = (value: unknown, name = 'dump.json') => ({
  name,
  text: typeof value === 'string' ? value : JSON.stringify(value, null, 1),
});

export const dumpOf = (...configs: readonly Json[]) => file({ configs });

/** A message in `google.protobuf.Any`. */
export const any = (type: string, fields: Readonly<Record<string, Json>> = {}): Json => ({
  '@type': `type.googleapis.com/${type}`,
  ...fields,
});

const cluster = 'envoy.config.cluster.v3.Cluster';
const listener = 'envoy.config.listener.v3.Listener';
const routes = 'envoy.config.route.v3.RouteConfiguration';
type Fields = Readonly<Record<string, Json>>;

export const clusters = (active: readonly Fields[], fixed: readonly Fields[] = []): Json =>
  section('Clusters', {
    version_info: '7',
    dynamic_active_clusters: active.map((fields) => ({ version_info: '7', cluster: any(cluster, fields) })),
    static_clusters: fixed.map((fields) => ({ cluster: any(cluster, fields) })),
  });

export const listeners = (active: readonly Fields[]): Json =>
  section('Listeners', {
    dynamic_listeners: active.map((fields) => ({
      name: fields.name!,
      active_state: { version_info: '7', listener: any(listener, fields) },
    })),
  });

export const routeConfigs = (dynamic: readonly Fields[], fixed: readonly Fields[] = []): Json =>
  section('Routes', {
    dynamic_route_configs: dynamic.map((fields) => ({ route_config: any(routes, fields) })),
    static_route_configs: fixed.map((fields) => ({ route_config: any(routes, fields) })),
  });

export const http = (fields: Fields): Json => ({
  name: 'envoy.filters.network.http_connection_manager',
  typed_config: any('envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager', fields),
});

export const tcp = (name: string): Json => ({
  name: 'envoy.filters.network.tcp_proxy',
  typed_config: any('envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy', { stat_prefix: name, cluster: name }),
});
