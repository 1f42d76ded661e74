import type {
  Destination,
  HTTPRoute,
  HTTPRouteDestination,
  Percent,
  RouteDestination,
} from '../../compiled/networking.istio.io/VirtualService.js';
import { dnsLabelProblem, wildcardHostProblem } from '../../values/host.ts';
import { portProblem } from '../../values/port.ts';
import type { Field } from '../rule.ts';
import { checkHeaders } from './headers.ts';

/** Where requests go: a host, perhaps one of its subsets and a port. */
function checkDestination({ host = '', subset = '', port }: Destination, field: Field): void {
  field.at('host').check(host === '*' ? 'must be a host, not "*"' : wildcardHostProblem(host));
  if (subset !== '') field.at('subset').check(dnsLabelProblem(subset));
  if (port !== undefined) field.at('port', 'number').check(portProblem(port.number ?? 0));
}

/** Destinations and their weights, which have to leave something to send to where there are several. */
export function checkDestinations(destinations: readonly RouteDestination[], field: Field): void {
  for (const [i, { destination, weight = 0 }] of destinations.entries()) {
    if (destination !== undefined) checkDestination(destination, field.at(i, 'destination'));
    if (weight < 0) field.at(i, 'weight').error(`must be 0 or more, not ${weight}`);
  }
  if (destinations.length > 1 && destinations.every(({ weight = 0 }) => weight === 0)) {
    field.error(`has ${destinations.length} destinations, none with a weight above 0`);
  }
}

/** As `checkDestinations`, with the headers that are changed on the way to each. */
export function checkHttpRoutes(destinations: readonly HTTPRouteDestination[], field: Field): void {
  checkDestinations(destinations, field);
  for (const [i, { headers }] of destinations.entries()) {
    if (headers !== undefined) checkHeaders(headers, field.at(i, 'headers'));
  }
}

function checkMirrored({ value = 0 }: Percent, field: Field): void {
  if (value < 0 || value > 100) field.at('value').error(`must be from 0 to 100, not ${value}`);
}

const oldShares = ['mirrorPercent', 'mirror_percent'] as const;

/** Where copies of requests go, and of how many. */
export function checkMirrors(route: HTTPRoute, field: Field): void {
  const { mirror, mirrors = [], mirrorPercentage } = route;
  if (mirror !== undefined) checkDestination(mirror, field.at('mirror'));
  for (const [i, { destination, percentage }] of mirrors.entries()) {
    if (destination !== undefined) checkDestination(destination, field.at('mirrors', i, 'destination'));
    if (percentage !== undefined) checkMirrored(percentage, field.at('mirrors', i, 'percentage'));
  }
  if (mirrorPercentage !== undefined) checkMirrored(mirrorPercentage, field.at('mirrorPercentage'));
  for (const name of oldShares) {
    const percent = route[name] ?? undefined;
    if (percent === undefined) continue;
    if (percent > 100) field.at(name).error(`must be at most 100, not ${percent}`);
    field.at(name).warning('is deprecated: write mirrorPercentage');
  }
}
