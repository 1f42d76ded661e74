/** istiod gives it to what it makes of a Gateway of the Gateway API: the Gateway's name. */
export const gatewayNameLabel = 'gateway.networking.k8s.io/gateway-name';

/** And this: which of its controllers has made it. */
export const managedLabel = 'gateway.istio.io/managed';

/** The controllers: of gateways, of the mesh's waypoints, and of east-west gateways. */
export const gatewayController = 'istio.io-gateway-controller';
export const waypointController = 'istio.io-mesh-controller';
export const eastWestController = 'istio.io-eastwest-controller';
