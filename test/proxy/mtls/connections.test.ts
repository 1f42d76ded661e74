import { describe, expect, it } from 'vitest';
import type { Mode } from '../../../src/proxy/mtls/peer-authentication.ts';
import {
  callsToCart,
  deployment,
  destinationRule,
  namespace,
  peerAuthentication,
  peerAuthentications,
  reportOf,
  service,
  shopWorld,
  shown,
  sidecar,
} from '../../support/mtls.ts';

const selector = 'selector: {matchLabels: {app: cart}}';
const modes: readonly Mode[] = ['STRICT', 'PERMISSIVE', 'DISABLE'];
const tlsModes = ['DISABLE', 'ISTIO_MUTUAL', 'SIMPLE', 'MUTUAL'] as const;

/** What settings of a client come to in each mode of the server, whose port is one of HTTP. */
const withTls: Readonly<Record<(typeof tlsModes)[number], Readonly<Record<Mode, string>>>> = {
  DISABLE: { STRICT: 'plaintext refused', PERMISSIVE: 'plaintext reached', DISABLE: 'plaintext reached' },
  ISTIO_MUTUAL: { STRICT: 'mTLS reached', PERMISSIVE: 'mTLS reached', DISABLE: 'mTLS refused' },
  SIMPLE: { STRICT: 'TLS refused', PERMISSIVE: 'TLS refused', DISABLE: 'TLS refused' },
  MUTUAL: { STRICT: 'TLS refused', PERMISSIVE: 'TLS refused', DISABLE: 'TLS refused' },
};

/** Without settings: what the namespace is in is the first thing that auto mTLS asks, the endpoint's own mode the next. */
function auto(inNamespace: Mode, own: Mode): string {
  if (inNamespace === 'DISABLE' || own === 'DISABLE')
    return own === 'STRICT' ? 'plaintext refused' : 'plaintext reached';
  return 'mTLS reached';
}

