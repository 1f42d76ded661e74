import { numberAt, objectAt, objectsAt, textAt, textsAt } from '../../resources/fields.ts';
import { toFqdn } from '../../resources/hosts.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { HttpMatch } from '../../resources/kinds/networking.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { gatewayApiMatch } from '../routing/gateway-api-match.ts';
import type { GatewayRouteDescription, ParentDescription, RouteDescription } from './description.ts';
import { matchText } from './request-match.ts';

type Route = Resource<BodyOf<'HTTPRoute'>>;

/** A Service as routes name it. */
interface RoutedService {
  readonly name: string;
  readonly namespace: string;
}

/** The routes of the Gateway API that requests to a Service go by in the mesh, and those that send requests to it. */
export const gatewayRoutesFor = (mesh: Mesh, service: RoutedService): Route[] =>
  [...mesh.each('HTTPRoute'), ...mesh.each('GRPCRoute')].filter(
    (route) =>
      parentsOf(route).some((parent) => isService(referred(parent, route, usualParent), service)) ||
      rulesOf(route)
        .flatMap((rule) => objectsAt(rule, 'backendRefs'))
        .some((backend) => isService(referred(backend, route, usualBackend), service)),
  );

interface GatewayRouting {
  readonly description: GatewayRouteDescription;
  readonly warnings: readonly string[];
}

/** How a route of the Gateway API leads to a Service, and what its parents make of it. */
export function describeGatewayRoute(mesh: Mesh, route: Route, service: RoutedService): GatewayRouting {
  const name = `${route.kind} ${route.name}.${route.namespace}`;
  const routes = rulesOf(route).map((rule) => describeRule(rule, route, service));
  const leading = routes.filter(({ destinations }) => destinations.some(({ isHere }) => isHere));
  const parents = parentsOf(route).map((parent) => describeParent(mesh, route, parent));
  return {
    description: {
      kind: route.kind,
      route: `${route.name}.${route.namespace}`,
      hostnames: textsAt(route.body, 'spec', 'hostnames'),
      parents,
      routes: leading,
      otherRoutes: routes.length - leading.length,
    },
    warnings: parents.flatMap((parent) =>
      (parent.exists ? [] : [`${name} is for ${parent.kind} ${parent.name}, which is not there`]).concat(
        parent.problems.map((problem) => `${name} does not work at ${parent.kind} ${parent.name}: ${problem}`),
      ),
    ),
  };
}

const rulesOf = ({ body }: Route): readonly JsonObject[] => objectsAt(body, 'spec', 'rules');
const parentsOf = ({ body }: Route): readonly JsonObject[] => objectsAt(body, 'spec', 'parentRefs');

/** What a reference means where it says less, in the route's namespace. */
interface Referred {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

const usualParent = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };
const usualBackend = { group: '', kind: 'Service' };

function referred(reference: JsonObject, { namespace }: Route, usual: typeof usualParent): Referred {
  const { group } = reference;
  return {
    group: typeof group === 'string' ? group : usual.group,
    kind: textAt(reference, 'kind') || usual.kind,
    name: textAt(reference, 'name'),
    namespace: textAt(reference, 'namespace') || namespace,
  };
}

/** A Service goes by its name, or by its host where the kind is Istio's Hostname. */
function isService({ group, kind, name, namespace }: Referred, service: RoutedService): boolean {
  if (kind === 'Hostname' && group === 'networking.istio.io') return name === toFqdn(service.name, service.namespace);
  return kind === 'Service' && group !== usualParent.group && name === service.name && namespace === service.namespace;
}

function describeRule(rule: JsonObject, route: Route, service: RoutedService): RouteDescription {
  const backends = objectsAt(rule, 'backendRefs');
  const weights = backends.map((one) => (typeof one.weight === 'number' ? one.weight : 1));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    protocol: route.kind === 'GRPCRoute' ? 'grpc' : 'http',
    match: matchText(objectsAt(rule, 'matches').map((match) => shownMatch(match, route))),
    faults: objectsAt(rule, 'filters').flatMap((filter) => filterWords[textAt(filter, 'type')] ?? []),
    destinations: backends.map((one, i) => {
      const backend = referred(one, route, usualBackend);
      const port = numberAt(one, 'port');
      return {
        host: `${backend.kind === 'Hostname' ? backend.name : `${backend.name}.${backend.namespace}`}${port === 0 ? '' : `:${port}`}`,
        weight: all === 0 ? 0 : Math.round((weights[i]! / all) * 1000) / 10,
        isHere: isService(backend, service),
      };
    }),
  };
}

/** A prefix is of whole path elements: `/v2` and what is below `/v2/`; all that begins with a slash goes without saying. */
function shownMatch(match: JsonObject, { kind }: Route): HttpMatch {
  const { uri, ...others } = gatewayApiMatch(match, kind === 'GRPCRoute') as HttpMatch;
  if (uri?.prefix === undefined) return { ...others, ...(uri && { uri }) };
  return uri.prefix === '/' ? others : { ...others, uri: { prefix: `${uri.prefix.replace(/\/$/, '')}/` } };
}

/** What filters do to requests that whoever looks for them should know. */
const filterWords: Readonly<Record<string, readonly string[]>> = {
  RequestRedirect: ['redirects requests'],
  RequestMirror: ['mirrors requests'],
  URLRewrite: ['rewrites paths or hosts'],
};

function describeParent(mesh: Mesh, route: Route, reference: JsonObject): ParentDescription {
  const { kind, name, namespace } = referred(reference, route, usualParent);
  const section = textAt(reference, 'sectionName');
  const states = objectsAt(route.body, 'status', 'parents').filter((state) =>
    isSameParent(objectAt(state, 'parentRef') ?? {}, reference, route),
  );
  const conditions = states.flatMap((state) => objectsAt(state, 'conditions'));
  return {
    kind,
    name: `${name}.${namespace}`,
    ...(section !== '' && { section }),
    exists: isThere(mesh, kind, name, namespace),
    problems: conditions
      .filter((one) => textAt(one, 'status') === 'False' && wanted.includes(textAt(one, 'type')))
      .map((one) => textAt(one, 'message') || textAt(one, 'reason')),
  };
}

/** Conditions that have to be true for a route to work. */
const wanted = ['Accepted', 'ResolvedRefs'];

function isSameParent(one: JsonObject, other: JsonObject, route: Route): boolean {
  const [a, b] = [referred(one, route, usualParent), referred(other, route, usualParent)];
  return (
    [a.kind, a.name, a.namespace].join() === [b.kind, b.name, b.namespace].join() &&
    textAt(one, 'sectionName') === textAt(other, 'sectionName') &&
    numberAt(one, 'port') === numberAt(other, 'port')
  );
}

/** Of other kinds nothing is known. */
function isThere(mesh: Mesh, kind: string, name: string, namespace: string): boolean {
  if (kind === 'Gateway') return mesh.find('KubernetesGateway', name, namespace) !== undefined;
  return kind !== 'Service' || mesh.find('Service', name, namespace) !== undefined;
}
