import type { WorkloadTemplate } from '../compiled/networking.istio.io/WorkloadEntry.js';
import { isIpAddress, unixPrefix } from '../values/address.ts';
import { hostProblem } from '../values/host.ts';
import { checkLabels } from '../values/labels.ts';
import { isSet } from '../values/presence.ts';
import { quote } from '../values/value.ts';
import { defineRules, type Field } from './rule.ts';

/** Reports an entry without an address, which its network alone has to make up for. That both are missing the schema says. */
export function checkAddressOrNetwork({ address, network }: WorkloadTemplate, field: Field): void {
  const at = field.at('address');
  if (isSet(address)) return;
  if (network) at.warning(`is missing: the network ${quote(network)} alone says where the workload is`);
  else if (address !== undefined || network !== undefined) at.error('must not be empty without network');
}

/** What Istio demands of a WorkloadEntry (istio.io, Workload Entry); ports and Unix sockets are in its schema. */
export default defineRules<WorkloadTemplate>('WorkloadEntry', {
  'address-or-network': checkAddressOrNetwork,
  'known-address'({ address = '' }, field) {
    if (address === '' || address.startsWith(unixPrefix) || isIpAddress(address)) return;
    if (hostProblem(address) === undefined) return;
    field.at('address').error(`must be an IP address, a host name or ${unixPrefix} and a path, not ${quote(address)}`);
  },
  'known-labels'({ labels }, field) {
    checkLabels(labels, field.at('labels'));
  },
});
