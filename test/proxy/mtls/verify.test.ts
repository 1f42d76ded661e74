import { describe, expect, it } from 'vitest';
import { ConfigDump } from '../../../src/proxy/envoy/config-dump.ts';
import { mtlsReport } from '../../../src/proxy/mtls/report.ts';
import { isOf, proxyOwner } from '../../../src/proxy/mtls/verify/owner.ts';
import { type Verification, verifyProxy } from '../../../src/proxy/mtls/verify/verify-proxy.ts';
import type { Json } from '../../../src/resources/json.ts';
import { destinationRule, meshOf, peerAuthentication, shopWorld } from '../../support/mtls.ts';
import { leaf } from '../certificates.ts';
import { any, clusters, file, listeners, section } from '../dump.ts';

type Fields = Readonly<Record<string, Json>>;

const host = 'cart.shop.svc.cluster.local';
const cart = 'spiffe://cluster.local/ns/shop/sa/default';
const raw = { name: 'raw', typed_config: any('envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer') };
const downstream = (require_client_certificate: boolean): Json => ({
  name: 'tls',
  typed_config: any('envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext', { require_client_certificate }),
});
const upstream = (ids: readonly string[] = [cart], certificate = 'default'): Json => ({
  name: 'tls',
  typed_config: any('envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext', {
    common_tls_context: {
      ...(certificate && { tls_certificate_sds_secret_configs: [{ name: certificate }] }),
      combined_validation_context: {
        default_validation_context: { match_subject_alt_names: ids.map((exact) => ({ exact })) },
      },
    },
  }),
});
const auto = (...ids: string[]): Fields => ({
  transport_socket_matches: [
    { name: 'tlsMode-istio', match: { tlsMode: 'istio' }, transport_socket: upstream(ids.length === 0 ? [cart] : ids) },
    { name: 'tlsMode-disabled', match: {}, transport_socket: raw },
  ],
});

const chain = (port: number | undefined, transport: string, socket?: Json): Json => ({
  filter_chain_match: { ...(port && { destination_port: port }), ...(transport && { transport_protocol: transport }) },
  ...(socket !== undefined && { transport_socket: socket }),
});
const inbound = (...filter_chains: Json[]): Json => listeners([{ name: 'virtualInbound', filter_chains }]);
const strict = inbound(chain(8080, 'tls', downstream(true)), chain(undefined, 'tls', downstream(true)));

const outbound = (fields: Fields, tlsMode = 'istio', workload = 'cart;shop;cart;v1;Kubernetes'): Json[] => [
  clusters([{ name: `outbound|80||${host}`, type: 'EDS', ...fields }]),
  section('Endpoints', {
    dynamic_endpoint_configs: [
      {
        endpoint_config: any('envoy.config.endpoint.v3.ClusterLoadAssignment', {
          cluster_name: `outbound|80||${host}`,
          endpoints: [
            {
              lb_endpoints: [
                {
                  metadata: {
                    filter_metadata: {
                      istio: { workload },
                      ...(tlsMode && { 'envoy.transport_socket_match': { tlsMode } }),
                    },
                  },
                },
              ],
            },
          ],
        }),
      },
    ],
  }),
];

const policies = [peerAuthentication('strict', 'shop', 'mtls: {mode: STRICT}')];
/** What a proxy of a workload does otherwise than the shop's resources, and those given, say. */
function verified(
  workload: string,
  configs: readonly Json[],
  more: readonly string[] = policies,
  now = 0,
): Verification {
  const report = mtlsReport(meshOf([...shopWorld, ...more]));
  const all = [...report.ports.map((port) => port.workload), ...report.connections.map(({ client }) => client)];
  return verifyProxy(
    report,
    { workload: all.find(({ fullName }) => fullName === workload)!, dump: new ConfigDump(file({ configs })) },
    { trustDomain: 'cluster.local', now },
  );
}
const texts = ({ disagreements }: Verification) =>
  disagreements.map(({ about, expected, found }) => `${about}: ${expected} / ${found}`);

