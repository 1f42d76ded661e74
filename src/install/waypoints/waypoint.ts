import { UsageError } from '../../base/errors.ts';
import { orList } from '../../base/list-names.ts';
import { didYouMean } from '../../base/nearest.ts';
import { objectsAt, textAt, valueAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { defaultRevision, revisionLabel } from '../../resources/revision-labels.ts';
import { isDnsLabel } from '../../schema/values/host.ts';

/** The GatewayClass of waypoints: istiod makes it, and a Deployment for each of its Gateways. */
export const waypointClass = 'istio-waypoint';
export const usualName = 'waypoint';
/** On a waypoint, or its class: what it serves (istio.io, Configure waypoint proxies). */
const trafficLabel = 'istio.io/waypoint-for';
/** On namespaces, Services and Pods: the waypoint that their traffic goes through. */
export const useLabel = 'istio.io/use-waypoint';
export const trafficTypes = ['all', 'none', 'service', 'workload'] as const;

export interface WaypointRequest {
  readonly name: string;
  /** Absent: the manifest names none. */
  readonly namespace?: string | undefined;
  /** One of `trafficTypes`; absent: the class's, or `service`. */
  readonly trafficType?: string | undefined;
  readonly revision?: string | undefined;
}

/**
 * The Gateway that asks istiod for a waypoint.
 *
 * @throws UsageError for a name that none can have, and a traffic type that there is none of
 */
export function waypointGateway({ name, namespace, trafficType, revision }: WaypointRequest): JsonObject {
  if (name === 'none') throw new UsageError(`a waypoint cannot be called none: ${useLabel}=none asks for no waypoint`);
  if (!isDnsLabel(name) || name !== name.toLowerCase()) {
    throw new UsageError(
      `"${name}" cannot name a waypoint: small letters, digits and inner hyphens, at most 63 of them`,
    );
  }
  if (trafficType && !(trafficTypes as readonly string[]).includes(trafficType)) {
    throw new UsageError(
      `--for takes ${orList(trafficTypes)}, not "${trafficType}".${didYouMean(trafficType, trafficTypes)}`,
    );
  }
  const labels = {
    ...(revision && { [revisionLabel]: revision }),
    ...(trafficType && { [trafficLabel]: trafficType }),
  };
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: {
      name,
      ...(namespace && { namespace }),
      ...(Object.keys(labels).length > 0 && { labels }),
    },
    spec: {
      gatewayClassName: waypointClass,
      listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }],
    },
  };
}

/** A condition of a Gateway, as its controller has it. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** A waypoint of a cluster. */
export interface Waypoint {
  readonly namespace: string;
  readonly name: string;
  readonly revision: string;
  readonly trafficType: string;
  /** `True`, `False` or `Unknown`: whether it is ready to serve what is asked of it now. */
  readonly programmed: string;
  readonly conditions: readonly Condition[];
}

export const isWaypoint = (gateway: JsonObject): boolean => classOf(gateway) === waypointClass;

/** The class that a Gateway names; empty where it names none. */
export const classOf = (gateway: JsonObject): string => textAt(gateway, 'spec', 'gatewayClassName');

/** @param gatewayClass that of waypoints, where it could be read */
export function readWaypoint(gateway: JsonObject, gatewayClass?: JsonObject): Waypoint {
  const label = (object: JsonObject | undefined, name: string) => textAt(object, 'metadata', 'labels', name);
  const conditions = conditionsOf(gateway);
  return {
    namespace: textAt(gateway, 'metadata', 'namespace'),
    name: textAt(gateway, 'metadata', 'name'),
    revision: label(gateway, revisionLabel) || defaultRevision,
    trafficType: label(gateway, trafficLabel) || label(gatewayClass, trafficLabel) || 'service',
    programmed: programmedStatus(gateway),
    conditions,
  };
}

const conditionsOf = (gateway: JsonObject): Condition[] =>
  objectsAt(gateway, 'status', 'conditions').map((one) => ({
    type: textAt(one, 'type'),
    status: textAt(one, 'status'),
    reason: textAt(one, 'reason'),
    message: textAt(one, 'message'),
  }));

/** A condition that was found for what the Gateway was before tells nothing of what it is now. */
function programmedStatus(gateway: JsonObject): string {
  const found = objectsAt(gateway, 'status', 'conditions').find(({ type }) => type === 'Programmed');
  if (found === undefined) return 'False';
  const generation = valueAt(gateway, 'metadata', 'generation');
  const { observedGeneration } = found;
  const isOld =
    typeof observedGeneration === 'number' && typeof generation === 'number' && observedGeneration < generation;
  return isOld ? 'Unknown' : textAt(found, 'status') || 'Unknown';
}