describe('calls between sidecars', () => {
  const said = [undefined, ...modes];

  it.each(said)('in every mode of mesh, namespace, workload and port, with every DestinationRule: mesh %s', (mesh) => {
    for (const inNamespace of said) {
      for (const workload of said) {
        for (const port of said) {
          const policies = peerAuthentications(mesh, inNamespace, workload, port);
          const general = inNamespace ?? mesh ?? 'PERMISSIVE';
          const mode = port ?? workload ?? general;
          const world = [...shopWorld, ...policies];
          expect(callsToCart(world, 'shop/web'), policies.join('\n')).toEqual([auto(general, mode)]);
          for (const tls of tlsModes) {
            const rule = destinationRule('d', 'shop', `host: cart, trafficPolicy: {tls: {mode: ${tls}}}`);
            expect(callsToCart([...world, rule], 'other/cli'), `${tls}\n${policies.join('\n')}`).toEqual([
              withTls[tls][mode],
            ]);
          }
          const outside = mode === 'STRICT' ? 'plaintext refused' : 'plaintext reached';
          expect(callsToCart(world, 'bare/old'), policies.join('\n')).toEqual([outside]);
        }
      }
    }
  });

  const strict = peerAuthentication('ns', 'shop', 'mtls: {mode: STRICT}');
  const rule = (spec: string, name = 'd', from = 'shop') => destinationRule(name, from, spec);
  const off = 'trafficPolicy: {tls: {mode: DISABLE}}';
  const on = 'trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}';

  it.each<[what: string, documents: string[], web: string, cli: string, config?: string]>([
    ['auto mTLS may be off', [strict], 'plaintext refused', 'plaintext refused', 'enableAutoMtls: false'],
    [
      'a rule of the client’s namespace comes first',
      [strict, rule(`host: cart.shop.svc.cluster.local, ${off}`, 'c', 'other')],
      'mTLS reached',
      'plaintext refused',
    ],
    [
      'the service’s namespace hides the root’s',
      [strict, rule(`host: "*.local", ${off}`, 'all', 'istio-system'), rule('host: cart')],
      'mTLS reached',
      'mTLS reached',
    ],
    [
      'the root’s counts where no other does',
      [strict, rule(`host: "*.local", ${off}`, 'all', 'istio-system')],
      'plaintext refused',
      'plaintext refused',
    ],
    [
      'a third namespace’s does not count',
      [strict, rule(`host: cart.shop.svc.cluster.local, ${off}`, 'c', 'bare')],
      'mTLS reached',
      'mTLS reached',
    ],
    [
      'a rule may be its namespace’s own',
      [strict, rule(`host: cart, exportTo: ["."], ${off}`)],
      'plaintext refused',
      'mTLS reached',
    ],
    [
      'a rule may be for one other namespace',
      [strict, rule(`host: cart, exportTo: [other], ${off}`)],
      'mTLS reached',
      'plaintext refused',
    ],
    [
      'rules may be private by default',
      [strict, rule(`host: cart, ${off}`)],
      'plaintext refused',
      'mTLS reached',
      'defaultDestinationRuleExportTo: ["."]',
    ],
    [
      'an exact host comes before a wildcard',
      [strict, rule(`host: "*.shop.svc.cluster.local", ${off}`, 'a'), rule(`host: cart, ${on}`, 'b')],
      'mTLS reached',
      'mTLS reached',
    ],
    [
      'a longer wildcard comes first',
      [strict, rule(`host: "*.local", ${off}`, 'a'), rule(`host: "*.shop.svc.cluster.local", ${on}`, 'b')],
      'mTLS reached',
      'mTLS reached',
    ],
    [
      'of two for one host the first policy counts',
      [strict, rule(`host: cart, ${on}`, 'a'), rule(`host: cart, ${off}`, 'b')],
      'mTLS reached',
      'mTLS reached',
    ],
    [
      'a selector picks clients of its namespace',
      [strict, rule(`host: cart, workloadSelector: {matchLabels: {app: web}}, ${off}`)],
      'plaintext refused',
      'mTLS reached',
    ],
    [
      'a selector that picks others leaves the general rule',
      [
        strict,
        rule(`host: cart, workloadSelector: {matchLabels: {app: x}}, ${off}`, 'a'),
        rule(`host: cart, ${on}`, 'b'),
      ],
      'mTLS reached',
      'mTLS reached',
    ],
    [
      'settings of a port stand for all others',
      [
        strict,
        rule(
          `host: cart, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}, portLevelSettings: [{port: {number: 80}, tls: {mode: DISABLE}}]}`,
        ),
      ],
      'plaintext refused',
      'plaintext refused',
    ],
    [
      'settings of another port do not',
      [strict, rule(`host: cart, trafficPolicy: {portLevelSettings: [{port: {number: 8080}, tls: {mode: DISABLE}}]}`)],
      'mTLS reached',
      'mTLS reached',
    ],
    [
      'a port without TLS settings leaves endpoints unmarked',
      [strict, rule(`host: cart, trafficPolicy: {tls: {mode: DISABLE}, portLevelSettings: [{port: {number: 80}}]}`)],
      'plaintext refused',
      'plaintext refused',
    ],
    [
      'TLS without a mode is DISABLE',
      [strict, rule('host: cart, trafficPolicy: {tls: {}}')],
      'plaintext refused',
      'plaintext refused',
    ],
    [
      'a Secret is for rules with a selector',
      [rule('host: cart, trafficPolicy: {tls: {mode: SIMPLE, credentialName: s}}')],
      'plaintext reached',
      'plaintext reached',
    ],
    [
      'a short host is of the rule’s namespace',
      [strict, rule(`host: cart, ${off}`, 'c', 'other')],
      'mTLS reached',
      'mTLS reached',
    ],
    [
      'an unexported Service is passed through',
      [service('cart', 'shop', '', 'networking.istio.io/exportTo: "."')],
      'mTLS reached',
      'plaintext reached',
    ],
    [
      'an unexported Service is refused in STRICT',
      [strict, service('cart', 'shop', '', 'networking.istio.io/exportTo: "."')],
      'mTLS reached',
      'plaintext refused',
    ],
    [
      'or blocked',
      [service('cart', 'shop', '', 'networking.istio.io/exportTo: "."')],
      'mTLS reached',
      'plaintext blocked',
      'outboundTrafficPolicy: {mode: REGISTRY_ONLY}',
    ],
    [
      'a Sidecar hides what it does not import',
      [strict, sidecar('s', 'other', 'egress: [{hosts: ["./*"]}]')],
      'mTLS reached',
      'plaintext refused',
    ],
    [
      'a Sidecar may block it',
      [sidecar('s', 'other', 'outboundTrafficPolicy: {mode: REGISTRY_ONLY}, egress: [{hosts: ["~/*"]}]')],
      'mTLS reached',
      'plaintext blocked',
    ],
    [
      'a Sidecar imports by namespace and host',
      [strict, sidecar('s', 'other', 'egress: [{hosts: ["shop/cart.shop.svc.cluster.local"]}]')],
      'mTLS reached',
      'mTLS reached',
    ],
    [
      'a Sidecar imports by port',
      [strict, sidecar('s', 'other', 'egress: [{port: {number: 81, protocol: HTTP}, hosts: ["*/*"]}]')],
      'mTLS reached',
      'plaintext refused',
    ],
    [
      'a Sidecar of the root namespace is for all without their own',
      [strict, sidecar('s', 'istio-system', 'egress: [{hosts: ["./*"]}]')],
      'mTLS reached',
      'plaintext refused',
    ],
    [
      'a Sidecar with a selector comes first',
      [
        strict,
        sidecar('a', 'other', 'egress: [{hosts: ["./*"]}]'),
        sidecar('b', 'other', 'workloadSelector: {labels: {app: cli}}, egress: [{hosts: ["*/*"]}]'),
      ],
      'mTLS reached',
      'mTLS reached',
    ],
    ['a Sidecar without egress imports all', [strict, sidecar('s', 'other', '')], 'mTLS reached', 'mTLS reached'],
  ])('%s', (_, documents, web, cli, config) => {
    const world = [...shopWorld, ...documents];
    expect({ web: callsToCart(world, 'shop/web', config), cli: callsToCart(world, 'other/cli', config) }).toEqual({
      web: [web],
      cli: [cli],
    });
  });

  it.each<[what: string, server: string[], expected: string]>([
    [
      'a Pod that does not offer mTLS',
      [deployment('cart', 'shop', 'security.istio.io/tlsMode: disabled')],
      'plaintext refused',
    ],
    [
      'a port that annotations keep from its proxy',
      [deployment('cart', 'shop', '', 'traffic.sidecar.istio.io/excludeInboundPorts: "8080"')],
      'mTLS refused',
    ],
    ['a headless Service', [service('cart', 'shop', 'clusterIP: None')], 'mTLS reached'],
    [
      'a headless Service with a Pod outside the mesh',
      [service('cart', 'shop', 'clusterIP: None'), deployment('cart', 'shop', 'sidecar.istio.io/inject: "false"')],
      'plaintext reached',
    ],
  ])('to %s', (_, server, expected) => {
    const strictly = [...shopWorld, strict, ...server];
    expect(callsToCart(strictly, 'shop/web')).toEqual([expected]);
  });

  it('to a headless Service is to all its Pods alike, whatever a workload takes', () => {
    const world = [
      ...shopWorld,
      service('cart', 'shop', 'clusterIP: None'),
      peerAuthentication('w', 'shop', `${selector}, mtls: {mode: DISABLE}`),
    ];
    expect(callsToCart(world, 'shop/web')).toEqual(['mTLS refused']);
  });

  it('from a port that annotations keep from the client’s proxy', () => {
    const client = deployment('web', 'shop', '', 'traffic.sidecar.istio.io/excludeOutboundPorts: "80"');
    expect(callsToCart([...shopWorld, strict, client], 'shop/web')).toEqual(['plaintext refused']);
  });

  it('by subsets go by the subset’s settings over the rule’s', () => {
    const subsets =
      'subsets: [{name: a, labels: {app: cart}, trafficPolicy: {tls: {mode: DISABLE}}}, {name: b, labels: {app: cart}}, {name: none, labels: {app: x}}]';
    const routes = ['a', 'b', 'none', 'absent'].map(
      (name) => `{route: [{destination: {host: cart, subset: ${name}}}]}`,
    );
    const virtualService = `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: v, namespace: shop}\nspec: {hosts: [cart], http: [${routes.join(', ')}]}`;
    const { connections } = reportOf(
      [...shopWorld, strict, rule(`host: cart, ${on}, ${subsets}`), virtualService],
      '',
      { client: 'shop/web' },
    );
    const toCart = connections.filter(({ host }) => host?.name.startsWith('cart.'));
    expect(toCart.map((one) => `${one.target?.subset}: ${shown(one)}`)).toEqual([
      'a: plaintext refused',
      'b: mTLS reached',
      'none: mTLS no endpoint',
      'absent: plaintext no endpoint',
    ]);
  });

  it('name what decides, the client’s side first', () => {
    const world = [...shopWorld, strict, rule(`host: cart, ${off}`)];
    const [call] = reportOf(world, '', {
      client: 'shop/web',
      server: { workload: 'shop/cart', port: 8080 },
    }).connections;
    expect(call!.decidedBy.map(({ resource, path }) => `${resource.origin} ${path.join('.')}`)).toEqual([
      'DestinationRule shop/d spec.trafficPolicy.tls',
      'PeerAuthentication shop/ns spec.mtls.mode',
    ]);
    expect(call!.reason).toBe('tls.mode is DISABLE; the server’s mode is STRICT');
  });
});

