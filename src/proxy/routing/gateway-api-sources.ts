import { append } from '../../base/append.ts';
import { compareTexts } from '../../base/compare-texts.ts';
import { numberAt, objectAt, objectsAt, textAt, textsAt } from '../../resources/fields.ts';
import { hostsOverlap, isWithin } from '../../resources/hosts.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { ageOf } from '../mtls/oldest-first.ts';
import { gatewayApiRules } from './gateway-api-rules.ts';
import { type GatewayListener, listenersOf } from './gateway-listeners.ts';
import { type HttpRule, meshGateway, type RouteSource } from './route-source.ts';

type Route = Resource<BodyOf<'HTTPRoute'>>;

/** The part of a route that is for one host at one parent. */
interface Part {
  /** Parts of one key are one source. */
  readonly key: string;
  readonly route: Route;
  readonly age: number;
  readonly gateway: string;
  readonly host: string;
  readonly rules: readonly HttpRule[];
}

/**
 * What istiod makes of HTTPRoutes and GRPCRoutes: a source for each host at each listener, or for each Service, with the routes of
 * all, in the order of the Gateway API.
 */
export function gatewayApiSources(mesh: Mesh): RouteSource[] {
  const parts = new Map<string, Part[]>();
  for (const route of [...mesh.each('HTTPRoute'), ...mesh.each('GRPCRoute')]) {
    for (const part of partsOf(mesh, route)) append(parts, part.key, part);
  }
  return Array.from(parts, ([key, all]) => {
    const [first, ...more] = all.sort(byAge) as [Part, ...Part[]];
    const { name: _, namespace } = first.route;
    return {
      name: key.replaceAll('/', '~'),
      namespace,
      age: first.age,
      hosts: [first.host],
      gateways: [first.gateway],
      scopes: ['*'],
      rules: inOrder([first, ...more].flatMap(({ rules }) => rules)),
      isGatewayApi: true,
    };
  });
}

const byAge = (a: Part, b: Part): number =>
  a.age - b.age || compareTexts(a.route.namespace, b.route.namespace) || compareTexts(a.route.name, b.route.name);

function partsOf(mesh: Mesh, route: Route): Part[] {
  const spec = objectAt(route.body, 'spec') ?? {};
  const named = textsAt(spec, 'hostnames').map((host) => host.toLowerCase());
  const hosts = named.length === 0 ? ['*'] : named;
  // One without a time is to istiod the oldest of all.
  const age = route.creationTimestamp === '' ? 0 : ageOf(route);
  return objectsAt(spec, 'parentRefs')
    .flatMap((parent): Part[] => {
      const name = textAt(parent, 'name');
      const namespace = textAt(parent, 'namespace') || route.namespace;
      const port = numberAt(parent, 'port');
      if (textAt(parent, 'kind') === 'Service') {
        if (mesh.find('Service', name, namespace) === undefined) return [];
        const host = `${name}.${namespace}.svc.cluster.local`;
        const key = [route.namespace, ...(port === 0 ? [] : [String(port)]), host].join('/');
        const rules = gatewayApiRules(mesh, route, false).map((rule) => (port === 0 ? rule : atPort(rule, port)));
        return [{ key, route, age, gateway: meshGateway, host, rules }];
      }
      const gateway = mesh.find('KubernetesGateway', name, namespace);
      if (gateway === undefined) return [];
      const listeners = listenersOf(mesh, gateway);
      const rules = gatewayApiRules(mesh, route, true);
      return listeners
        .filter((listener) => lets(listener, parent, hosts, route.namespace))
        .flatMap((listener) =>
          hosts
            .filter((host) => isFor(host, listener, listeners))
            .map((host) => ({
              key: `${listener.gateway}/${host}`,
              route,
              age,
              gateway: listener.gateway,
              host,
              rules,
            })),
        );
    })
    .filter(({ rules }) => rules.length > 0);
}

function atPort(rule: HttpRule, port: number): HttpRule {
  const matches = rule.matches.length === 0 ? [{}] : rule.matches;
  return { ...rule, matches: matches.map((match) => ({ ...match, port })) };
}

/** True where a listener takes the route: it is meant, and a host and the namespace fit. */
function lets(listener: GatewayListener, parent: JsonObject, hosts: readonly string[], namespace: string): boolean {
  const [port, section] = [numberAt(parent, 'port'), textAt(parent, 'sectionName')];
  const isMeant = (port === 0 || port === listener.port) && (section === '' || section === listener.section);
  const isAllowed = listener.namespaces.includes('*') || listener.namespaces.includes(namespace);
  return isMeant && isAllowed && hosts.some((host) => hostsOverlap(listener.hostname, host));
}

/** A host is for the listener whose own host is the closest around it. */
function isFor(host: string, listener: GatewayListener, all: readonly GatewayListener[]): boolean {
  const { hostname, port, protocol } = listener;
  if (!hostname.startsWith('*')) return true;
  if (!hostsOverlap(host, hostname)) return false;
  const others = all.filter((one) => one !== listener && one.port === port && one.protocol === protocol);
  return !others.some(
    (one) => one.hostname !== hostname && hostname.length <= one.hostname.length && isWithin(host, one.hostname),
  );
}

/**
 * Routes by precedence (gateway-api.sigs.k8s.io, HTTPRouteRule.matches): exact before prefix before expression, then longer paths,
 * then those with a method, more headers, more parameters; what is left keeps its order.
 */
const inOrder = (rules: readonly HttpRule[]): HttpRule[] =>
  rules
    .map((rule) => ({ rule, rank: rankOf(rule) }))
    .sort((a, b) => {
      const i = a.rank.findIndex((one, at) => one !== b.rank[at]);
      return i < 0 ? 0 : b.rank[i]! - a.rank[i]!;
    })
    .map(({ rule }) => rule);

function rankOf({ matches: [match] }: HttpRule): readonly number[] {
  if (match === undefined) return [-2, 0, 0, 0, 0];
  const uri = objectAt(match, 'uri');
  const kind = ['regex', 'prefix', 'exact'].findIndex((one) => uri?.[one] !== undefined) + 1;
  const path = textAt(uri, 'exact') || textAt(uri, 'prefix') || textAt(uri, 'regex');
  const count = (field: string): number => Object.keys(objectAt(match, field) ?? {}).length;
  return [
    kind === 0 ? -1 : kind,
    path.length,
    objectAt(match, 'method') === undefined ? 0 : 1,
    count('headers'),
    count('queryParams'),
  ];
}
