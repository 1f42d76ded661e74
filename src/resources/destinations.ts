import type { Path } from './json.ts';
import type { Destination, VirtualService } from './kinds/networking.ts';

/** A destination that a VirtualService sends or mirrors requests to. */
export interface PlacedDestination {
  readonly destination: Destination;
  /** Of the destination's host, from the resource's root. */
  readonly path: Path;
  /** Which list of the VirtualService the route is in. */
  readonly protocol: 'tcp' | 'tls' | 'http';
  /** The field that holds it; a mirror only gets copies of requests. */
  readonly role: 'route' | 'mirror' | 'mirrors';
}

const known = new WeakMap<VirtualService, readonly PlacedDestination[]>();

/** Every destination of a VirtualService's routes and mirrors. Several analyzers ask: the answer is remembered. */
export function destinationsOf(spec: VirtualService): readonly PlacedDestination[] {
  let destinations = known.get(spec);
  if (destinations === undefined) {
    destinations = [...eachDestination(spec)];
    known.set(spec, destinations);
  }
  return destinations;
}

function* eachDestination(spec: VirtualService): Generator<PlacedDestination> {
  for (const protocol of ['tcp', 'tls', 'http'] as const) {
    for (const [i, rule] of (spec[protocol] ?? []).entries()) {
      for (const [j, { destination = {} }] of (rule.route ?? []).entries()) {
        const path = ['spec', protocol, i, 'route', j, 'destination', 'host'];
        yield { destination, path, protocol, role: 'route' };
      }
    }
  }
  for (const [i, { mirror, mirrors = [] }] of (spec.http ?? []).entries()) {
    if (mirror !== undefined) {
      yield { destination: mirror, path: ['spec', 'http', i, 'mirror', 'host'], protocol: 'http', role: 'mirror' };
    }
    for (const [j, { destination = {} }] of mirrors.entries()) {
      const path = ['spec', 'http', i, 'mirrors', j, 'destination', 'host'];
      yield { destination, path, protocol: 'http', role: 'mirrors' };
    }
  }
}
