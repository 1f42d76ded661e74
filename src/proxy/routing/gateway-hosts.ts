import { numberAt, objectsAt, textAt } from '../../resources/fields.ts';
import { gatewayNameLabel } from '../../resources/gateway-labels.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import { parseReference } from '../../resources/reference.ts';
import type { Resource } from '../../resources/resource.ts';
import { matchesLabels } from '../../resources/selector.ts';
import { ageOf } from '../mtls/oldest-first.ts';
import { listenersOf } from './gateway-listeners.ts';
import { commonHosts, domainFor } from './host-names.ts';
import { type HttpRequest, hostOf } from './http-request.ts';
import { type RouteSource, sourcesFor } from './route-source.ts';
import { type ProxyRoute, proxyRoutes, type RoutingProxy, takesAll } from './rule-match.ts';
import type { VirtualHost } from './virtual-host.ts';

/** What a gateway takes at a port: a server of a Gateway, or a listener. */
interface Server {
  /** `namespace/name`. */
  readonly gateway: string;
  /** As the Gateway has it: a Service's port, or the Pods' own. */
  readonly port: number;
  /** `host`, or `namespace/host` for routes of one namespace. */
  readonly hosts: readonly string[];
  readonly isTls: boolean;
  readonly redirectsToTls: boolean;
}

const plain: readonly string[] = ['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB'];
const secure: readonly string[] = ['HTTPS'];

/**
 * The virtual hosts of a gateway at a port (istiod's buildGatewayHTTPRouteConfig): a host has the routes of all sources that are for it,
 * in their order, those that take everything last. Undefined where it does not listen there.
 */
export function gatewayHosts(
  mesh: Mesh,
  sources: readonly RouteSource[],
  proxy: RoutingProxy,
  request: HttpRequest,
): readonly VirtualHost[] | undefined {
  const { scheme } = request;
  const listening = serversAt(mesh, proxy, request.port).filter(({ isTls }) => isTls === (scheme === 'https'));
  // What speaks TLS is told apart by the name asked for: each server has routes of its own.
  const servers = scheme === 'https' ? bySni(listening, hostOf(request.authority)) : listening;
  if (servers.length === 0) return undefined;
  const found = new Map<string, { routes: ProxyRoute[]; requiresTls: boolean }>();
  const at = (host: string) => {
    const own = found.get(host) ?? { routes: [], requiresTls: false };
    found.set(host, own);
    return own;
  };
  for (const { gateway, port, hosts, redirectsToTls } of servers) {
    for (const source of sourcesFor(sources, gateway, proxy.namespace)) {
      const common = commonHosts(hostsFor(hosts, source.namespace), source.hosts);
      if (common.length === 0) continue;
      const routes = proxyRoutes(source, { proxy, gateway, port });
      if (routes.length === 0) continue;
      for (const host of common) {
        const own = at(host.toLowerCase());
        own.routes.push(...routes);
        own.requiresTls ||= redirectsToTls;
      }
    }
    if (redirectsToTls) for (const host of hosts) at(host.toLowerCase()).requiresTls = true;
  }
  return Array.from(found, ([host, { routes, requiresTls }]) => ({
    name: `${host}:${servers[0]!.port}`,
    domains: [host],
    port: servers[0]!.port,
    routes: [...routes.filter((route) => !takesAll(route)), ...routes.filter(takesAll)],
    requiresTls,
  }));
}

/** Those of one namespace's sources, where a server says so. */
const hostsFor = (hosts: readonly string[], namespace: string): string[] =>
  hosts.flatMap((text) => {
    const { namespace: from, name } = parseReference(text);
    return from === undefined || from === '*' || from === namespace ? [name] : [];
  });

function bySni(servers: readonly Server[], host: string): Server[] {
  const names = (server: Server) => server.hosts.map((text) => parseReference(text).name);
  const closest = domainFor(host, servers.flatMap(names));
  return servers.filter((server) => closest !== undefined && names(server).includes(closest)).slice(0, 1);
}

type Gateway = Resource<BodyOf<'Gateway'>>;

function serversAt(mesh: Mesh, proxy: RoutingProxy, port: number): Server[] {
  const own = podPorts(mesh, proxy, port);
  const written = mesh
    .each('Gateway')
    .filter(({ spec }) => matchesLabels(spec.selector, proxy.labels))
    .map((gateway) => ({
      age: ageOf(gateway),
      name: gateway.name,
      servers: serversOf(gateway),
    }));
  const made = mesh
    .each('KubernetesGateway')
    .filter((gateway) => runs(mesh, gateway, proxy))
    .map((gateway) => ({
      age: ageOf(gateway),
      name: gateway.name,
      servers: listenersOf(mesh, gateway)
        .filter((listener) => [...plain, ...secure].includes(listener.protocol))
        .map((listener) => ({
          gateway: listener.gateway,
          port: listener.port,
          hosts: listener.namespaces.map((one) => `${one}/${listener.hostname}`),
          isTls: secure.includes(listener.protocol),
          redirectsToTls: false,
        })),
    }));
  return [...written, ...made]
    .sort((a, b) => a.age - b.age || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .flatMap(({ servers }) => servers)
    .filter((server) => podPorts(mesh, proxy, server.port).some((one) => own.includes(one)));
}

const serversOf = (gateway: Gateway): Server[] =>
  objectsAt(gateway.body, 'spec', 'servers')
    .map((server) => ({
      port: numberAt(server, 'port', 'number'),
      protocol: textAt(server, 'port', 'protocol').toUpperCase(),
      tls: server.tls as JsonObject | undefined,
      hosts: (Array.isArray(server.hosts) ? server.hosts : []).map(String),
    }))
    .filter(({ protocol }) => [...plain, ...secure].includes(protocol))
    .map(({ port, protocol, tls, hosts }) => ({
      gateway: `${gateway.namespace}/${gateway.name}`,
      port,
      hosts: hosts.map((host) => host.replace(/^\.\//, `${gateway.namespace}/`).replace(/^\*\//, '')),
      isTls: secure.includes(protocol),
      redirectsToTls: tls?.httpsRedirect === true,
    }));

/** The gateway's own ports behind a port of its Services, or that port itself where no Service has it (istiod's resolvePorts). */
function podPorts(mesh: Mesh, { namespace, labels }: RoutingProxy, port: number): number[] {
  const behind = mesh
    .in('Service', namespace)
    .filter(({ spec }) => Object.keys(spec.selector ?? {}).length > 0 && matchesLabels(spec.selector, labels))
    .flatMap(({ spec }) => spec.ports ?? [])
    .filter((one) => one.port === port)
    .map(({ targetPort }) => (typeof targetPort === 'number' ? targetPort : port));
  return behind.length === 0 ? [port] : behind;
}

/** istiod makes the Pods of a Gateway, which carry its name, or it names the Service of Pods that are there. */
function runs(mesh: Mesh, gateway: Resource<unknown>, proxy: RoutingProxy): boolean {
  const addresses = objectsAt(gateway.body as JsonObject, 'spec', 'addresses');
  if (addresses.length === 0) {
    const name = proxy.labels[gatewayNameLabel];
    return name === gateway.name && proxy.namespace === gateway.namespace;
  }
  return addresses.some((address) => {
    const [name = '', namespace = gateway.namespace] = textAt(address, 'value').split('.');
    const selector = mesh.find('Service', name, namespace)?.spec.selector;
    return namespace === proxy.namespace && selector !== undefined && matchesLabels(selector, proxy.labels);
  });
}
