import { listNames } from '../../base/list-names.ts';
import { entry } from '../../base/map-entry.ts';
import type {
  ConfigurationDescription,
  EffectiveMtls,
  GatewayDescription,
  GatewayRouteDescription,
  MtlsDescription,
  ParentDescription,
  PodDescription,
  RouteDescription,
  RoutingDescription,
  RuleDescription,
  ServiceDescription,
  ServicePort,
  WaypointDescription,
} from '../../proxy/describe/description.ts';
import type { Style } from '../style.ts';
import { visible } from '../text/visible.ts';

/** A section: its title, and lines below it, deeper ones indented by themselves. */
interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

const indent = '   ';
const deeper = (lines: readonly string[]): string[] => lines.map((line) => indent + line);

/** What holds for a Pod, in titled sections. */
export function podDescriptionText(pod: PodDescription, style: Style): string {
  return sectionsText(
    [
      { title: `Pod: ${pod.pod}`, lines: podLines(pod) },
      ...pod.services.map(serviceSection),
      { title: 'Mutual TLS', lines: mtlsLines(pod.mtls) },
      { title: 'AuthorizationPolicies', lines: accessLines(pod) },
      ...(pod.configuration.length === 0
        ? []
        : [{ title: 'Also configured by', lines: configurationLines(pod.configuration) }]),
      ...warningSection([...pod.warnings, ...pod.services.flatMap(({ warnings }) => warnings)]),
    ],
    style,
  );
}

/** What holds for a Service, and for its Pods what is of these alone. */
export function serviceDescriptionText(
  service: ServiceDescription,
  pods: readonly PodDescription[],
  style: Style,
): string {
  return sectionsText(
    [
      serviceSection(service),
      ...alikeSections(pods),
      ...warningSection([
        ...service.warnings,
        ...pods.flatMap((pod) => pod.warnings.map((warning) => `${pod.pod}: ${warning}`)),
      ]),
    ],
    style,
  );
}

/** Pods of a Service are mostly alike: those that are share a section. */
function alikeSections(pods: readonly PodDescription[]): Section[] {
  const found = new Map<string, { names: string[]; lines: readonly string[] }>();
  for (const pod of pods) {
    const [mode = '', ...ports] = mtlsLines(pod.mtls);
    const lines = [
      ...podLines(pod),
      `Mutual TLS: ${mode}`,
      ...ports,
      ...accessLines(pod),
      ...alsoConfigured(pod.configuration),
    ];
    entry(found, lines.join('\n'), () => ({ names: [] as string[], lines })).names.push(pod.pod);
  }
  return Array.from(found.values(), ({ names, lines }) => ({
    title: `${names.length === 1 ? 'Pod' : 'Pods'}: ${listNames(names)}`,
    lines,
  }));
}

const sectionsText = (sections: readonly Section[], style: Style): string =>
  sections
    .map(({ title, lines }) =>
      [style.bold(visible(title)), ...deeper(lines).map((line) => visible(style.spell(line)))]
        .map((line) => `${line}\n`)
        .join(''),
    )
    .join('\n');

const warningSection = (warnings: readonly string[]): Section[] =>
  warnings.length === 0 ? [] : [{ title: 'Warnings', lines: [...new Set(warnings)] }];

const podLines = ({ revision, ports, dataPlane, dataPlaneBecause, waypoint }: PodDescription): string[] => [
  ...(revision === '' ? [] : [`Revision: ${revision}`]),
  `Ports: ${ports.map(({ port, protocol, container }) => `${port}${protocol === 'TCP' ? '' : `/${protocol}`} (${container})`).join(', ') || 'none'}`,
  `Data plane: ${dataPlane} (${dataPlaneBecause})`,
  ...waypointLines(waypoint),
];

/** What a waypoint serves: calls to Services, to the addresses of workloads, or both. */
const served: Readonly<Record<string, string>> = {
  service: 'for calls to Services',
  workload: 'for calls to addresses of Pods',
  all: 'for all calls',
  none: 'for no calls',
};

const waypointLines = (waypoint: WaypointDescription | undefined): string[] =>
  waypoint === undefined
    ? []
    : [`Waypoint: ${waypoint.waypoint} ${served[waypoint.serves] ?? `for ${waypoint.serves}`} (${waypoint.because})`];

function serviceSection(service: ServiceDescription): Section {
  const { ports, destinationRules, virtualServices, gatewayRoutes, waypoint, authorizationPolicies } = service;
  return {
    title: `Service: ${service.service}`,
    lines: [
      ...ports.map(portLine),
      ...waypointLines(waypoint),
      ...destinationRules.flatMap(ruleLines),
      ...virtualServices.flatMap(routingLines),
      ...gatewayRoutes.flatMap(gatewayRouteLines),
      ...authorizationPolicies.map(
        ({ policy, action }) => `${action} by AuthorizationPolicy ${policy}, at the waypoint`,
      ),
      ...alsoConfigured(service.configuration),
    ],
  };
}

