import { listNames } from '../../base/list-names.ts';
import { textAt } from '../../resources/fields.ts';
import { injectedRevision } from '../../resources/injected-revision.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { revisionLabel } from '../../resources/revision-labels.ts';
import { type Membership, membershipOf } from '../mtls/data-plane.ts';
import { accessTo, configurationOf } from './configuration.ts';
import { describeService } from './describe-service.ts';
import { isBehind, podLabel } from './described-pods.ts';
import type { PodDescription } from './description.ts';
import { describeMtls, type RefusedCalls } from './mutual-tls.ts';
import { podWarnings } from './pod-warnings.ts';
import { describeWaypoint, waypointOf, waypointTrouble } from './waypoints.ts';

type Pod = Resource<BodyOf<'Pod'>>;

export interface DescribeOptions {
  /** Pods outside of the mesh are meant to be there: they are not warned of. */
  readonly ignoreUnmeshed?: boolean;
  /** Made of the same mesh: looks for calls that are refused. */
  readonly refusedCalls?: RefusedCalls;
}

/** Also of Pods whose application speaks xDS itself, without a proxy. */
const tlsModeLabel = 'security.istio.io/tlsMode';

/** What holds for a Pod by the resources of the mesh alone. */
export function describePod(mesh: Mesh, pod: Pod, options: DescribeOptions = {}): PodDescription {
  const { namespace, labels, spec, body } = pod;
  const membership = liveMembership(pod, mesh);
  const { dataPlane, because } = membership;
  const services = mesh.in('Service', namespace).filter((service) => isBehind(pod, service));
  const waypoint = dataPlane === 'ambient' ? waypointOf(mesh, pod) : undefined;
  const mtls = describeMtls(mesh, pod, membership);
  const authorizationPolicies = accessTo(mesh, pod);
  return {
    pod: podLabel(pod),
    revision: injectedRevision(pod.annotations) || (labels[revisionLabel] ?? ''),
    phase: textAt(body as JsonObject, 'status', 'phase'),
    ports: (spec.containers ?? []).flatMap(({ name: container = '', ports = [] }) =>
      ports.map(({ containerPort = 0, protocol = 'TCP' }) => ({ port: containerPort, protocol, container })),
    ),
    dataPlane,
    dataPlaneBecause: because,
    ...(waypoint !== undefined && { waypoint: describeWaypoint(waypoint) }),
    services: services.map((service) => describeService(mesh, service, [pod])),
    ...(mtls !== undefined && { mtls }),
    authorizationPolicies,
    configuration: configurationOf(mesh, pod, dataPlane),
    warnings: [
      ...podWarnings(pod, membership, services.length > 0, options),
      ...unenforced(authorizationPolicies, dataPlane, options),
      ...waypointTrouble(waypoint),
      ...(options.refusedCalls?.to(pod) ?? []),
    ],
  };
}

function unenforced(
  policies: PodDescription['authorizationPolicies'],
  dataPlane: Membership['dataPlane'],
  { ignoreUnmeshed = false }: DescribeOptions,
): string[] {
  if (dataPlane !== 'none' || policies.length === 0 || ignoreUnmeshed) return [];
  return [`nothing enforces ${listNames(policies.map(({ policy }) => policy))}: the Pod has no proxy`];
}

/** A Pod that is there has its proxy, or will never have it: what asks for one counts only when it is made. */
function liveMembership(pod: Pod, mesh: Mesh): Membership {
  const membership = membershipOf(pod, mesh);
  const { containers = [], initContainers = [] } = pod.spec;
  const hasProxy = [...containers, ...initContainers].some(({ name }) => name === 'istio-proxy');
  const isToBe = pod.assumed || membership.dataPlane !== 'sidecar';
  if (isToBe || hasProxy || pod.labels[tlsModeLabel] === 'istio') return membership;
  return {
    dataPlane: 'none',
    because: `it has no container istio-proxy, although ${membership.because}: it was made without injection`,
    offersMtls: false,
    offersHbone: false,
  };
}
