import type { Path } from './json.ts';
import type { Destination, VirtualService } from './kinds/networking.ts';

/** A destination that a VirtualService sends or mirrors requests to. */
class PlacedDestination {
  constructor(
    readonly destination: Destination,
    /** Which list of the VirtualService the route is in. */
    readonly protocol: 'tcp' | 'tls' | 'http',
    /** The field that holds it; a mirror only gets copies of requests. */
    readonly role: 'route' | 'mirror' | 'mirrors',
    /** The rule's index in its list. */
    private readonly rule: number,
    /** The index in `role`, where that is a list. */
    private readonly index = 0,
  ) {}

  /** Of the destination's host, from the resource's root. Few are asked for, so it is made anew each time. */
  get path(): Path {
    const { protocol, role, rule, index } = this;
    return role === 'mirror'
      ? ['spec', protocol, rule, role, 'host']
      : ['spec', protocol, rule, role, index, 'destination', 'host'];
  }
}

const known = new WeakMap<VirtualService, readonly PlacedDestination[]>();

/** Every destination of a VirtualService's routes and mirrors. Several analyzers ask: the answer is remembered. */
export function destinationsOf(spec: VirtualService): readonly PlacedDestination[] {
  let destinations = known.get(spec);
  if (destinations === undefined) {
    destinations = findDestinations(spec);
    known.set(spec, destinations);
  }
  return destinations;
}

const nothing: Destination = {};

function findDestinations(spec: VirtualService): PlacedDestination[] {
  const found: PlacedDestination[] = [];
  addRoutes(found, 'tcp', spec.tcp);
  addRoutes(found, 'tls', spec.tls);
  addRoutes(found, 'http', spec.http);
  spec.http?.forEach(({ mirror, mirrors }, rule) => {
    if (mirror !== undefined) found.push(new PlacedDestination(mirror, 'http', 'mirror', rule));
    mirrors?.forEach(({ destination = nothing }, i) => {
      found.push(new PlacedDestination(destination, 'http', 'mirrors', rule, i));
    });
  });
  return found;
}

type Rules = readonly { readonly route?: readonly { readonly destination?: Destination }[] }[];

function addRoutes(to: PlacedDestination[], protocol: 'tcp' | 'tls' | 'http', rules: Rules = []): void {
  for (let rule = 0; rule < rules.length; rule++) {
    const routes = rules[rule]!.route ?? [];
    for (let i = 0; i < routes.length; i++) {
      to.push(new PlacedDestination(routes[i]!.destination ?? nothing, protocol, 'route', rule, i));
    }
  }
}
