import { numberAt, objectAt, objectsAt, textAt, textsAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { pathOf } from './route-match.ts';

export const httpConnectionManager = 'envoy.filters.network.http_connection_manager';
const tcpProxy = 'envoy.filters.network.tcp_proxy';
/** Where Istio sends what must go nowhere. */
const blackHole = 'BlackHoleCluster';

export const isHttp = (filter: JsonObject): boolean => filter.name === httpConnectionManager;

/** True for a TCP proxy that leads anywhere. */
export const isTcp = (filter: JsonObject): boolean =>
  filter.name === tcpProxy && !JSON.stringify(filter.typedConfig ?? {}).includes(blackHole);

/** Lists of application protocols (ALPN) that Istio sets, and what they mean. */
const knownProtocols: Readonly<Record<string, string>> = {
  'http/1.0,http/1.1,h2c,istio-http/1.0,istio-http/1.1,istio-h2': 'App: HTTP TLS',
  'istio,istio-http/1.0,istio-http/1.1,istio-h2': 'App: Istio HTTP Plain',
  'istio-peer-exchange,istio': 'App: TCP TLS',
  'http/1.0,http/1.1,h2c': 'App: HTTP',
};

/** What a connection must be like to take the chain: `Trans: tls; App: TCP TLS; Addr: *:9080`, or ALL. */
export function chainMatch(chain: JsonObject): string {
  const match = objectAt(chain, 'filterChainMatch');
  const names = textsAt(match, 'serverNames').join(',');
  const transport = textAt(match, 'transportProtocol');
  const protocols = textsAt(match, 'applicationProtocols').join(',');
  const port = match?.destinationPort === undefined ? '' : `:${numberAt(match, 'destinationPort')}`;
  const ranges = objectsAt(match, 'prefixRanges')
    .map((range) => `${textAt(range, 'addressPrefix')}/${numberAt(range, 'prefixLen')}`)
    .join(',');
  const parts = [
    names && `SNI: ${names}`,
    transport && `Trans: ${transport}`,
    protocols && (knownProtocols[protocols] ?? `App: ${protocols}`),
    (ranges || port) && `Addr: ${ranges || '*'}${port}`,
  ];
  return parts.filter(Boolean).join('; ') || 'ALL';
}

/** Where the chain's first HTTP or TCP filter leads. */
export function chainDestination(chain: JsonObject): string {
  const filter = objectsAt(chain, 'filters').find((one) => isHttp(one) || isTcp(one));
  if (filter === undefined) return 'Non-HTTP/Non-TCP';
  const config = objectAt(filter, 'typedConfig');
  if (!isHttp(filter)) return clusterText(textAt(config, 'cluster'));
  const inline = objectAt(config, 'routeConfig');
  if (inline !== undefined) return matchAllCluster(inline) ?? `Inline Route: ${inlineRoutes(inline)}`;
  const name = textAt(config, 'rds', 'routeConfigName');
  return name === '' ? 'HTTP' : `Route: ${name}`;
}

/** PassthroughCluster and its like say what they are by their names. */
const clusterText = (name: string): string => (name.includes('Cluster') ? name : `Cluster: ${name}`);

/** The cluster of routes that are one route for everything. */
function matchAllCluster(routes: JsonObject): string | undefined {
  const [host, ...otherHosts] = objectsAt(routes, 'virtualHosts');
  const [route, ...otherRoutes] = objectsAt(host, 'routes');
  const isAll =
    otherHosts.length + otherRoutes.length === 0 &&
    textsAt(host, 'domains').join() === '*' &&
    textAt(route, 'match', 'prefix') === '/';
  const cluster = objectAt(route, 'route')?.cluster;
  return isAll && typeof cluster === 'string' ? clusterText(cluster) : undefined;
}

const inlineRoutes = (routes: JsonObject): string =>
  objectsAt(routes, 'virtualHosts')
    .map((host) => {
      const domains = textsAt(host, 'domains').join('/');
      const paths = objectsAt(host, 'routes')
        .map((route) => pathOf(objectAt(route, 'match')))
        .join(', ');
      return domains === '*' || domains === '' ? paths : `${domains} ${paths}`;
    })
    .join('; ');