const configurationLines = (configuration: readonly ConfigurationDescription[]): string[] =>
  configuration.map(({ kind, name }) => `${kind} ${name}`);

const alsoConfigured = (configuration: readonly ConfigurationDescription[]): string[] =>
  configuration.length === 0 ? [] : [`Also configured by: ${configurationLines(configuration).join(', ')}`];

const portLine = ({ name, port, protocol, targetPort }: ServicePort): string =>
  `Port: ${[name, `${port}/${protocol}`].filter((part) => part !== '').join(' ')} ${
    targetPort === undefined ? 'targets no port of the Pods' : `targets pod port ${targetPort}`
  }`;

const ruleLines = (rule: RuleDescription): string[] => [
  `DestinationRule: ${rule.rule} for "${rule.host}"`,
  ...deeper([
    ...(rule.subsets.length > 0 ? [`Matching subsets: ${rule.subsets.join(', ')}`] : []),
    ...(rule.otherSubsets.length > 0 ? [`Other subsets: ${rule.otherSubsets.join(', ')}`] : []),
    ...settingLines(rule),
    ...rule.portSettings.map((port) => `Port ${port.port}: ${settingLines(port).join('; ') || 'no settings'}`),
    ...(hasNoSettings(rule) ? ['No traffic policy'] : []),
  ]),
];

const hasNoSettings = (rule: RuleDescription): boolean =>
  settingLines(rule).length === 0 && rule.portSettings.length === 0;

const settingLines = ({ policies, tlsMode }: Pick<RuleDescription, 'policies' | 'tlsMode'>): string[] => [
  ...(tlsMode === undefined ? [] : [`TLS mode: ${tlsMode}`]),
  ...(policies.length > 0 ? [`Policies: ${policies.join(', ')}`] : []),
];

const routingLines = ({ virtualService, routes, otherRoutes, gateways }: RoutingDescription): string[] => [
  `VirtualService: ${virtualService}`,
  ...deeper([...routes.flatMap(routeLines), ...elsewhere(otherRoutes), ...gateways.map(gatewayLine)]),
];

const gatewayRouteLines = (route: GatewayRouteDescription): string[] => [
  `${route.kind}: ${route.route}${route.hostnames.length > 0 ? ` for ${route.hostnames.join(', ')}` : ''}`,
  ...deeper([...route.routes.flatMap(routeLines), ...elsewhere(route.otherRoutes), ...route.parents.map(parentLine)]),
];

const parentLine = ({ kind, name, section, exists, problems }: ParentDescription): string =>
  `${kind}: ${name}${section === undefined ? '' : `, listener ${section}`}${exists ? '' : ' (which is not there)'}${problems.length > 0 ? ` (refused: ${problems.join('; ')})` : ''}`;

const elsewhere = (routes: number): string[] =>
  routes === 0 ? [] : [`${routes} further ${routes === 1 ? 'route leads' : 'routes lead'} elsewhere`];

const routeLines = ({ protocol, match, faults, destinations }: RouteDescription): string[] => [
  `${protocol.toUpperCase()} route for ${match || 'all that is left'}${faults.map((fault) => `; ${fault}`).join('')}`,
  ...deeper(
    destinations.map(
      ({ host, subset, weight, isHere }) =>
        `to host "${host}"${subset === undefined ? '' : ` subset "${subset}"`} with weight ${weight}%${isHere ? '' : ' (elsewhere)'}`,
    ),
  ),
];

const gatewayLine = ({ gateway, exists, addresses }: GatewayDescription): string =>
  `Gateway: ${gateway}${exists ? '' : ' (which is not there)'}${addresses.length > 0 ? `, exposed at ${addresses.join(', ')}` : ''}`;

const mtlsLines = (mtls: MtlsDescription | undefined): string[] =>
  mtls === undefined
    ? ['as Gateways say: it is a gateway']
    : [modeText(mtls), ...mtls.ports.map((port) => `port ${port.port}: ${modeText(port)}`)];

const modeText = ({ mode, decidedBy, note }: EffectiveMtls): string =>
  `${mode} (${note ?? decidedBy ?? 'no PeerAuthentication sets it'})`;

const accessLines = ({ authorizationPolicies, enforced }: PodDescription): string[] => [
  ...(authorizationPolicies.length === 0 ? ['no AuthorizationPolicy selects the Pod: everything is let in'] : []),
  ...authorizationPolicies.map(({ policy, action }) => `${action} by ${policy}`),
  ...(enforced === undefined
    ? []
    : [`Enforced by the proxy: ${enforced.map(({ action, policy }) => `${action} ${policy}`).join(', ') || 'none'}`]),
];
