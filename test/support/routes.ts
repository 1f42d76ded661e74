import { workloadsOf } from '../../src/proxy/mtls/workloads.ts';
import { httpRequest, type RequestParts } from '../../src/proxy/routing/http-request.ts';
import { RouteCheck } from '../../src/proxy/routing/route-check.ts';
import type { RouteResult } from '../../src/proxy/routing/route-outcome.ts';
import { destinationRule, meshOf } from './mtls.ts';

const object = (kind: string, group: string, name: string, namespace: string, spec: string, more = ''): string =>
  `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}${more}}\nspec: {${spec}}`;

export const virtualService = (name: string, namespace: string, spec: string, more = ''): string =>
  object('VirtualService', 'networking.istio.io', name, namespace, spec, more);

export const gateway = (name: string, namespace: string, hosts: string, more = ''): string =>
  object(
    'Gateway',
    'networking.istio.io',
    name,
    namespace,
    `selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [${hosts}]${more}}]`,
  );

/** Of a Gateway that istiod runs, whose Pods carry its name. */
export const listeners = (name: string, namespace: string, list: string): string =>
  object('Gateway', 'gateway.networking.k8s.io', name, namespace, `gatewayClassName: istio, listeners: [${list}]`);

export const httpRoute = (name: string, namespace: string, spec: string, more = ''): string =>
  object('HTTPRoute', 'gateway.networking.k8s.io', name, namespace, spec, more);

/** A Service that speaks HTTP at 80, unless `ports` says otherwise. */
export const webService = (name: string, namespace: string, ports = '{name: http, port: 80}', more = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}${more}}\nspec: {selector: {app: ${name}}, ports: [${ports}]}`;

/** `shop/cart` with subsets v1 and v2, `shop/web` and `other/cli`, each behind a Service of its name. */
export const world: readonly string[] = [
  webService('cart', 'shop'),
  webService('web', 'shop'),
  webService('cli', 'other'),
  destinationRule('cart', 'shop', 'host: cart, subsets: [{name: v1, labels: {v: "1"}}, {name: v2, labels: {v: "2"}}]'),
];

const proxies = {
  web: { namespace: 'shop', labels: { app: 'web' } },
  cli: { namespace: 'other', labels: { app: 'cli' } },
  gateway: { namespace: 'istio-system', labels: { istio: 'ingressgateway' } },
  /** Of the Gateway `edge/edge` of the Gateway API. */
  edge: { namespace: 'edge', labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } },
};
export type ProxyName = keyof typeof proxies;

/** What becomes of a request in a mesh of `world` and more. */
export function route(
  documents: readonly string[],
  proxy: ProxyName,
  url: string,
  parts: RequestParts = {},
  config = '',
): RouteResult {
  const mesh = meshOf([...world, ...documents], config);
  const check = new RouteCheck(mesh, workloadsOf(mesh));
  const request = httpRequest(url, parts);
  return proxy === 'web' || proxy === 'cli'
    ? check.fromSidecar(proxies[proxy], request)
    : check.fromGateway(proxies[proxy], request);
}

/** Where requests go, in short: `cart.shop:80/v1`, `redirect …`, `no-route`. */
export function shownRoute({ outcome, status, location, body, destinations, route: taken }: RouteResult): string {
  const name = taken === undefined ? '' : `${taken.name}: `;
  const to = destinations.map(({ cluster, weight }) => {
    const [, port, subset, host = cluster] = cluster.split('|');
    const share = destinations.length > 1 ? ` x${weight}` : '';
    return `${host.replace('.svc.cluster.local', '')}:${port}${subset ? `/${subset}` : ''}${share}`;
  });
  const end =
    outcome === 'forwarded' ? to.join(', ') : [outcome, status || '', location ?? body ?? ''].join(' ').trim();
  return name + end;
}
