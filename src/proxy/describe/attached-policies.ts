import { gatewayNameLabel, managedLabel, waypointController } from '../../resources/gateway-labels.ts';
import type { TargetReference } from '../../resources/kinds/meta.ts';
import type { BodyOf, KindKey } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { matchesLabels } from '../../resources/selector.ts';

/** Kinds that pick Pods by labels, or are attached to a Gateway or a Service by reference. */
export type PolicyKind = Extract<
  KindKey,
  'AuthorizationPolicy' | 'RequestAuthentication' | 'Telemetry' | 'WasmPlugin' | 'EnvoyFilter'
>;
type Policy<K extends PolicyKind> = Resource<BodyOf<K>>;

/** What policies go by: a Pod, or Pods that are alike. */
type Pod = Pick<Resource<BodyOf<'Pod'>>, 'namespace' | 'labels'>;

const waypointClass = 'istio-waypoint';

const groups: Readonly<Record<string, readonly string[]>> = {
  Gateway: ['gateway.networking.k8s.io'],
  GatewayClass: ['gateway.networking.k8s.io'],
  Service: ['', 'core'],
};

/**
 * The policies of a kind that hold in the proxy of a Pod: of its own namespace and of the root namespace, by selector, or for
 * what istiod made of a Gateway by reference; a waypoint has no others (istio.io, PolicyTargetReference).
 */
export function policiesOfPod<K extends PolicyKind>(mesh: Mesh, kind: K, pod: Pod): readonly Policy<K>[] {
  const gateway = pod.labels[gatewayNameLabel];
  const isWaypoint = gateway !== undefined && pod.labels[managedLabel] === waypointController;
  return around(mesh, kind, pod.namespace).filter((policy) => {
    const references = referencesOf(policy);
    if (references.length === 0) return !isWaypoint && matchesLabels(selectorOf(policy), pod.labels);
    if (gateway === undefined) return false;
    return isAttachedToGateway(mesh, policy, { name: gateway, namespace: pod.namespace }, isWaypoint);
  });
}

/**
 * The policies of a kind that hold for a Service at its waypoint: attached to the Service, to the waypoint, or to the class of
 * all waypoints.
 *
 * @param waypoint undefined without one: those attached to the Service then hold nowhere
 */
export function policiesOfService<K extends PolicyKind>(
  mesh: Mesh,
  kind: K,
  service: Resource<unknown>,
  waypoint: { readonly name: string; readonly namespace: string } | undefined,
): readonly Policy<K>[] {
  const places = new Set([mesh.config.rootNamespace, service.namespace, waypoint?.namespace ?? service.namespace]);
  return [...places]
    .flatMap((namespace) => mesh.in(kind, namespace))
    .filter(
      (policy) =>
        (policy.namespace === service.namespace && refersTo(policy, 'Service', service.name)) ||
        (waypoint !== undefined && isAttachedToGateway(mesh, policy, waypoint, true)),
    );
}

function isAttachedToGateway<K extends PolicyKind>(
  mesh: Mesh,
  policy: Policy<K>,
  gateway: { readonly name: string; readonly namespace: string },
  isWaypoint: boolean,
): boolean {
  const isRoot = policy.namespace === mesh.config.rootNamespace;
  if (isWaypoint && isRoot && refersTo(policy, 'GatewayClass', waypointClass)) return true;
  return policy.namespace === gateway.namespace && refersTo(policy, 'Gateway', gateway.name);
}

const around = <K extends PolicyKind>(mesh: Mesh, kind: K, namespace: string): readonly Policy<K>[] =>
  [...new Set([mesh.config.rootNamespace, namespace])].flatMap((where) => mesh.in(kind, where));

interface Targeted {
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly workloadSelector?: { readonly labels?: Readonly<Record<string, string>> };
  readonly targetRef?: TargetReference;
  readonly targetRefs?: readonly TargetReference[];
}

/** EnvoyFilter alone calls its selector otherwise. */
function selectorOf({ spec }: Resource<unknown>): Readonly<Record<string, string>> | undefined {
  const { selector, workloadSelector } = spec as Targeted;
  return selector?.matchLabels ?? workloadSelector?.labels;
}

function referencesOf({ spec }: Resource<unknown>): readonly TargetReference[] {
  const { targetRef, targetRefs = [] } = spec as Targeted;
  return targetRefs.length === 0 && targetRef !== undefined ? [targetRef] : targetRefs;
}

/** A reference into another namespace never holds. */
const refersTo = (policy: Resource<unknown>, kind: string, name: string): boolean =>
  referencesOf(policy).some(
    (one) =>
      one.kind === kind &&
      groups[kind]!.includes(one.group ?? '') &&
      one.name === name &&
      (!one.namespace || one.namespace === policy.namespace),
  );
