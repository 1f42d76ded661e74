import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/resources/json.ts';
import { customResourceDefinitions } from '../../src/schema/crd.ts';
import { any } from '../proxy/dump.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { type ConfiguredEnvoy, fromFile, startConfiguredEnvoy } from './envoy-configuration.ts';
import { installCrds } from './install-crds.ts';
import { type StandInKubelet, startKubelet } from './kubelet.ts';
import { nodeName, registerNode } from './node.ts';
import { runCommand } from './run-command.ts';

let server: ApiServer;
let kubelet: StandInKubelet;
/** One whose inbound listener takes mutual TLS alone, one that takes plaintext as well. */
let strict: ConfiguredEnvoy;
let permissive: ConfiguredEnvoy;

const tls = {
  name: 'envoy.transport_sockets.tls',
  typed_config: any('envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext', {
    require_client_certificate: true,
    common_tls_context: {
      tls_certificate_sds_secret_configs: [{ name: 'default', sds_config: fromFile('default') }],
      validation_context_sds_secret_config: { name: 'ROOTCA', sds_config: fromFile('ROOTCA') },
    },
  }),
};
const sink = {
  name: 'envoy.filters.network.tcp_proxy',
  typed_config: any('envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy', { stat_prefix: 'in', cluster: 'agent' }),
};
const chain = (port: number, transport: string): Json => ({
  name: `${port}-${transport}`,
  filter_chain_match: { ...(port > 0 && { destination_port: port }), transport_protocol: transport },
  filters: [sink],
  ...(transport === 'tls' && { transport_socket: tls }),
});
const inbound = (...filter_chains: Json[]) => ({
  clusters: [],
  assignments: [],
  listeners: [
    {
      name: 'virtualInbound',
      traffic_direction: 'INBOUND',
      bind_to_port: false,
      address: { socket_address: { address: '127.0.0.1', port_value: 15006 } },
      filter_chains,
    },
  ],
});

const pod = (name: string): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `${name}-1`, namespace: 'shop', labels: { app: name, 'security.istio.io/tlsMode': 'istio' } },
  spec: {
    nodeName,
    containers: [
      { name: 'app', image: 'app', ports: [{ name: 'main', containerPort: 8080 }] },
      { name: 'istio-proxy', image: 'proxyv2' },
    ],
  },
});

beforeAll(async () => {
  const spiffe = ['spiffe://cluster.local/ns/shop/sa/default'];
  [server, kubelet, strict, permissive] = await Promise.all([
    startApiServer({ users: ['reader'] }),
    startKubelet(),
    startConfiguredEnvoy(inbound(chain(8080, 'tls'), chain(0, 'tls')), { ids: spiffe }),
    startConfiguredEnvoy(inbound(chain(8080, 'tls'), chain(8080, 'raw_buffer'), chain(0, 'tls')), { ids: spiffe }),
  ]);
  await installCrds(server, await customResourceDefinitions());
  await registerNode(server, kubelet.port);
  await server.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  for (const name of ['cart', 'web']) await server.apply(pod(name));
  await server.applyYaml(`
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: tcp, port: 80, targetPort: main }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: cart-1, namespace: shop, labels: { kubernetes.io/service-name: cart } }
addressType: IPv4
ports: [{ name: tcp, port: 8080 }]
endpoints: [{ addresses: [10.0.0.1], targetRef: { kind: Pod, name: cart-1, namespace: shop } }]
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: strict, namespace: shop }
spec: { mtls: { mode: STRICT } }`);
});
afterAll(async () => {
  await Promise.all([strict, permissive, kubelet, server].map((one) => one?.stop()));
});
beforeEach(() => {
  kubelet.serve('shop/cart-1', { ports: { 15000: strict.adminPort } });
  kubelet.serve('shop/web-1', { ports: { 15000: strict.adminPort } });
});

const mtls = (...args: string[]) => runCommand(server, ['mtls', '-n', 'shop', ...args]);

describe('mtls from a cluster', () => {
  it('tells what its resources say', async () => {
    const { status, stdout, stderr } = await mtls('--assert', 'STRICT');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^shop\/cart-1 +8080 +STRICT +namespace +PeerAuthentication shop\/strict$/m);
    expect(stdout).toMatch(/^cart\.shop:80 +shop\/cart-1:8080 +.*mTLS +auto mTLS$/m);
    const { ports } = JSON.parse((await mtls('-o', 'json')).stdout);
    expect(ports[0]).toMatchObject({ decidedBy: { reference: '', path: 'spec.mtls.mode' }, dataPlane: 'sidecar' });
  });

  it('says what the user may not read', async () => {
    const ended = await runCommand(server, ['mtls'], { user: 'reader' });
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain('the user may not list ');
  });
});

describe('mtls --verify-proxies', () => {
  it('is content with proxies that do so', async () => {
    const { status, stdout, stderr } = await mtls('--verify-proxies', '--assert', 'STRICT');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/\nProxies do as the resources say: 2 proxies \(2 ports, 0 calls, 2 certificates\)\.\n$/);
  });

  it('finds the one that takes plaintext', async () => {
    kubelet.serve('shop/web-1', { ports: { 15000: permissive.adminPort } });
    const { status, stdout } = await mtls('--verify-proxies', '-o', 'json');
    expect(status).toBe(79);
    expect(JSON.parse(stdout).verification).toMatchObject({
      proxies: ['cart-1.shop', 'web-1.shop'],
      disagreements: [{ proxy: 'web-1.shop', about: 'port shop/web-1:8080', expected: 'STRICT', found: 'PERMISSIVE' }],
    });
  });

  it('tells of proxies that do not answer, and of the others all the same', async () => {
    kubelet.serve('shop/web-1', {});
    const { status, stdout, stderr } = await mtls('--verify-proxies');
    expect(status).toBe(1);
    expect(stdout).toContain('1 proxy (1 port, 0 calls, 1 certificate)');
    expect(stderr).toContain('error: nothing listens on port 15000 of Pod shop/web-1');
    kubelet.serve('shop/cart-1', {});
    expect(await mtls('--verify-proxies')).toMatchObject({ status: 1, stdout: '' });
  });
});