describe('inbound filter chains', () => {
  it.each<[string, Json, readonly string[], string[]]>([
    ['STRICT as it should be', strict, policies, []],
    [
      'plaintext as well',
      inbound(
        chain(8080, 'tls', downstream(true)),
        chain(8080, 'raw_buffer'),
        chain(undefined, 'tls', downstream(true)),
      ),
      policies,
      ['port shop/cart:8080: STRICT / PERMISSIVE'],
    ],
    [
      'no client certificate',
      inbound(chain(8080, 'tls', downstream(false)), chain(undefined, 'tls', downstream(true))),
      policies,
      ['port shop/cart:8080: STRICT / TLS'],
    ],
    ['all ports alike', inbound(chain(undefined, 'tls', downstream(true))), policies, []],
    ['plaintext only', inbound(chain(undefined, '')), policies, ['port shop/cart:8080: STRICT / DISABLE']],
    ['nothing', inbound(chain(9999, '')), policies, ['port shop/cart:8080: STRICT / nothing']],
    ['PERMISSIVE', inbound(chain(8080, 'tls', downstream(true)), chain(8080, 'raw_buffer')), [], []],
    ['STRICT where nothing asks for it', strict, [], ['port shop/cart:8080: PERMISSIVE / STRICT']],
    [
      'TLS of an application beside plaintext',
      inbound(chain(8080, 'raw_buffer'), chain(8080, 'tls')),
      [peerAuthentication('off', 'shop', 'mtls: {mode: DISABLE}')],
      [],
    ],
  ])('%s', (_, listener, resources, expected) => {
    const found = verified('shop/cart', [listener], resources);
    expect(texts(found)).toEqual(expected);
    expect(found.ports).toBe(1);
  });

  it('are not looked for in a gateway, nor in a dump without listeners', () => {
    expect(verified('shop/cart', outbound(auto())).ports).toBe(0);
  });
});

describe('outbound clusters', () => {
  const about = `calls to ${host}:80 at shop/cart`;
  it.each<[string, Json[], readonly string[], string[]]>([
    ['auto mTLS', outbound(auto()), policies, []],
    ['auto mTLS to an endpoint without the mark', outbound(auto(), ''), policies, [`${about}: mTLS / plaintext`]],
    ['no TLS at all', outbound({}), policies, [`${about}: mTLS / plaintext`]],
    ['TLS of its own', outbound({ transport_socket: upstream([cart], '') }), policies, [`${about}: mTLS / TLS`]],
    [
      'another server than it takes',
      outbound(auto('spiffe://cluster.local/ns/shop/sa/other')),
      policies,
      [`${about}: a server that is ${cart} / only spiffe://cluster.local/ns/shop/sa/other will do`],
    ],
    ['one of several servers', outbound(auto('spiffe://x/ns/y/sa/z', cart)), policies, []],
    [
      'plaintext as a DestinationRule has it',
      outbound({}),
      [destinationRule('plain', 'shop', `host: ${host}, trafficPolicy: {tls: {mode: DISABLE}}`)],
      [],
    ],
    [
      'mTLS in spite of a DestinationRule',
      outbound(auto()),
      [destinationRule('plain', 'shop', `host: ${host}, trafficPolicy: {tls: {mode: DISABLE}}`)],
      [`${about}: plaintext / mTLS`],
    ],
  ])('%s', (_, configs, resources, expected) => {
    const found = verified('shop/web', configs, resources);
    expect(texts(found)).toEqual(expected);
    expect(found.calls).toBe(1);
  });

  it('tell nothing of what the dump does not hold', () => {
    expect(verified('shop/web', outbound(auto(), 'istio', 'other;shop;a;b;c'))).toMatchObject({ calls: 0 });
    expect(verified('shop/web', outbound(auto(), 'istio', 'cart;else;a;b;c'))).toMatchObject({ calls: 0 });
    expect(verified('shop/web', outbound(auto()).slice(0, 1))).toMatchObject({ calls: 0, disagreements: [] });
    expect(verified('shop/web', [strict])).toMatchObject({ calls: 0 });
  });
});

