import type { Destination } from '../../resources/kinds/networking.ts';
import type { RolloutStrategy, RoutedBy } from '../../resources/kinds/progressive-delivery.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { defineAnalyzer, type Report } from '../analyzer.ts';
import { RolloutReferenceNotFound, RolloutRouteUnfit } from '../messages/progressive-delivery.ts';

type Rollout = Resource<BodyOf<'Rollout'>>;
type VirtualService = Resource<BodyOf<'VirtualService'>>;
type CanaryStrategy = NonNullable<RolloutStrategy['canary']>;
type Protocol = 'http' | 'tls' | 'tcp';

const place = ['spec', 'strategy', 'canary', 'trafficRouting', 'istio'] as const;
/** The field of a Rollout that names a VirtualService's routes of a protocol. */
const routeFields = { http: 'routes', tls: 'tlsRoutes', tcp: 'tcpRoutes' } as const;
const protocols = ['http', 'tls', 'tcp'] as const;

export default defineAnalyzer({
  id: 'rollout.VirtualServiceAnalyzer',
  summary: 'The VirtualServices on which a Rollout shifts traffic exist, with routes to both its versions',
  reads: ['Rollout', 'VirtualService'],
  emits: [RolloutReferenceNotFound, RolloutRouteUnfit],
  evidence: { VirtualService: [RolloutReferenceNotFound] },
  run(mesh, report) {
    for (const rollout of mesh.each('Rollout')) {
      const strategy = rollout.spec.strategy?.canary;
      const { virtualService, virtualServices } = strategy?.trafficRouting?.istio ?? {};
      const named: [RoutedBy, (string | number)[]][] =
        virtualServices?.map((one, i) => [one, [...place, 'virtualServices', i]]) ??
        (virtualService === undefined ? [] : [[virtualService, [...place, 'virtualService']]]);
      for (const [by, path] of named) {
        if (strategy === undefined || !by.name) continue;
        const { name, namespace = rollout.namespace } = parseName(by.name);
        const found = mesh.find('VirtualService', name, namespace);
        if (found === undefined) {
          report(RolloutReferenceNotFound, rollout.at(...path, 'name'), { kind: 'VirtualService', name: by.name });
        } else {
          // Protocols that the VirtualService has no list for are left alone, unless it has none at all.
          const present = protocols.filter((protocol) => found.spec[protocol] !== undefined);
          for (const protocol of present.length > 0 ? present : protocols) {
            checkRoutes({ rollout, strategy, by, path, vs: found, protocol }, report);
          }
        }
      }
    }
  },
});

/** `name`, or `name.namespace` for one elsewhere, perhaps followed by the cluster's domain. */
function parseName(text: string): { name: string; namespace?: string } {
  const short = text.endsWith('.cluster.local') ? text.slice(0, -'.cluster.local'.length) : text;
  const dot = short.lastIndexOf('.');
  return dot < 0 ? { name: short } : { name: short.slice(0, dot), namespace: short.slice(dot + 1) };
}

/** Routes of one protocol, and who is to change them. */
interface Shifting {
  readonly rollout: Rollout;
  readonly strategy: CanaryStrategy;
  readonly by: RoutedBy;
  /** Where the Rollout says `by`. */
  readonly path: readonly (string | number)[];
  readonly vs: VirtualService;
  readonly protocol: Protocol;
}

type Reporting = Report<typeof RolloutReferenceNotFound | typeof RolloutRouteUnfit>;

/** What Argo Rollouts itself demands of the routes of one protocol (its validation of referenced resources). */
function checkRoutes(shifting: Shifting, report: Reporting): void {
  const { rollout, strategy, by, vs, protocol } = shifting;
  const isNamed = (by[routeFields[protocol]] ?? []).length > 0;
  const shifted = isNamed ? namedRoutes(shifting, report) : onlyRoute(shifting, report);
  for (const index of shifted) {
    const route = vs.spec[protocol]?.[index]?.route ?? [];
    const missing = missingDestinations(
      strategy,
      route.map(({ destination = {} }) => destination),
    );
    if (missing.length === 0) continue;
    report(RolloutRouteUnfit, vs.at('spec', protocol, index, 'route'), {
      rollout: rollout.fullName,
      problem: `the route has no destination with ${missing.join(' and none with ')}`,
      remedy:
        'Add it; the weights are the Rollout’s to change, 100 for the stable version and 0 for the canary to begin with',
    });
  }
}

