import { objectAt, objectsAt, textAt, textsAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { inOrder } from '../in-order.ts';
import type { ConfigDump } from './config-dump.ts';
import { managedBy } from './managed-by.ts';
import { resourcesOf } from './resources.ts';
import { pathOf } from './route-match.ts';

export interface RouteRow {
  readonly name: string;
  /** How many virtual hosts there are. */
  readonly hosts: number;
  readonly routes: readonly {
    readonly host: string;
    readonly domains: string;
    readonly match: string;
    readonly virtualService: string;
  }[];
}

/**
 * Route configurations, dynamic before static, those named for a port by port as far as istioctl does it: other names are equal to
 * all, so where these stand is up to its way of sorting (`goSorted`). Throws as `resourcesOf` does.
 *
 * @param name the one wanted; '' for all
 */
export function eachRoute<T>(dump: ConfigDump, name: string, view: (route: JsonObject) => T): T[] {
  return inOrder(
    selected(dump, name),
    (route) => portNamed(textAt(route, 'name')),
    // No number is less than NaN, and none is greater.
    (a, b) => a - b,
    view,
  );
}

/** A route configuration's name as istioctl compares it: with others that are ports, and with nothing else. */
const portNamed = (name: string): number => (/^[+-]?\d+$/.test(name) ? Number(name) : Number.NaN);

function* selected(dump: ConfigDump, name: string): Generator<JsonObject> {
  for (const route of resourcesOf(dump, 'routes', [
    ['dynamicRouteConfigs', 'routeConfig'],
    ['staticRouteConfigs', 'routeConfig'],
  ])) {
    if (name === '' || textAt(route, 'name') === name) yield route;
  }
}

/** A route configuration as a row, with its routes. */
export function routeRow(configuration: JsonObject): RouteRow {
  const hosts = objectsAt(configuration, 'virtualHosts');
  return { name: textAt(configuration, 'name'), hosts: hosts.length, routes: hosts.flatMap(hostRows) };
}

/** A virtual host's routes, but for those that let traffic pass; one that has none answers all with 404. */
function hostRows(host: JsonObject): RouteRow['routes'] {
  const common = { host: textAt(host, 'name'), domains: domainsText(textsAt(host, 'domains')) };
  const routes = objectsAt(host, 'routes');
  if (routes.length === 0) return [{ ...common, match: '/*', virtualService: '404' }];
  return routes
    .filter((route) => textAt(route, 'route', 'cluster') !== 'PassthroughCluster')
    .map((route) => ({
      ...common,
      match: pathOf(objectAt(route, 'match')),
      virtualService: managedBy(objectAt(route, 'metadata')),
    }));
}

const shownDomains = 2;

/** The first few domains, without those that only say another with a port, or more in full. */
function domainsText(domains: readonly string[]): string {
  if (domains.length === 1) return domains[0]!;
  const short = withoutLongForms(domains.filter(isWithoutPort));
  const more = short.length - shownDomains;
  return short.slice(0, shownDomains).join(', ') + (more > 0 ? ` + ${more} more...` : '');
}

/** An IPv6 address has colons of its own, and stands in brackets. */
const isWithoutPort = (domain: string): boolean => !domain.includes(':') || domain.endsWith(']');

function withoutLongForms(domains: readonly string[]): string[] {
  const all = new Set(domains);
  const isLongForm = (domain: string) =>
    ['.svc.cluster.local', '.svc'].some((end) => domain.endsWith(end) && all.has(domain.slice(0, -end.length)));
  return domains.filter((domain) => !isLongForm(domain));
}
