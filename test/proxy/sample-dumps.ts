import { leaf, root } from './certificates.ts';
import { any, clusters, http, listeners, routeConfigs, section, tcp } from './dump.ts';

const bytes = (text: string) => ({ inline_bytes: Buffer.from(text).toString('base64') });
const socket = { socket_address: { address: '0.0.0.0', port_value: 80 } };
const rbac = {
  name: 'envoy.filters.http.rbac',
  typed_config: any('envoy.extensions.filters.http.rbac.v3.RBAC', { rules: { action: 'DENY', policies: { x: {} } } }),
};
/** A config dump of Envoy that holds a bit of everything that is read. */
export const envoy = {
  configs: [
    section('Bootstrap', {
      bootstrap: { node: { metadata: { ISTIO_VERSION: '1' }, user_agent_build_version: { version: {} } } },
    }),
    clusters(
      [{ name: 'outbound|80||a', metadata: { filter_metadata: { istio: { config: 'x' } } } }],
      [{ name: 'agent' }],
    ),
    listeners([
      {
        ...{ name: 'web', address: socket, additional_addresses: [{ address: socket }], default_filter_chain: {} },
        filter_chains: [
          {
            filter_chain_match: { prefix_ranges: [{ address_prefix: 'a', prefix_len: 1 }], server_names: ['a'] },
            filters: [http({ http_filters: [rbac], route_config: { virtual_hosts: [{ domains: ['*'] }] } }), tcp('x')],
          },
        ],
      },
    ]),
    routeConfigs([
      { name: '80', virtual_hosts: [{ name: 'a', domains: ['a', 'b'], routes: [{ match: { path: '/' } }] }] },
    ]),
    section('Secrets', {
      dynamic_active_secrets: [
        {
          name: 'a',
          secret: any('envoy.extensions.transport_sockets.tls.v3.Secret', { tls_certificate: { private_key: {} } }),
        },
        {
          name: 'default',
          secret: any('envoy.extensions.transport_sockets.tls.v3.Secret', {
            name: 'default',
            tls_certificate: { certificate_chain: bytes(leaf), private_key: bytes('key') },
          }),
        },
        {
          name: 'ROOTCA',
          secret: any('envoy.extensions.transport_sockets.tls.v3.Secret', {
            name: 'ROOTCA',
            validation_context: { trusted_ca: bytes(root) },
          }),
        },
      ],
    }),
    section('Endpoints', {
      dynamic_endpoint_configs: [
        { endpoint_config: { cluster_name: 'a', endpoints: [{ lb_endpoints: [{ endpoint: {} }] }] } },
      ],
    }),
    section('Ecds', {
      ecds_filters: [{ ecds_filter: any('envoy.config.core.v3.TypedExtensionConfig', { name: 'a' }) }],
    }),
  ],
};
/** A config dump of ztunnel, likewise. */
export const ztunnel = {
  workloads: [{ uid: 'a', workloadIps: ['1'], waypoint: { destination: 'x' }, locality: { region: 'r' } }],
  services: [
    { name: 'a', vips: ['/1'], endpoints: { e: { workloadUid: 'a', port: {} } }, waypoint: { destination: 'x' } },
  ],
  policies: [{ name: 'a', rules: [[[{ principals: [{ Exact: 'x' }] }]]] }],
  certificates: [{ identity: 'a', state: 'x', certChain: [{ serialNumber: '1' }], rootCerts: [{}] }],
  workloadState: { a: { info: { name: 'a' }, connections: { inbound: [{ src: '1:1' }], outbound: [{}] } } },
};
/** What Envoy answers at /clusters?format=json. */
export const status = { cluster_statuses: [{ name: 'a', host_statuses: [{ address: socket, health_status: {} }] }] };