describe('certificates', () => {
  const secrets = (chain: string): Json =>
    section('Secrets', {
      dynamic_active_secrets: [
        {
          name: 'default',
          secret: any('envoy.extensions.transport_sockets.tls.v3.Secret', {
            tls_certificate: { certificate_chain: { inline_bytes: Buffer.from(chain).toString('base64') } },
          }),
        },
      ],
    });
  const LEAF = 'spiffe://shop.example/ns/shop/sa/cart';
  const at = (time: string) => Date.parse(time);
  it.each<[string, Json, number, string[]]>([
    ['in the middle of its time', secrets(leaf), at('2026-06-01T12:00:00Z'), [`certificate: ${cart} / ${LEAF}`]],
    [
      'towards its end',
      secrets(leaf),
      at('2026-06-01T23:00:00Z'),
      [
        `certificate: ${cart} / ${LEAF}`,
        'certificate: one that holds / about to expire: it should have been renewed before 2026-06-02T00:00:00.000Z',
      ],
    ],
    [
      'after its end',
      secrets(leaf),
      at('2026-06-03T00:00:00Z'),
      [`certificate: ${cart} / ${LEAF}`, 'certificate: one that holds / expired at 2026-06-02T00:00:00.000Z'],
    ],
    [
      'before its time',
      secrets(leaf),
      at('2026-05-03T00:00:00Z'),
      [`certificate: ${cart} / ${LEAF}`, 'certificate: one that holds / not valid before 2026-06-01T00:00:00.000Z'],
    ],
    ['none', secrets('no certificate'), 0, [`certificate: ${cart} / none`]],
  ])('%s', (_, configs, now, expected) => {
    expect(texts(verified('shop/cart', [configs], [], now))).toEqual(expected);
  });

  it('name who the workload is', () => {
    const account = shopWorld.map((one) =>
      one.replace('spec: {containers:', 'spec: {serviceAccountName: cart, containers:'),
    );
    const report = mtlsReport(meshOf(account));
    const workload = report.ports.find((port) => port.workload.fullName === 'shop/cart')!.workload;
    const options = { trustDomain: 'shop.example', now: at('2026-06-01T12:00:00Z') };
    const dump = new ConfigDump(file({ configs: [secrets(leaf)] }));
    expect(verifyProxy(report, { workload, dump }, options)).toMatchObject({ certificates: 1, disagreements: [] });
  });

  it('are not asked for where the dump does not tell of secrets', () => {
    expect(verified('shop/cart', [strict]).certificates).toBe(0);
  });
});

describe('whose dump it is', () => {
  const node = (fields: Fields) => section('Bootstrap', { bootstrap: { node: fields } });
  const owner = (configs: Json[], name = 'a.json') => proxyOwner(new ConfigDump(file({ configs }, name)));
  it.each([
    [[node({ id: 'sidecar~10.0.0.1~cart-1.shop~shop.svc.cluster.local' })], 'a.json', 'cart-1', 'shop'],
    [[node({ id: 'x', metadata: { NAME: 'cart-1', NAMESPACE: 'shop' } })], 'a.json', 'cart-1', 'shop'],
    [[strict], 'dumps/cart-1.shop.json', 'cart-1', 'shop'],
    [[strict], 'dump.json', 'dump', ''],
  ])('%#', (configs, name, pod, namespace) => {
    expect(owner(configs, name)).toMatchObject({ pod, namespace });
  });

  it('goes by Pods where there are some, and else by names', () => {
    const [workload] = mtlsReport(meshOf(shopWorld)).ports.map((port) => port.workload);
    const named = { namespace: 'shop', pod: 'cart-1', workload: 'cart' };
    expect(isOf(workload!, named)).toBe(true);
    expect(isOf(workload!, { ...named, namespace: 'else' })).toBe(false);
    expect(isOf({ ...workload!, pods: ['cart-2'] }, named)).toBe(false);
    expect(isOf({ ...workload!, pods: ['cart-1'] }, named)).toBe(true);
  });
});
