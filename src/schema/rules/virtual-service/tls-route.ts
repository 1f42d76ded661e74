import type { TLSMatchAttributes, VirtualService } from '../../compiled/networking.istio.io/VirtualService.js';
import { isIpAddress } from '../../values/address.ts';
import { quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';
import { checkDestinations } from './destinations.ts';
import { coverageOf, virtualHostProblem } from './hosts.ts';
import { checkSubnets, checkTrafficSource } from './traffic-source.ts';

interface Surroundings {
  /** Whether one of the spec's hosts holds a name whole. */
  readonly isCovered: (name: string) => boolean;
  /** True where a name may be one that AUTO_PASSTHROUGH has made. */
  readonly orPassthrough: boolean;
}

function checkSniHosts(
  { sniHosts = [] }: TLSMatchAttributes,
  { isCovered, orPassthrough }: Surroundings,
  field: Field,
) {
  if (sniHosts.length === 0) field.error('must name a host at least');
  for (const [i, name] of sniHosts.entries()) {
    const problem = virtualHostProblem(name, orPassthrough);
    if (problem === undefined) {
      if (!isCovered(name)) field.at(i).error(`${quote(name)} must be in spec.hosts, or within a wildcard there`);
    } else if (isIpAddress(name)) {
      field.at(i).warning(`is an IP address, ${name}: clients send none as SNI (RFC 6066, 3), so that nothing matches`);
    } else field.at(i).error(problem);
  }
}

/** Routes of TLS connections by the name that the client asks for; `field` is where they stand. */
export function checkTlsRoutes({ tls = [], hosts = [], gateways = [] }: VirtualService, field: Field): void {
  if (tls.length === 0) return;
  const isCovered = hosts.length === 0 ? () => true : coverageOf(hosts);
  const surroundings = { isCovered, orPassthrough: !gateways.includes('mesh') };
  for (const [i, { match = [], route = [] }] of tls.entries()) {
    if (match.length === 0) field.at(i, 'match').error('must have a match at least');
    for (const [j, each] of match.entries()) {
      const at = field.at(i, 'match', j);
      checkSniHosts(each, surroundings, at.at('sniHosts'));
      checkTrafficSource(each, at);
      checkSubnets(each, at);
    }
    if (route.length === 0) field.at(i, 'route').error('is required, and missing');
    checkDestinations(route, field.at(i, 'route'));
  }
}
