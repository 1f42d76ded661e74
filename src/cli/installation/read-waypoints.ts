import { readWaypointClass, waypointGateways } from '../../install/waypoints/read-waypoints.ts';
import { readWaypoint, type Waypoint } from '../../install/waypoints/waypoint.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import type { JsonObject } from '../../resources/json.ts';

export interface SelectedWaypoints {
  readonly gateways: readonly JsonObject[];
  readonly gatewayClass: JsonObject | undefined;
  readonly waypoints: readonly Waypoint[];
  /** The one that was asked about; undefined for all. */
  readonly namespace: string | undefined;
}

/** The waypoints that flags choose: those of a namespace or of all, perhaps only one name. Throws as `waypointGateways`. */
export async function selectedWaypoints(
  api: KubeApi,
  flags: { readonly namespace?: string; readonly allNamespaces?: boolean; readonly name?: string },
  limits?: CallOptions,
): Promise<SelectedWaypoints> {
  const namespace = flags.allNamespaces ? undefined : flags.namespace || api.namespace;
  const [gateways, read] = await Promise.all([
    waypointGateways(api, { namespace, name: flags.name || undefined }, limits),
    readWaypointClass(api, limits),
  ]);
  const gatewayClass = read === 'unknown' ? undefined : read;
  return { gateways, gatewayClass, namespace, waypoints: gateways.map((one) => readWaypoint(one, gatewayClass)) };
}
