import { objectsAt, textAt } from '../../resources/fields.ts';
import { exportScopes, hostsOverlap, toFqdn } from '../../resources/hosts.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { matchesLabels } from '../../resources/selector.ts';
import type { GatewayDescription, RouteDescription, RoutingDescription, RuleDescription } from './description.ts';
import { matchText } from './request-match.ts';
import { protocolOf } from './service-ports.ts';

type VirtualService = Resource<BodyOf<'VirtualService'>>;
type Service = Resource<BodyOf<'Service'>>;

/** A Service as routes name it, and the subsets of it that the Pods are in and are not in. */
export interface RoutedService {
  readonly host: string;
  readonly namespace: string;
  readonly rules: readonly RuleDescription[];
}

/** The VirtualServices that requests to a Service go by, from inside the mesh or by a gateway, and those that send requests to it. */
export const virtualServicesFor = (mesh: Mesh, { host, namespace }: RoutedService): VirtualService[] =>
  mesh.each('VirtualService').filter((one) => {
    const scopes = exportScopes(one.spec.exportTo, one.namespace);
    const isSeen = scopes.includes('*') || scopes.includes(namespace);
    const isFor = (one.spec.hosts ?? []).some(
      (text) => text !== '*' && hostsOverlap(toFqdn(text, one.namespace), host),
    );
    const leadsHere = allRoutes(one).some(({ destinations }) =>
      destinations.some((destination) => toFqdn(destination.host, one.namespace) === host),
    );
    return isSeen && (isFor || leadsHere);
  });

interface Routing {
  readonly description: RoutingDescription;
  readonly warnings: readonly string[];
}

/** How a VirtualService leads to the Pods of a Service. */
export function describeRouting(mesh: Mesh, virtualService: VirtualService, service: RoutedService): Routing {
  const { namespace, name } = virtualService;
  const warnings = new Set<string>();
  const here = service.rules.flatMap(({ subsets }) => subsets);
  const elsewhere = service.rules.flatMap(({ otherSubsets }) => otherSubsets);
  const reaches = (host: string, subset: string | undefined): boolean => {
    if (toFqdn(host, namespace) !== service.host) return false;
    if (subset === undefined || here.includes(subset)) return true;
    if (!elsewhere.includes(subset)) {
      const why =
        service.rules.length === 0
          ? 'no DestinationRule defines it'
          : `DestinationRule ${service.rules.map(({ rule }) => rule).join(', ')} does not define it`;
      warnings.add(`VirtualService ${name}.${namespace} routes to subset "${subset}" of ${host}, and ${why}`);
    }
    return false;
  };
  const routes = allRoutes(virtualService).map((route) => ({
    ...route,
    destinations: route.destinations.map((one) => ({ ...one, isHere: reaches(one.host, one.subset) })),
  }));
  const leading = routes.filter(({ destinations }) => destinations.some(({ isHere }) => isHere));
  if (leading.length === 0 && routes.length > 0) {
    warnings.add(`no route of VirtualService ${name}.${namespace} leads to these Pods`);
  }
  const gateways = (virtualService.spec.gateways ?? [])
    .filter((gateway) => gateway !== 'mesh')
    .map((gateway) => describeGateway(mesh, gateway.includes('/') ? gateway : `${namespace}/${gateway}`));
  for (const { gateway, exists } of gateways) {
    if (!exists) warnings.add(`VirtualService ${name}.${namespace} is for Gateway ${gateway}, which is not there`);
  }
  const description = {
    virtualService: `${name}.${namespace}`,
    routes: leading,
    otherRoutes: routes.length - leading.length,
    gateways,
  };
  return { description, warnings: [...warnings] };
}

type Destinations = readonly Omit<RouteDescription['destinations'][number], 'isHere'>[];
type Route = Omit<RouteDescription, 'destinations'> & { readonly destinations: Destinations };

function allRoutes({ spec }: VirtualService): Route[] {
  const { http = [], tls = [], tcp = [] } = spec;
  const l4 = (protocol: 'tls' | 'tcp', routes: typeof tls): Route[] =>
    routes.map(({ match = [], route }) => ({
      protocol,
      match: l4Match(match),
      faults: [],
      destinations: destinationsOf(route),
    }));
  return [
    ...http.map(({ match, route, fault }) => ({
      protocol: 'http' as const,
      match: matchText(match),
      faults: [...(fault?.delay ? ['delays requests'] : []), ...(fault?.abort ? ['aborts requests'] : [])],
      destinations: destinationsOf(route),
    })),
    ...l4('tls', tls),
    ...l4('tcp', tcp),
  ];
}

type Routed = NonNullable<NonNullable<VirtualService['spec']['http']>[number]['route']>;

/** A single destination takes all, whatever its weight. */
const destinationsOf = (route: Routed = []): Destinations =>
  route.map(({ destination, weight }) => ({
    host: destination?.host ?? '',
    ...(destination?.subset !== undefined && { subset: destination.subset }),
    weight: weight ?? (route.length === 1 ? 100 : 0),
  }));

const l4Match = (matches: readonly JsonObject[]): string =>
  matches
    .map((match) =>
      Object.entries(match)
        .map(
          ([field, value]) =>
            `${field} ${Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
        )
        .join(', '),
    )
    .join(' or ');

/** @param fullName `namespace/name` */
function describeGateway(mesh: Mesh, fullName: string): GatewayDescription {
  const [namespace = '', name = ''] = fullName.split('/');
  const gateway = mesh.find('Gateway', name, namespace);
  const label = `${name}.${namespace}`;
  if (gateway === undefined) return { gateway: label, exists: false, addresses: [] };
  const pods = mesh.labelled('Pod', gateway.spec.selector ?? {}).filter(({ assumed }) => !assumed);
  const services = mesh.each('Service').filter(({ spec, namespace }) => {
    const selector = spec.selector ?? {};
    return (
      Object.keys(selector).length > 0 &&
      pods.some((pod) => pod.namespace === namespace && matchesLabels(selector, pod.labels))
    );
  });
  return { gateway: label, exists: true, addresses: [...new Set(services.flatMap(addressesOf))] };
}

const schemes: Readonly<Record<string, readonly [scheme: string, usual: number]>> = {
  HTTP: ['http', 80],
  HTTP2: ['http', 80],
  HTTPS: ['https', 443],
};

/** Where a Service of type LoadBalancer is reached from outside, by HTTP. */
function addressesOf({ spec, body, assumed }: Service): string[] {
  if (assumed) return [];
  const balancers = objectsAt(body, 'status', 'loadBalancer', 'ingress');
  const hosts = balancers.map((one) => textAt(one, 'hostname') || textAt(one, 'ip')).filter((host) => host !== '');
  return hosts.flatMap((host) =>
    (spec.ports ?? []).flatMap((port) => {
      const [scheme, usual] = schemes[protocolOf(port)] ?? [];
      return scheme === undefined ? [] : [`${scheme}://${host}${port.port === usual ? '' : `:${port.port}`}`];
    }),
  );
}
