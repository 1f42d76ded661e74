import { numberAt, objectAt, objectsAt, textAt } from '../../resources/fields.ts';
import { eastWestController, managedLabel, waypointController } from '../../resources/gateway-labels.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { selectsNamespace } from '../../resources/selector.ts';
import type { WaypointDescription } from './description.ts';

type Gateway = Resource<BodyOf<'KubernetesGateway'>>;

const use = 'istio.io/use-waypoint';
const useNamespace = 'istio.io/use-waypoint-namespace';
const trafficType = 'istio.io/waypoint-for';

/** What istiod makes of waypoints and east-west gateways uses no waypoint. */
const ownControllers: readonly string[] = [waypointController, eastWestController];

/** A waypoint that labels ask for (istio.io, Configure waypoint proxies). */
export interface UsedWaypoint {
  readonly name: string;
  readonly namespace: string;
  /** Whose label asks for it. */
  readonly because: string;
  /** What it serves: `service`, `workload`, `all` or `none`. */
  readonly serves: string;
  /** Why it serves nothing here, where that can be told. */
  readonly trouble: string | undefined;
}

/** The waypoint that a Service or a Pod is to use, by its own label or else its namespace's; undefined without one. */
export function waypointOf(mesh: Mesh, resource: Resource<unknown>): UsedWaypoint | undefined {
  const { kind, namespace, labels } = resource;
  if (ownControllers.includes(labels[managedLabel] ?? '')) return undefined;
  const outer = mesh.find('Namespace', namespace)?.labels ?? {};
  for (const [own, whose] of [
    [labels, `the ${kind}`],
    [outer, `namespace ${namespace}`],
  ] as const) {
    const name = own[use];
    if (name === 'none') return undefined;
    if (name === undefined) continue;
    const place = own[useNamespace] ?? namespace;
    const gateway = mesh.find('KubernetesGateway', name, place);
    return {
      name,
      namespace: place,
      because: `${whose} has the label ${use}`,
      serves: gateway?.labels[trafficType] ?? 'service',
      trouble: troubleWith(gateway, namespace, outer),
    };
  }
  return undefined;
}

function troubleWith(
  gateway: Gateway | undefined,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): string | undefined {
  if (gateway === undefined) return 'there is no such Gateway';
  if (!letsIn(gateway, namespace, labels)) {
    return `its listener does not let in namespace ${namespace} (allowedRoutes)`;
  }
  const status = objectAt(gateway.body, 'status');
  const isReady = status === undefined || objectsAt(status, 'addresses').length > 0;
  return isReady ? undefined : 'it is not ready: its Gateway has no address';
}

/** The HBONE listener says who may use it, by default its own namespace. */
function letsIn(gateway: Gateway, namespace: string, labels: Readonly<Record<string, string>>): boolean {
  const listener = objectsAt(gateway.body, 'spec', 'listeners').find(
    (one) => textAt(one, 'protocol') === 'HBONE' && numberAt(one, 'port') === 15_008,
  );
  const namespaces = objectAt(listener, 'allowedRoutes', 'namespaces');
  const from = textAt(namespaces, 'from');
  if (from === 'All') return true;
  if (from === 'Selector') return selectsNamespace(namespaces?.selector, namespace, labels);
  return gateway.namespace === namespace;
}

/** True where calls to Services pass it. */
export const servesServices = ({ serves, trouble }: UsedWaypoint): boolean =>
  trouble === undefined && (serves === 'service' || serves === 'all');

/** A waypoint as descriptions tell of it. */
export const describeWaypoint = ({ name, namespace, because, serves }: UsedWaypoint): WaypointDescription => ({
  waypoint: `${name}.${namespace}`,
  because,
  serves,
});

/** A warning where a waypoint serves nothing. */
export const waypointTrouble = (waypoint: UsedWaypoint | undefined): string[] =>
  waypoint?.trouble === undefined
    ? []
    : [`waypoint ${waypoint.name}.${waypoint.namespace} serves nothing here: ${waypoint.trouble}`];
