import { message } from '../message.ts';

export const VirtualServiceHostNotFoundInGateway = message<{ hosts: readonly string[]; gateway: string }>({
  code: 'IST0132',
  name: 'VirtualServiceHostNotFoundInGateway',
  level: 'Warning',
  summary: 'No host of the VirtualService is served by its Gateway',
  text: ({ hosts, gateway }) =>
    `Gateway ${gateway} serves none of the hosts ${hosts.join(', ')}: no traffic reaches these routes through it. ` +
    'Add a host to one of its servers, or remove the gateway here',
});

export const ReferencedInternalGateway = message<{ gateway: string }>({
  code: 'IST0165',
  name: 'ReferencedInternalGateway',
  level: 'Warning',
  summary: "A VirtualService refers to a gateway that Istio made for a Kubernetes Gateway's own use",
  text: ({ gateway }) =>
    `gateway "${gateway}" is one that Istio generates for a Kubernetes Gateway and may rename at any time: ` +
    'attach an HTTPRoute to that Kubernetes Gateway instead',
});
