import { numberAt, objectAt, textAt, textsAt } from '../../resources/fields.ts';
import type { Json, JsonObject } from '../../resources/json.ts';
import { matchesLabels } from '../../resources/selector.ts';
import type { HttpRequest } from './http-request.ts';
import { pathOf } from './request-path.ts';
import type { HttpRule, RouteSource } from './route-source.ts';
import { isPresence, matchesString, matchesWhole, stringMatch } from './string-match.ts';

type Labels = Readonly<Record<string, string>>;

/** A proxy that sends requests on: a sidecar, or a gateway. */
export interface RoutingProxy {
  readonly namespace: string;
  readonly labels: Labels;
}

/** A route as a proxy has it: one match of a rule, or a rule without. */
export interface ProxyRoute {
  readonly source: RouteSource;
  readonly rule: HttpRule;
  /** Undefined takes every request. */
  readonly match: JsonObject | undefined;
  /** `rule.match`, by their names. */
  readonly name: string;
}

/** The part of a proxy that routes are built for. */
export interface RoutePlace {
  readonly proxy: RoutingProxy;
  /** The gateway, or `mesh`. */
  readonly gateway: string;
  readonly port: number;
}

/**
 * The routes that a proxy gets of a source (istiod's BuildHTTPRoutesForVirtualService): those that its port, labels, namespace and
 * gateway leave, up to one that takes all.
 */
export function proxyRoutes(source: RouteSource, place: RoutePlace): ProxyRoute[] {
  const found: ProxyRoute[] = [];
  for (const rule of source.rules) {
    if (rule.matches.length === 0) return [...found, { source, rule, match: undefined, name: rule.name }];
    for (const match of rule.matches) {
      if (!isForPlace(match, place)) continue;
      const own = textAt(match, 'name');
      const route = { source, rule, match, name: own === '' ? rule.name : `${rule.name}.${own}` };
      found.push(route);
      if (takesAll(route)) return found;
    }
  }
  return found;
}

function isForPlace(match: JsonObject, { proxy, gateway, port }: RoutePlace): boolean {
  const own = numberAt(match, 'port');
  if (own !== 0 && own !== port) return false;
  const gateways = textsAt(match, 'gateways');
  if (gateways.length > 0) return gateways.includes(gateway);
  const namespace = textAt(match, 'sourceNamespace');
  const labels = (objectAt(match, 'sourceLabels') ?? {}) as Labels;
  return matchesLabels(labels, proxy.labels) && (namespace === '' || namespace === proxy.namespace);
}

/** What is not asked of the path. */
const conditions = ['headers', 'withoutHeaders', 'queryParams'] as const;
const pseudoHeaders = ['method', 'authority', 'scheme'] as const;

/** True for a route that no other one behind it gets a request past (istiod's IsCatchAllRoute). */
export function takesAll({ match }: ProxyRoute): boolean {
  if (match === undefined) return true;
  const uri = objectAt(match, 'uri');
  const isAnyPath = uri === undefined || uri.prefix === '/' || uri.regex === '.*' || isEmptyMatch(uri);
  return (
    isAnyPath &&
    pseudoHeaders.every((field) => match[field] === undefined) &&
    conditions.every((field) => Object.keys(objectAt(match, field) ?? {}).length === 0)
  );
}

const isEmptyMatch = ({ exact, prefix, regex }: JsonObject): boolean =>
  [exact, prefix, regex].every((one) => typeof one !== 'string');

/** True where a request is as a route asks. */
export function matchesRoute({ match, source }: ProxyRoute, request: HttpRequest): boolean {
  if (match === undefined) return true;
  const { method, authority, scheme, headers } = request;
  const pseudo = { method, authority, scheme };
  return (
    matchesPath(match, request.path, source.isGatewayApi) &&
    pseudoHeaders.every((field) => match[field] === undefined || matchesAny(match[field], [pseudo[field]])) &&
    entries(match, 'headers').every(([name, asked]) => matchesAny(asked, headers.get(name.toLowerCase()))) &&
    entries(match, 'withoutHeaders').every(([name, asked]) => {
      // What is not there is as good as empty, but where its mere presence is asked.
      const values = headers.get(name.toLowerCase());
      return !matchesAny(asked, isPresence(stringMatch(asked)) ? values : (values ?? ['']));
    }) &&
    entries(match, 'queryParams').every(([name, asked]) => matchesAny(asked, parameter(request.path, name)))
  );
}

const entries = (match: JsonObject, field: string): readonly (readonly [string, Json])[] =>
  Object.entries(objectAt(match, field) ?? {}) as [string, Json][];

/** Of a header that is sent several times, one value is enough. */
const matchesAny = (asked: Json | undefined, values: readonly string[] = []): boolean =>
  values.some((value) => isPresence(stringMatch(asked)) || matchesString(stringMatch(asked), value));

/** The first value of a query's parameter, as it is written: Envoy does not decode it. */
function parameter(path: string, name: string): [value: string] | undefined {
  const at = path.indexOf('?');
  if (at < 0) return undefined;
  for (const part of path.slice(at + 1).split('&')) {
    const equals = part.indexOf('=');
    if ((equals < 0 ? part : part.slice(0, equals)) === name) return [equals < 0 ? '' : part.slice(equals + 1)];
  }
  return undefined;
}

function matchesPath(match: JsonObject, whole: string, isGatewayApi: boolean): boolean {
  const uri = objectAt(match, 'uri') ?? {};
  const path = pathOf(whole);
  if (typeof uri.regex === 'string') return matchesWhole(uri.regex, path);
  const fold = (text: string): string => (match.ignoreUriCase === true ? text.toLowerCase() : text);
  if (typeof uri.exact === 'string') return fold(path) === fold(uri.exact);
  if (typeof uri.prefix !== 'string') return true;
  const prefix = matchedPrefix(uri.prefix, isGatewayApi);
  const begins = fold(path).startsWith(fold(prefix));
  return begins && (!isGatewayApi || prefix === '/' || path.length === prefix.length || path[prefix.length] === '/');
}

/** The Gateway API's prefixes are of whole elements: a slash at the end is not part of it. */
export const matchedPrefix = (prefix: string, isGatewayApi: boolean): string =>
  isGatewayApi && prefix !== '/' ? prefix.replace(/\/$/, '') : prefix;