describe('calls to what is no sidecar', () => {
  const to = (documents: string[], client = 'shop/web') => callsToCart([...shopWorld, ...documents], client);
  const bare = deployment('cart', 'shop', 'sidecar.istio.io/inject: "false"');
  const ambient = deployment('cart', 'shop', 'sidecar.istio.io/inject: "false", istio.io/dataplane-mode: ambient');
  const tls = (mode: string) => destinationRule('d', 'shop', `host: cart, trafficPolicy: {tls: {mode: ${mode}}}`);
  const strict = peerAuthentication('ns', 'shop', 'mtls: {mode: STRICT}');

  it.each<[what: string, documents: string[], expected: string, client?: string]>([
    ['a bare Pod', [bare], 'plaintext reached'],
    ['a bare Pod, whatever the policy', [bare, strict], 'plaintext reached'],
    ['a bare Pod with ISTIO_MUTUAL', [bare, tls('ISTIO_MUTUAL')], 'mTLS refused'],
    ['a bare Pod with TLS of its own', [bare, tls('SIMPLE')], 'TLS reached'],
    ['ambient from a sidecar', [ambient, strict], 'HBONE reached'],
    ['ambient from outside', [ambient], 'plaintext reached', 'bare/old'],
    ['STRICT ambient from outside', [ambient, strict], 'plaintext refused', 'bare/old'],
  ])('%s', (_, documents, expected, client) => expect(to(documents, client)).toEqual([expected]));

  it.each<[what: string, documents: string[], expected: string, config?: string]>([
    ['a sidecar that takes tunnels', [deployment('cart', 'shop', 'networking.istio.io/tunnel: http')], 'HBONE reached'],
    [
      'a sidecar, injected to take tunnels',
      [],
      'HBONE reached',
      'defaultConfig: {proxyMetadata: {ISTIO_META_ENABLE_HBONE: "true"}}',
    ],
    ['a sidecar that does not', [], 'plaintext refused'],
    ['ambient', [ambient], 'HBONE reached'],
    ['a bare Pod', [bare], 'plaintext reached'],
  ])('from ambient to %s', (_, documents, expected, config) => {
    const inAmbient = [namespace('amb', 'istio.io/dataplane-mode: ambient'), deployment('a', 'amb')];
    expect(callsToCart([...shopWorld, ...inAmbient, strict, ...documents], 'amb/a', config)).toEqual([expected]);
  });

  it('to a workload that no Service leads to go by its address', () => {
    const { connections } = reportOf([...shopWorld, peerAuthentication('o', 'other', 'mtls: {mode: STRICT}')], '', {
      server: { workload: 'other/cli' },
    });
    expect(connections.map((one) => `${one.client.fullName} ${one.way} ${shown(one)}`)).toEqual([
      'shop/cart passthrough plaintext refused',
      'shop/web passthrough plaintext refused',
      'bare/old no proxy plaintext refused',
    ]);
  });

  it('outside the mesh are what the DestinationRule says, and what comes of them is not known', () => {
    const entry =
      'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: e, namespace: shop}\nspec: {hosts: [api.example.com], resolution: DNS, ports: [{number: 443, name: tls, protocol: TLS}]}';
    const call = (...more: string[]) =>
      reportOf([...shopWorld, entry, ...more], '', { client: 'shop/web' })
        .connections.filter(({ host }) => host?.name === 'api.example.com')
        .map(shown);
    expect(call()).toEqual(['plaintext undecided']);
    expect(call(destinationRule('d', 'shop', 'host: api.example.com, trafficPolicy: {tls: {mode: SIMPLE}}'))).toEqual([
      'TLS undecided',
    ]);
  });
});
