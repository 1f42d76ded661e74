import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MeshwrightError } from '../../src/base/errors.ts';
import { proxyOverview } from '../../src/output/proxy-overview.ts';
import { hostTable } from '../../src/output/proxy-tables.ts';
import { ztunnelOverview } from '../../src/output/ztunnel-overview.ts';
import { authorizationPolicies } from '../../src/proxy/authorization/policies.ts';
import { compareDumps } from '../../src/proxy/compare/dumps.ts';
import { clusterStatuses, hostRows } from '../../src/proxy/envoy/cluster-status.ts';
import { ConfigDump } from '../../src/proxy/envoy/config-dump.ts';
import { extensionRows } from '../../src/proxy/envoy/extension.ts';
import { pendingUpdates } from '../../src/proxy/envoy/update-states.ts';
import { ZtunnelDump } from '../../src/proxy/ztunnel/dump.ts';
import { policyRecord } from '../../src/proxy/ztunnel/policy.ts';
import { serviceRecord } from '../../src/proxy/ztunnel/service.ts';
import { any, clusters, dumpOf, file, http, listeners, routeConfigs, section, tcp } from './dump.ts';

const socket = { socket_address: { address: '0.0.0.0', port_value: 80 } };
const rbac = {
  name: 'envoy.filters.http.rbac',
  typed_config: any('envoy.extensions.filters.http.rbac.v3.RBAC', { rules: { action: 'DENY', policies: { x: {} } } }),
};
const envoy = {
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
const ztunnel = {
  workloads: [{ uid: 'a', workloadIps: ['1'], waypoint: { destination: 'x' }, locality: { region: 'r' } }],
  services: [
    { name: 'a', vips: ['/1'], endpoints: { e: { workloadUid: 'a', port: {} } }, waypoint: { destination: 'x' } },
  ],
  policies: [{ name: 'a', rules: [[[{ principals: [{ Exact: 'x' }] }]]] }],
  certificates: [{ identity: 'a', state: 'x', certChain: [{ serialNumber: '1' }], rootCerts: [{}] }],
  workloadState: { a: { info: { name: 'a' }, connections: { inbound: [{ src: '1:1' }], outbound: [{}] } } },
};
const status = { cluster_statuses: [{ name: 'a', host_statuses: [{ address: socket, health_status: {} }] }] };

const surprise = fc.constantFrom<unknown>(
  null,
  0,
  -1,
  '',
  'x',
  true,
  [],
  {},
  [null],
  [[]],
  { a: null },
  ['x', 1],
  '\u0000',
);

/** The value with some part of it replaced: the steps choose the way down. */
function spoilt(value: unknown, steps: readonly number[], other: unknown): unknown {
  const [step, ...more] = steps;
  if (step === undefined || typeof value !== 'object' || value === null) return other;
  const keys = Object.keys(value);
  if (keys.length === 0) return other;
  const key = keys[step % keys.length]!;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  copy[key] = spoilt(copy[key], more, other);
  return copy;
}

function survives(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(MeshwrightError);
  }
}

const way = fc.array(fc.nat({ max: 40 }), { maxLength: 14 });
const all = { fqdn: '', direction: '', subset: '', port: 0, address: '', type: '', name: '', status: '', cluster: '' };

it('a dump of Envoy may hold anything', () => {
  fc.assert(
    fc.property(way, way, surprise, surprise, (one, other, a, b) => {
      const text = file(spoilt(spoilt(envoy, one, a), other, b));
      survives(() => {
        const dump = new ConfigDump(text);
        survives(() => proxyOverview(dump, { ...all, verbose: true, withHeaders: true, now: 0 }));
        survives(() => authorizationPolicies(dump));
        survives(() => extensionRows(dump));
        survives(() => JSON.parse(dump.text()));
        survives(() => compareDumps(new ConfigDump(dumpOf(...envoy.configs)), dump));
        for (const part of ['clusters', 'listeners', 'secrets'] as const) survives(() => pendingUpdates(dump, part));
      });
    }),
    { seed: 21, numRuns: 1500 },
  );
});

it('so may a dump of ztunnel, and what Envoy says of its clusters', () => {
  fc.assert(
    fc.property(way, surprise, (steps, other) => {
      survives(() => {
        const dump = new ZtunnelDump(file(spoilt(ztunnel, steps, other)));
        ztunnelOverview(dump, 0, true);
        dump.all('services').map(serviceRecord);
        dump.all('policies').map(policyRecord);
      });
      survives(() => hostTable(hostRows(clusterStatuses(file(spoilt(status, steps, other))), all)));
    }),
    { seed: 22, numRuns: 1500 },
  );
});
