import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../src/resources/json.ts';
import { any } from '../proxy/dump.ts';
import { selfSigned } from './certificate.ts';
import { type RunningEnvoy, startEnvoy } from './envoy.ts';

type Fields = Readonly<Record<string, Json>>;

/** What an Envoy is given as istiod would give it: by CDS, LDS, EDS and SDS, here from files. */
export interface Configuration {
  readonly clusters: readonly Fields[];
  readonly listeners: readonly Fields[];
  readonly assignments: readonly Fields[];
}

/** An Envoy with a configuration of its own. */
export interface ConfiguredEnvoy extends RunningEnvoy {
  /** What its admin interface answers, by a request of the test's own. */
  ask(path: string): Promise<string>;
}

/** Starts an Envoy that reads its resources from files, and waits until it has all of them. */
export async function startConfiguredEnvoy(
  configuration: Configuration,
  { adminPort = 0, ids = ['cart'] }: { readonly adminPort?: number; readonly ids?: readonly string[] } = {},
): Promise<ConfiguredEnvoy> {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-envoy-files-'));
  const { certificate, key } = selfSigned(ids);
  const pem = (text: string) => ({ inline_bytes: Buffer.from(text).toString('base64') });
  const write = (name: string, type: string, resources: readonly Fields[]) => {
    const answer = { version_info: '1', resources: resources.map((one) => any(type, one)) };
    // Paths to other files are written where they stand for the folder.
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(answer).replaceAll('FOLDER', folder));
  };
  write('clusters', 'envoy.config.cluster.v3.Cluster', configuration.clusters);
  write('listeners', 'envoy.config.listener.v3.Listener', configuration.listeners);
  // Envoy takes one secret from a file, and for a cluster one assignment.
  for (const one of [
    { name: 'default', tls_certificate: { certificate_chain: pem(certificate), private_key: pem(key) } },
    { name: 'ROOTCA', validation_context: { trusted_ca: pem(certificate) } },
  ])
    write(one.name, 'envoy.extensions.transport_sockets.tls.v3.Secret', [one]);
  for (const one of configuration.assignments)
    write(fileName(String(one.cluster_name)), 'envoy.config.endpoint.v3.ClusterLoadAssignment', [one]);
  const envoy = await startEnvoy(
    {
      dynamic_resources: {
        cds_config: { path_config_source: { path: join(folder, 'clusters.json') }, resource_api_version: 'V3' },
        lds_config: { path_config_source: { path: join(folder, 'listeners.json') }, resource_api_version: 'V3' },
      },
      static_resources: { clusters: [{ name: 'agent', type: 'STATIC', connect_timeout: '1s' }] },
    },
    adminPort,
  );
  return {
    ...envoy,
    ask: async (path) => (await fetch(`http://127.0.0.1:${envoy.adminPort}/${path}`)).text(),
    stop: async () => {
      await envoy.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A source that names a file beside the others. */
export const fromFile = (name: string): JsonObject => ({
  path_config_source: { path: `FOLDER/${name}.json` },
  resource_api_version: 'V3',
});

const fileName = (cluster: string): string => cluster.replace(/\W+/g, '-');

const socket = (address: string, port_value: number) => ({ socket_address: { address, port_value } });

/** An endpoint cluster whose calls present the certificate named default. */
export const cluster = (name: string): Fields => ({
  name,
  type: 'EDS',
  connect_timeout: '1s',
  eds_cluster_config: { eds_config: fromFile(fileName(name)) },
  metadata: {
    filter_metadata: { istio: { config: '/apis/networking.istio.io/v1/namespaces/shop/destination-rule/cart' } },
  },
  transport_socket: {
    name: 'envoy.transport_sockets.tls',
    typed_config: any('envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext', {
      common_tls_context: {
        tls_certificate_sds_secret_configs: [{ name: 'default', sds_config: fromFile('default') }],
        validation_context_sds_secret_config: { name: 'ROOTCA', sds_config: fromFile('ROOTCA') },
      },
    }),
  },
});

export const assignment = (cluster_name: string, address: string): Fields => ({
  cluster_name,
  endpoints: [
    {
      locality: { region: 'here', zone: 'a' },
      lb_endpoints: [{ endpoint: { address: socket(address, 8080) }, health_status: 'HEALTHY' }],
    },
  ],
});

/** A listener that is bound to no port, with a route of its own and an AuthorizationPolicy's filter. */
export const listener = (name: string, port: number, to: string): Fields => ({
  name,
  address: socket('127.0.0.1', port),
  bind_to_port: false,
  filter_chains: [
    {
      filters: [
        {
          name: 'envoy.filters.network.http_connection_manager',
          typed_config: any('envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager', {
            stat_prefix: name,
            route_config: {
              name: String(port),
              virtual_hosts: [
                { name: 'cart', domains: ['cart'], routes: [{ match: { prefix: '/' }, route: { cluster: to } }] },
              ],
            },
            http_filters: [
              {
                name: 'envoy.filters.http.rbac',
                typed_config: any('envoy.extensions.filters.http.rbac.v3.RBAC', {
                  rules: {
                    policies: {
                      'ns[shop]-policy[viewer]-rule[0]': { permissions: [{ any: true }], principals: [{ any: true }] },
                    },
                  },
                }),
              },
              {
                name: 'envoy.filters.http.router',
                typed_config: any('envoy.extensions.filters.http.router.v3.Router'),
              },
            ],
          }),
        },
      ],
    },
  ],
});

/** An application's sidecar, in little. */
export const shop: Configuration = {
  clusters: [cluster('outbound|80||cart.shop.svc.cluster.local'), cluster('outbound|81|v1|web.shop.svc.cluster.local')],
  assignments: [
    assignment('outbound|80||cart.shop.svc.cluster.local', '10.0.0.1'),
    assignment('outbound|81|v1|web.shop.svc.cluster.local', '10.0.0.2'),
  ],
  listeners: [
    listener('cart', 8080, 'outbound|80||cart.shop.svc.cluster.local'),
    listener('web', 8081, 'outbound|81|v1|web.shop.svc.cluster.local'),
  ],
};
