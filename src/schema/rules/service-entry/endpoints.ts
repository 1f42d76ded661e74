import type { ServiceEntry } from '../../compiled/networking.istio.io/ServiceEntry.js';
import type { WorkloadEntry } from '../../compiled/networking.istio.io/WorkloadEntry.js';
import { isIpAddress, unixPrefix } from '../../values/address.ts';
import { hostProblem } from '../../values/host.ts';
import { checkLabels } from '../../values/labels.ts';
import { quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';
import { checkAddressOrNetwork } from '../workload-entry.ts';

type Resolution = NonNullable<ServiceEntry['resolution']>;
/** Checks the address of an endpoint of a service with as many ports as given. */
type AddressCheck = (endpoint: WorkloadEntry, field: Field, ports: number) => void;

function checkStaticAddress(endpoint: WorkloadEntry, field: Field, ports: number): void {
  const { address = '' } = endpoint;
  checkAddressOrNetwork(endpoint, field);
  if (address.startsWith(unixPrefix)) {
    if (ports !== 1) field.at('address').error(`must not be a Unix socket where the service has ${ports} ports, not 1`);
  } else if (address !== '' && !isIpAddress(address)) {
    field
      .at('address')
      .error(`must be an IP address or a Unix socket for the resolution STATIC, not ${quote(address)}`);
  }
}

function checkResolvedAddress({ address = '' }: WorkloadEntry, field: Field): void {
  if (isIpAddress(address) || hostProblem(address) === undefined) return;
  field.at('address').error(`must be an IP address or a host name to resolve, not ${quote(address)}`);
}

const addressChecks: Partial<Record<Resolution, AddressCheck>> = {
  STATIC: checkStaticAddress,
  DNS: checkResolvedAddress,
  DNS_ROUND_ROBIN: checkResolvedAddress,
};

/** Checks what a service resolves to; for the other resolutions there may be no endpoints. */
export function checkEndpoints({ endpoints, ports, resolution = 'NONE' }: ServiceEntry, field: Field): void {
  const checkAddress = addressChecks[resolution];
  if (checkAddress === undefined) return;
  const names = new Set(ports?.map(({ name = '' }) => name));
  endpoints?.forEach((endpoint, i) => {
    const at = field.at('endpoints', i);
    checkAddress(endpoint, at, names.size);
    checkLabels(endpoint.labels, at.at('labels'));
    for (const name of Object.keys(endpoint.ports ?? {})) {
      if (!names.has(name)) at.at('ports', name).error(`must be named for a port of the service, not ${quote(name)}`);
    }
  });
}
