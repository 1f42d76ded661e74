import { message } from '../message.ts';

export const ServiceEntryAddressesRequired = message<Record<never, never>>({
  code: 'IST0134',
  name: 'ServiceEntryAddressesRequired',
  level: 'Warning',
  summary: 'A ServiceEntry with a TCP port has no addresses',
  text: () =>
    'a TCP port (which is what a port without a protocol is) is told apart by its address, and this ServiceEntry has ' +
    "none: set spec.addresses, or the port's own protocol, or let Istio allocate addresses",
});
