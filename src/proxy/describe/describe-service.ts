import { toFqdn } from '../../resources/hosts.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { accessToService, configurationOfService } from './configuration.ts';
import type {
  ConfigurationDescription,
  PolicyDescription,
  RuleDescription,
  ServiceDescription,
  ServicePort,
} from './description.ts';
import { describeGatewayRoute, gatewayRoutesFor } from './gateway-routes.ts';
import { servicePorts } from './service-ports.ts';
import { describeRouting, type RoutedService, virtualServicesFor } from './service-routes.ts';
import { describeRule, rulesFor } from './service-rules.ts';
import { describeWaypoint, servesServices, type UsedWaypoint, waypointOf, waypointTrouble } from './waypoints.ts';

type Pod = Resource<BodyOf<'Pod'>>;
type Service = Resource<BodyOf<'Service'>>;

/** What holds for a Service, and for those of its Pods that are given. */
export function describeService(mesh: Mesh, service: Service, pods: readonly Pod[]): ServiceDescription {
  const { name, namespace } = service;
  const labels = pods.map((pod) => pod.labels);
  const host = toFqdn(name, namespace);
  const destinationRules = rulesFor(mesh, namespace, host, namespace).map((rule) => describeRule(rule, labels));
  const routed: RoutedService = { host, namespace, rules: destinationRules };
  const routings = virtualServicesFor(mesh, routed).map((one) => describeRouting(mesh, one, routed));
  const gatewayRoutings = gatewayRoutesFor(mesh, service).map((route) => describeGatewayRoute(mesh, route, service));
  const waypoint = waypointOf(mesh, service);
  const serving = waypoint !== undefined && servesServices(waypoint) ? waypoint : undefined;
  const ports = servicePorts(service, pods[0]);
  const authorizationPolicies = accessToService(mesh, service, serving);
  const configuration = configurationOfService(mesh, service, serving);
  return {
    service: `${name}.${namespace}`,
    ports,
    destinationRules,
    virtualServices: routings.map(({ description }) => description),
    gatewayRoutes: gatewayRoutings.map(({ description }) => description),
    ...(waypoint !== undefined && { waypoint: describeWaypoint(waypoint) }),
    authorizationPolicies,
    configuration,
    warnings: [
      ...(pods.length === 0 ? [] : missingInPods(`${name}.${namespace}`, ports, destinationRules)),
      ...(pods.length === 0 ? [] : routings.flatMap(({ warnings }) => warnings)),
      ...gatewayRoutings.flatMap(({ warnings }) => warnings),
      ...waypointTrouble(waypoint),
      ...(serving !== undefined
        ? []
        : unserved(`${name}.${namespace}`, waypoint, [
            ...authorizationPolicies.map(asConfiguration),
            ...configuration,
          ])),
    ],
  };
}

/** Ports and subsets that are of other Pods than those that are given. */
const missingInPods = (
  service: string,
  ports: readonly ServicePort[],
  rules: readonly RuleDescription[],
): readonly string[] => [
  ...ports
    .filter(({ targetPort }) => targetPort === undefined)
    .map(({ port }) => `port ${port} of Service ${service} targets a port that the Pods do not name`),
  ...rules
    .filter(({ subsets, otherSubsets }) => subsets.length === 0 && otherSubsets.length > 0)
    .map(
      ({ rule, otherSubsets }) =>
        `no subset of DestinationRule ${rule} matches: ${otherSubsets.join(', ')} are of other Pods`,
    ),
];

/** What no waypoint does for the Service, though there is one, or is to be done by one. */
const unserved = (
  service: string,
  waypoint: UsedWaypoint | undefined,
  attached: readonly ConfigurationDescription[],
): readonly string[] => [
  ...(waypoint !== undefined && waypoint.trouble === undefined
    ? [
        `waypoint ${waypoint.name}.${waypoint.namespace} does not serve Services (istio.io/waypoint-for): calls go past it`,
      ]
    : []),
  ...attached.map(
    (one) => `${one.kind} ${one.name} is attached to Service ${service}, which no waypoint serves: it holds nowhere`,
  ),
];

const asConfiguration = ({ policy }: PolicyDescription): ConfigurationDescription => ({
  kind: 'AuthorizationPolicy',
  name: policy,
});
