import { afterAll, beforeAll, expect, it } from 'vitest';
import { customResourceDefinitions } from '../../src/schema/crd.ts';
import { any, dumpOf, listeners } from '../proxy/dump.ts';
import { type HttpAnswers, startHttpAnswers } from './http-answers.ts';
import { installCrds } from './install-crds.ts';
import { type IstiodCluster, pod, startIstiodCluster } from './istiod-pods.ts';
import { runCommand } from './run-command.ts';

/** The first access filter holds shadow rules alone, as AUDIT makes them: istioctl 1.30 falls over it. */
const rbac = (fields: object) =>
  ({
    name: 'envoy.filters.http.rbac',
    typed_config: any('envoy.extensions.filters.http.rbac.v3.RBAC', fields as never),
  }) as never;
const policies = (...names: string[]) => ({ policies: Object.fromEntries(names.map((name) => [name, {}])) });
const chain = {
  filters: [
    {
      name: 'envoy.filters.network.http_connection_manager',
      typed_config: any('envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager', {
        http_filters: [
          rbac({ shadow_rules: policies('ns[shop]-policy[audit]-rule[0]') }),
          rbac({ rules: { action: 'ALLOW', ...policies('ns[shop]-policy[gets]-rule[0]') } }),
        ],
      }),
    },
  ],
};
const route = {
  '@type': 'type.googleapis.com/envoy.admin.v3.RoutesConfigDump',
  dynamic_route_configs: [
    {
      route_config: any('envoy.config.route.v3.RouteConfiguration', {
        name: '80',
        virtual_hosts: [
          {
            name: 'cart:80',
            domains: ['cart.shop.svc.cluster.local'],
            routes: [
              {
                metadata: {
                  filter_metadata: {
                    istio: { config: '/apis/networking.istio.io/v1/namespaces/shop/virtual-service/gone' },
                  },
                },
              },
            ],
          },
        ],
      }),
    },
  ],
};

/** Injection's label: clients open mutual TLS to such Pods by themselves. */
const injected = { 'security.istio.io/tlsMode': 'istio' };

let cluster: IstiodCluster;
let envoy: HttpAnswers;

beforeAll(async () => {
  cluster = await startIstiodCluster(['nobody', 'shopkeeper']);
  const { server, kubelet } = cluster;
  await installCrds(server, await customResourceDefinitions());
  envoy = await startHttpAnswers(
    () => dumpOf(listeners([{ name: 'virtualInbound', filter_chains: [chain] }] as never), route).text,
  );
  await server.apply(pod('shop', 'cart-1', { app: 'cart', version: 'v1', ...injected }));
  await server.apply(pod('shop', 'cart-2', { app: 'cart', version: 'v2', ...injected }));
  await server.apply(pod('shop', 'plain', { app: 'plain' }, [{ name: 'app', image: 'app' }]));
  kubelet.serve('shop/cart-1', { ports: { 15000: envoy.port } });
  kubelet.serve('shop/cart-2', {});
  await server.applyYaml(`apiVersion: v1
kind: Namespace
metadata: { name: mesh-root }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: empty, namespace: shop }
spec: { selector: { app: nobody }, ports: [{ port: 80 }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec: { hosts: [cart], http: [{ route: [{ destination: { host: cart } }] }] }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: mesh-root }
spec: { mtls: { mode: STRICT } }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: gets, namespace: shop }
spec: { rules: [{ to: [{ operation: { methods: [GET] } }] }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: 'rootNamespace: mesh-root' }`);
  await cluster.allRun();
});
afterAll(async () => {
  await Promise.all([cluster?.stop(), envoy?.stop()]);
});

const run = (...args: string[]) => runCommand(cluster.server, ['experimental', 'describe', ...args]);

it('describes a Pod by its resources and by what its proxy has', async () => {
  const { status, stdout, stderr } = await run('pod', 'cart-1.shop');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toBe(`Pod: cart-1.shop
   Ports: none
   Data plane: sidecar (it has a container istio-proxy)

Service: cart.shop
   Port: http 80/HTTP targets pod port 8080
   VirtualService: cart.shop
      HTTP route for all that is left
         to host "cart" with weight 100%

Mutual TLS
   STRICT (PeerAuthentication mesh-root/default)

AuthorizationPolicies
   ALLOW by gets.shop
   Enforced by the proxy: ALLOW gets.shop

Warnings
   the proxy still goes by VirtualService gone.shop, which is not there: it is out of date
`);
});

it('describes a Service, also where a proxy does not answer', async () => {
  const { status, stdout } = await run('svc', 'cart', '-n', 'shop', '-o', 'json');
  expect(status).toBe(0);
  const described = JSON.parse(stdout);
  expect(described).toMatchObject({
    service: 'cart.shop',
    virtualServices: [{ virtualService: 'cart.shop' }],
    warnings: [],
  });
  expect(
    described.pods.map(({ pod, warnings }: { pod: string; warnings: string[] }) => [pod, warnings.length]),
  ).toEqual([
    ['cart-1.shop', 1],
    ['cart-2.shop', 1],
  ]);
  expect(described.pods[1].warnings[0]).toContain('the proxy was not asked what it has: nothing listens on port 15000');
});

it('describes what is not in the mesh, and what has no Pods', async () => {
  expect((await run('pod', 'plain.shop')).stdout).toContain(
    'Warnings\n   the Pod is not part of the mesh\n   no Service selects the Pod',
  );
  expect((await run('pod', 'plain.shop', '--ignoreUnmeshed')).stdout).not.toContain('Warnings');
  expect((await run('service', 'empty.shop')).stdout).toContain('Warnings\n   no Pod is behind the Service');
});

it.each([
  [['pod', 'cart.shop'], 1, 'there is no Pod shop/cart'],
  [['pod', 'cart-11', '-n', 'shop'], 1, 'there is no Pod shop/cart-11. Did you mean "cart-1"?'],
  [['service', 'nosuch'], 1, 'there is no Service default/nosuch'],
  [['pod'], 64, 'name one Pod, as name[.namespace]'],
  [['pod', 'a', 'b'], 64, 'name one Pod'],
])('%j: a clear error', async (args, expected, message) => {
  const { status, stdout, stderr } = await run(...args);
  expect([status, stdout]).toEqual([expected, '']);
  expect(stderr).toContain(message);
});

it('says what may not be read', async () => {
  const { status, stderr } = await runCommand(cluster.server, ['x', 'describe', 'pod', 'cart-1.shop'], {
    user: 'nobody',
  });
  expect(status).toBe(1);
  expect(stderr).toContain('a rule with apiGroups [""], resources ["pods"] and verbs ["list"]');
});

it('does with one namespace, that of the resource, for whoever may read no other', async () => {
  const everything = [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] }];
  await cluster.server.grant('shopkeeper', everything, 'shop');
  const asShopkeeper = (...args: string[]) =>
    runCommand(cluster.server, ['experimental', 'describe', ...args], { user: 'shopkeeper' });

  const { status, stdout, stderr } = await asShopkeeper('pod', 'cart-1.shop');
  expect(status).toBe(0);
  expect(stdout).toContain('VirtualService: cart.shop');
  expect(stderr).toContain('warning: you may read these in namespace shop only');
  expect(stderr).toMatch(/not looked at: pods, services, namespaces, /);
  expect(stderr).toContain('you may not list configmaps in namespace istio-system');

  const elsewhere = await asShopkeeper('svc', 'cart.mesh-root');
  expect(elsewhere).toMatchObject({ status: 1, stdout: '' });
  expect(elsewhere.stderr).toContain('whether there is a Service mesh-root/cart cannot be told');
});
