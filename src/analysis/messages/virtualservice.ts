import { message } from '../message.ts';

export const ConflictingMeshGatewayVirtualServiceHosts = message<{
  host: string;
  /** Some of the other VirtualServices; none when the host stands twice in one. */
  others: readonly string[];
  more: boolean;
}>({
  code: 'IST0109',
  name: 'ConflictingMeshGatewayVirtualServiceHosts',
  level: 'Error',
  summary: 'Several VirtualServices route the same host inside the mesh',
  text: ({ host, others, more }) =>
    others.length === 0
      ? `host "${host}" stands twice in spec.hosts: remove one of them`
      : `host "${host}" is also routed inside the mesh by VirtualService ${others.join(', ')}${more ? ' and others' : ''}, ` +
        'and only one of them takes effect for a client: merge them into one, or keep them apart with exportTo',
});

export const VirtualServiceDestinationPortSelectorRequired = message<{ host: string; ports: readonly number[] }>({
  code: 'IST0112',
  name: 'VirtualServiceDestinationPortSelectorRequired',
  level: 'Error',
  summary: 'A destination with several ports is used without saying which',
  text: ({ host, ports }) =>
    `destination "${host}" has the ports ${ports.join(', ')}, and this route does not say which it means: ` +
    'set port.number of the destination',
});

export const VirtualServiceUnreachableRule = message<{ rule: string; reason: string }>({
  code: 'IST0130',
  name: 'VirtualServiceUnreachableRule',
  level: 'Warning',
  summary: 'A route of a VirtualService can never be used',
  text: ({ rule, reason }) => `${rule} is never used: ${reason}`,
});

export const VirtualServiceIneffectiveMatch = message<{ match: string; earlier: string; prefixes?: readonly string[] }>(
  {
    code: 'IST0131',
    name: 'VirtualServiceIneffectiveMatch',
    level: 'Info',
    summary: 'A match of a VirtualService repeats an earlier one, or lies within it',
    text: ({ match, earlier, prefixes }) =>
      prefixes === undefined
        ? `${match} repeats a match of ${earlier}, which takes its requests first: remove it, or make it differ`
        : `${match} has the prefix "${prefixes[1]}", but ${earlier} with the shorter prefix "${prefixes[0]}" comes first ` +
          'and may take all its requests: put the longer prefix first',
  },
);

export const VirtualServiceHostNotFoundInGateway = message<{
  hosts: readonly string[];
  gateway: string;
  exists: boolean;
}>({
  code: 'IST0132',
  name: 'VirtualServiceHostNotFoundInGateway',
  level: 'Warning',
  summary: 'No host of the VirtualService is served by its Gateway',
  text: ({ hosts, gateway, exists }) =>
    exists
      ? `Gateway ${gateway} serves none of the hosts ${hosts.join(', ')}: no traffic reaches these routes through it. ` +
        'Add a host to one of its servers, or remove the gateway here'
      : `without a Gateway ${gateway} no traffic reaches these routes through it: one that is to be created has to serve ` +
        `one of the hosts ${hosts.join(', ')}`,
});

export const IngressRouteRulesNotAffected = message<{ host: string; other: string }>({
  code: 'IST0140',
  name: 'IngressRouteRulesNotAffected',
  level: 'Warning',
  summary: 'Routes to subsets do not apply to what comes in through a gateway',
  text: ({ host, other }) =>
    `requests from a gateway to "${host}" do not follow the routes to its subsets in VirtualService ${other}: ` +
    'name the subset in this destination too',
});

export const JwtClaimBasedRoutingWithoutRequestAuthN = message<{ key: string; gateway: string; pod: string }>({
  code: 'IST0149',
  name: 'JwtClaimBasedRoutingWithoutRequestAuthN',
  level: 'Error',
  summary: 'Routes depend on JWT claims, but nothing validates JWTs at the gateway',
  text: ({ key, gateway, pod }) =>
    `"${key}" never matches at Gateway ${gateway}: no RequestAuthentication selects its Pod ${pod}, so no claims are ` +
    "read there. Add a RequestAuthentication that selects the gateway's Pods, in their namespace",
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
