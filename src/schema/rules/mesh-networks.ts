import type { IstioNetworkGateway, MeshNetworks, NetworkEndpoints } from '../compiled/mesh.istio.io/MeshNetworks.js';
import { isIpAddress, subnetProblem } from '../values/address.ts';
import { dnsLabelProblem, hostProblem } from '../values/host.ts';
import { portProblem } from '../values/port.ts';
import { defineRules, type Field } from './rule.ts';

function checkEndpoints({ fromCidr, fromRegistry }: NetworkEndpoints, field: Field): void {
  if (fromCidr !== undefined) field.at('fromCidr').check(subnetProblem(fromCidr));
  else if (fromRegistry !== undefined) field.at('fromRegistry').check(dnsLabelProblem(fromRegistry));
  else field.warning('has no effect without fromCidr or fromRegistry');
}

function checkGateway({ registryServiceName, address, port }: IstioNetworkGateway, field: Field): void {
  if (registryServiceName !== undefined) field.at('registryServiceName').check(hostProblem(registryServiceName));
  else if (address === undefined) field.warning('has no effect without address or registryServiceName');
  else if (!isIpAddress(address)) field.at('address').check(hostProblem(address));
  field.at('port').check(port === undefined ? 'is required, and missing' : portProblem(port));
}

/** What Istio demands of mesh networks (istio.io, Mesh Networks) beyond their schema. */
export default defineRules<MeshNetworks>('MeshNetworks', {
  'endpoints-and-gateways'({ networks = {} }, field) {
    for (const [name, { endpoints = [], gateways = [] }] of Object.entries(networks)) {
      const at = field.at('networks', name);
      for (const [i, one] of endpoints.entries()) checkEndpoints(one, at.at('endpoints', i));
      for (const [i, gateway] of gateways.entries()) checkGateway(gateway, at.at('gateways', i));
    }
  },
});