/** Places of the routes that the Rollout names; those that are not there are reported. */
function namedRoutes({ rollout, by, path, vs, protocol }: Shifting, report: Reporting): Set<number> {
  const routes: readonly Route[] = vs.spec[protocol] ?? [];
  const field = routeFields[protocol];
  const shifted = new Set<number>();
  for (const [i, one] of (by[field] ?? []).entries()) {
    const matching = routes.flatMap((route, index) => (isMeant(one, route) ? [index] : []));
    if (matching.length === 0) {
      const kind = protocol === 'http' ? 'http route' : protocol === 'tls' ? 'TLS route' : 'TCP route';
      const of = `VirtualService ${vs.fullName}`;
      report(RolloutReferenceNotFound, rollout.at(...path, field, i), { kind, name: nameOf(one), of });
    }
    // Of http routes with one name the first is changed, of the others all that match.
    for (const index of protocol === 'http' ? matching.slice(0, 1) : matching) shifted.add(index);
  }
  return shifted;
}

/** The place of the one route there is, but for those that the Rollout makes itself; of several, none can be meant. */
function onlyRoute({ rollout, strategy, vs, protocol }: Shifting, report: Reporting): readonly number[] {
  const routes: readonly Route[] = vs.spec[protocol] ?? [];
  const managed = new Set(strategy.trafficRouting?.managedRoutes?.map(({ name }) => name));
  const own = routes.flatMap((route, i) => ('name' in route && managed.has(route.name) ? [] : [i]));
  if (own.length <= 1) return own;
  report(RolloutRouteUnfit, vs.at('spec', protocol), {
    rollout: rollout.fullName,
    problem: `the VirtualService has ${own.length} ${protocol} routes, and the Rollout does not say which are meant`,
    remedy: `List them in ${routeFields[protocol]} of the Rollout's virtualService`,
  });
  return [];
}

type Wanted = string | NonNullable<RoutedBy['tlsRoutes']>[number];
type Route = { readonly name?: string; readonly match?: readonly object[] };

/** True for the route that a Rollout means: by name, or by the one port and all SNI hosts that it matches. */
function isMeant(wanted: Wanted, { name, match = [] }: Route): boolean {
  if (typeof wanted === 'string') return name === wanted;
  const matches = match as readonly { port?: unknown; sniHosts?: unknown }[];
  const ports = new Set(matches.map(({ port = 0 }) => port));
  if (ports.size > 1 || (wanted.port ?? 0) !== ([...ports][0] ?? 0)) return false;
  if (!('sniHosts' in wanted)) return true;
  const hosts = new Set(matches.flatMap(({ sniHosts }) => (Array.isArray(sniHosts) ? sniHosts : [])));
  const { sniHosts = [] } = wanted;
  return hosts.size === sniHosts.length && sniHosts.every((host) => hosts.has(host));
}

const nameOf = (wanted: Wanted): string =>
  typeof wanted === 'string' ? wanted : [`port ${wanted.port ?? 'any'}`, ...(wanted.sniHosts ?? [])].join(', ');

/** Of the Rollout's two versions those that no destination leads to: subsets of a DestinationRule, or else Services. */
function missingDestinations(strategy: CanaryStrategy, destinations: readonly Destination[]): string[] {
  const { stableService, canaryService, pingPong, trafficRouting } = strategy;
  const subsets = trafficRouting?.istio?.destinationRule;
  if (subsets !== undefined) {
    return [subsets.stableSubsetName, subsets.canarySubsetName]
      .filter((name) => name && !destinations.some(({ subset }) => subset === name))
      .map((name) => `subset "${name}"`);
  }
  const services =
    stableService || canaryService ? [stableService, canaryService] : [pingPong?.pingService, pingPong?.pongService];
  return services
    .filter((name) => name && !destinations.some(({ host = '' }) => host.split('.')[0] === name))
    .map((name) => `host "${name}"`);
}
