export const gatewayApiGroup = 'gateway.networking.k8s.io';

/**
 * The version that a definition of the Gateway API has to serve for Istio 1.30 to use its kind, and the one that coming releases
 * will ask for (istioctl/pkg/precheck).
 */
export const neededVersions: Readonly<Record<string, { readonly now?: string; readonly soon?: string }>> = {
  Gateway: { now: 'v1beta1', soon: 'v1' },
  GatewayClass: { now: 'v1beta1', soon: 'v1' },
  HTTPRoute: { now: 'v1beta1', soon: 'v1' },
  GRPCRoute: { soon: 'v1' },
  ReferenceGrant: { now: 'v1beta1' },
};
