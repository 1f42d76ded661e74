import type { L4MatchAttributes } from '../../compiled/networking.istio.io/VirtualService.js';
import { subnetProblem } from '../../values/address.ts';
import { checkLabels } from '../../values/labels.ts';
import { portProblem } from '../../values/port.ts';
import type { Field } from '../rule.ts';
import { checkGatewayNames } from './gateway-names.ts';

/** What matches of every protocol have: the port called, the workloads that call, and the gateways that they come by. */
type TrafficSource = Pick<L4MatchAttributes, 'port' | 'sourceLabels' | 'gateways'>;

/** What Istio demands of what a match says of the client. */
export function checkTrafficSource({ port = 0, sourceLabels, gateways }: TrafficSource, field: Field): void {
  if (port !== 0) field.at('port').check(portProblem(port));
  checkLabels(sourceLabels, field.at('sourceLabels'));
  checkGatewayNames(gateways, field.at('gateways'));
}

/** The addresses that a TCP or TLS connection is for. */
export function checkSubnets({ destinationSubnets = [] }: L4MatchAttributes, field: Field): void {
  for (const [i, subnet] of destinationSubnets.entries()) {
    field.at('destinationSubnets', i).check(subnetProblem(subnet));
  }
}
