import { MeshwrightError } from '../../base/errors.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { KubeError } from '../../kube/kube-error.ts';
import type { JsonObject } from '../../resources/json.ts';
import { isWaypoint, waypointClass } from './waypoint.ts';

export const gatewayKind = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };

/** Which waypoints; without `namespace` those of all. */
export interface WaypointSelection {
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly labelSelector?: string | undefined;
}

/**
 * The Gateways of waypoints, in the order of namespaces and names. Throws as `requireGatewayApi`, and KubeError.
 */
export async function waypointGateways(
  api: KubeApi,
  { namespace, name, labelSelector }: WaypointSelection,
  options?: CallOptions,
): Promise<JsonObject[]> {
  await requireGatewayApi(api, options);
  const fieldSelector = name === undefined ? undefined : `metadata.name=${name}`;
  const { items } = await api.list({ ...gatewayKind, namespace, labelSelector, fieldSelector }, options);
  return items.filter(isWaypoint);
}

/** @throws MeshwrightError where the cluster has no Gateway API, with how to install it */
export async function requireGatewayApi(api: KubeApi, options?: CallOptions): Promise<void> {
  const kinds = await api.kinds(options);
  if (kinds.find(gatewayKind) !== undefined) return;
  throw new MeshwrightError(
    `the cluster has no Gateway API, which waypoints are asked for by. Install its definitions:\n  kubectl apply --server-side -f ${definitions}`,
  );
}

/** What Istio 1.30 is built with. */
const definitions = 'https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.5.1/standard-install.yaml';

/**
 * The class of waypoints: undefined where there is none, `unknown` where the user may not look, as one who works in a single
 * namespace often may not. Throws KubeError.
 */
export async function readWaypointClass(
  api: KubeApi,
  options?: CallOptions,
): Promise<JsonObject | undefined | 'unknown'> {
  try {
    return await api.get({ group: gatewayKind.group, kind: 'GatewayClass', name: waypointClass }, options);
  } catch (error) {
    if (error instanceof KubeError && (error.isForbidden || error.reason === 'UnknownKind')) return 'unknown';
    throw error;
  }
}
