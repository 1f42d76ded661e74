import { compareTexts } from '../../base/compare-texts.ts';
import { objectAt, objectsAt, textAt, textsAt } from '../../resources/fields.ts';
import { exportScopes, toFqdn } from '../../resources/hosts.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Field, Resource } from '../../resources/resource.ts';
import { ageOf } from '../mtls/oldest-first.ts';
import { mergedWithDelegate } from './delegates.ts';
import { gatewayApiSources } from './gateway-api-sources.ts';

type VirtualService = Resource<BodyOf<'VirtualService'>>;

/** All sidecars together, where a VirtualService names gateways. */
export const meshGateway = 'mesh';

/** A route of a VirtualService, or of what istiod makes of a route of the Gateway API. */
export interface HttpRule {
  /** As VirtualServices write it, with full names of hosts and gateways; `match` is left out where `matches` says it. */
  readonly action: JsonObject;
  /** One is enough; none takes all requests. */
  readonly matches: readonly JsonObject[];
  readonly name: string;
  /** Where it is written. */
  readonly field: Field;
}

/** What proxies build routes of: a VirtualService, or what istiod makes of routes of the Gateway API. */
export interface RouteSource {
  /** istiod's own name, for what is made of routes of the Gateway API. */
  readonly name: string;
  readonly namespace: string;
  /** Milliseconds; what no cluster has made is newer than all else. */
  readonly age: number;
  readonly hosts: readonly string[];
  /** `namespace/name`, or `mesh`. */
  readonly gateways: readonly string[];
  /** Namespaces that see it; `*` is all. */
  readonly scopes: readonly string[];
  readonly rules: readonly HttpRule[];
  /** The Gateway API's ways: prefixes are of whole path elements, and a backend that is missing gives 500. */
  readonly isGatewayApi: boolean;
}

/** All of a mesh, in the order in which they win: the oldest first, then by name and namespace. */
export function routeSources(mesh: Mesh): RouteSource[] {
  const written = mesh
    .each('VirtualService')
    .filter(({ spec }) => (spec.hosts ?? []).length > 0)
    .map((one) => ofVirtualService(mesh, one));
  return [...written, ...gatewayApiSources(mesh)].sort(
    (a, b) => a.age - b.age || compareTexts(a.name, b.name) || compareTexts(a.namespace, b.namespace),
  );
}

/**
 * Those that proxies of a namespace have for a gateway or for the mesh, in the order in which they count: exported to that namespace
 * alone, to some, to all; of the last, first its own routes of the Gateway API.
 */
export function sourcesFor(sources: readonly RouteSource[], gateway: string, namespace: string): RouteSource[] {
  const seen = sources.filter(
    ({ gateways, scopes }) => gateways.includes(gateway) && ['*', namespace].some((one) => scopes.includes(one)),
  );
  const group = (source: RouteSource): number => {
    if (!source.scopes.includes('*')) return source.namespace === namespace ? 0 : 1;
    return source.isGatewayApi && source.namespace === namespace ? 2 : 3;
  };
  return seen.sort((a, b) => group(a) - group(b));
}

function ofVirtualService(mesh: Mesh, resource: VirtualService): RouteSource {
  const { name, namespace, spec } = resource;
  const { hosts = [], gateways = [] } = spec;
  return {
    name,
    namespace,
    age: ageOf(resource),
    hosts: hosts.map((host) => fullHost(host, namespace)),
    gateways: gateways.length === 0 ? [meshGateway] : gateways.map((gateway) => gatewayName(gateway, namespace)),
    scopes: scopesOf(mesh, resource),
    rules: rulesOf(resource).flatMap((rule) => {
      const delegate = objectAt(rule.action, 'delegate');
      return delegate === undefined ? [rule] : ofDelegate(mesh, rule, delegate, namespace);
    }),
    isGatewayApi: false,
  };
}

const scopesOf = (mesh: Mesh, { spec, namespace }: VirtualService): readonly string[] =>
  exportScopes(spec.exportTo?.length ? spec.exportTo : mesh.config.defaultVirtualServiceExportTo, namespace);

/** The routes of a delegate as a root's route lets them be; none where the root does not see it. */
function ofDelegate(mesh: Mesh, root: HttpRule, delegate: JsonObject, namespace: string): HttpRule[] {
  const found = mesh.find('VirtualService', textAt(delegate, 'name'), textAt(delegate, 'namespace') || namespace);
  if (found === undefined || (found.spec.hosts ?? []).length > 0) return [];
  const scopes = scopesOf(mesh, found);
  if (!scopes.includes('*') && !scopes.includes(namespace)) return [];
  return rulesOf(found).flatMap((rule) => mergedWithDelegate(root, rule) ?? []);
}

function rulesOf(resource: VirtualService): HttpRule[] {
  const { namespace } = resource;
  return objectsAt(resource.body, 'spec', 'http').map((route, i) => {
    const { match: _, ...action } = route;
    return {
      action: withFullHosts(action, namespace),
      matches: objectsAt(route, 'match').map((match) => {
        const gateways = textsAt(match, 'gateways');
        return gateways.length === 0
          ? match
          : { ...match, gateways: gateways.map((one) => gatewayName(one, namespace)) };
      }),
      name: textAt(route, 'name'),
      field: resource.at('spec', 'http', i),
    };
  });
}

/** Hosts of destinations and mirrors are completed with the namespace of who writes them. */
function withFullHosts(action: JsonObject, namespace: string): JsonObject {
  const full = (destination: JsonObject): JsonObject => ({
    ...destination,
    host: fullHost(textAt(destination, 'host'), namespace),
  });
  const each = (field: string) => ({
    [field]: objectsAt(action, field).map((one) =>
      isObject(one.destination) ? { ...one, destination: full(one.destination) } : one,
    ),
  });
  return {
    ...action,
    ...(action.route !== undefined && each('route')),
    ...(action.mirrors !== undefined && each('mirrors')),
    ...(isObject(action.mirror) && { mirror: full(action.mirror) }),
  };
}

const fullHost = (host: string, namespace: string): string =>
  host === '' ? '' : toFqdn(host, namespace).toLowerCase();

/** `namespace/name` of a gateway that is named as VirtualServices name them; a name with dots is the old way. */
function gatewayName(text: string, namespace: string): string {
  if (text === meshGateway) return text;
  const slash = text.indexOf('/');
  if (slash >= 0) return text.startsWith('./') ? `${namespace}${text.slice(1)}` : text;
  const [name = '', place] = text.split('.');
  return `${place ?? namespace}/${name}`;
}
