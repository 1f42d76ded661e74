/**
 * Names that filters had before Envoy 1.14 → those they have now (envoyproxy.io, Deprecated, 1.14.0). Istio still matches
 * them.
 */
const renamed = {
  http: {
    'envoy.buffer': 'envoy.filters.http.buffer',
    'envoy.cors': 'envoy.filters.http.cors',
    'envoy.csrf': 'envoy.filters.http.csrf',
    'envoy.ext_authz': 'envoy.filters.http.ext_authz',
    'envoy.fault': 'envoy.filters.http.fault',
    'envoy.grpc_http1_bridge': 'envoy.filters.http.grpc_http1_bridge',
    'envoy.grpc_json_transcoder': 'envoy.filters.http.grpc_json_transcoder',
    'envoy.grpc_web': 'envoy.filters.http.grpc_web',
    'envoy.gzip': 'envoy.filters.http.gzip',
    'envoy.health_check': 'envoy.filters.http.health_check',
    'envoy.http_dynamo_filter': 'envoy.filters.http.dynamo',
    'envoy.ip_tagging': 'envoy.filters.http.ip_tagging',
    'envoy.lua': 'envoy.filters.http.lua',
    'envoy.rate_limit': 'envoy.filters.http.ratelimit',
    'envoy.router': 'envoy.filters.http.router',
    'envoy.squash': 'envoy.filters.http.squash',
  },
  network: {
    'envoy.client_ssl_auth': 'envoy.filters.network.client_ssl_auth',
    'envoy.ext_authz': 'envoy.filters.network.ext_authz',
    'envoy.http_connection_manager': 'envoy.filters.network.http_connection_manager',
    'envoy.mongo_proxy': 'envoy.filters.network.mongo_proxy',
    'envoy.ratelimit': 'envoy.filters.network.ratelimit',
    'envoy.redis_proxy': 'envoy.filters.network.redis_proxy',
    'envoy.tcp_proxy': 'envoy.filters.network.tcp_proxy',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The name that a filter has instead of `name`, or undefined where `name` is not an old one. */
export function newFilterName(layer: keyof typeof renamed, name: string): string | undefined {
  const names: Readonly<Record<string, string>> = renamed[layer];
  return Object.hasOwn(names, name) ? names[name] : undefined;
}

/** The network filter that HTTP filters are in, by all its names. */
export const httpConnectionManager = ['envoy.filters.network.http_connection_manager', 'envoy.http_connection_manager'];
