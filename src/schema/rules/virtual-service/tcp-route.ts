import type { TCPRoute } from '../../compiled/networking.istio.io/VirtualService.js';
import type { Field } from '../rule.ts';
import { checkDestinations } from './destinations.ts';
import { checkSubnets, checkTrafficSource } from './traffic-source.ts';

/** A route of TCP connections. */
export function checkTcpRoute({ match = [], route = [] }: TCPRoute, field: Field): void {
  for (const [i, each] of match.entries()) {
    checkTrafficSource(each, field.at('match', i));
    checkSubnets(each, field.at('match', i));
  }
  if (route.length === 0) field.at('route').error('is required, and missing');
  checkDestinations(route, field.at('route'));
}
