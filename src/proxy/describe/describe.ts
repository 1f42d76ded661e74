import { toFqdn } from '../../resources/hosts.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { matchesLabels } from '../../resources/selector.ts';
import { textAt } from '../fields.ts';
import { type Membership, membershipOf } from '../mtls/data-plane.ts';
import { type DecidedMode, PeerAuthentications } from '../mtls/peer-authentication.ts';
import type { MtlsDescription, PodDescription, ServiceDescription } from './description.ts';
import { podWarnings } from './pod-warnings.ts';
import { servicePorts } from './service-ports.ts';
import { describeRouting, type RoutedService, virtualServicesFor } from './service-routes.ts';
import { describeRule, rulesFor } from './service-rules.ts';
import { waypointOf } from './waypoints.ts';

type Pod = Resource<BodyOf<'Pod'>>;
type Service = Resource<BodyOf<'Service'>>;

export interface DescribeOptions {
  /** Pods outside of the mesh are meant to be there: they are not warned of. */
  readonly ignoreUnmeshed?: boolean;
}

const revisionLabel = 'istio.io/rev';
/** Also of Pods whose application speaks xDS itself, without a proxy. */
const tlsModeLabel = 'security.istio.io/tlsMode';

/** What holds for a Pod by the resources of the mesh alone. */
export function describePod(mesh: Mesh, pod: Pod, options: DescribeOptions = {}): PodDescription {
  const { name, namespace, labels, spec, body } = pod;
  const { dataPlane, because } = liveMembership(pod, mesh);
  const services = mesh.in('Service', namespace).filter((service) => isBehind(pod, service));
  const waypoint = dataPlane === 'ambient' ? waypointOf(mesh, pod) : undefined;
  return {
    pod: `${name}.${namespace}`,
    revision: labels[revisionLabel] ?? injectedRevision(pod),
    phase: textAt(body as JsonObject, 'status', 'phase'),
    ports: (spec.containers ?? []).flatMap(({ name: container = '', ports = [] }) =>
      ports.map(({ containerPort = 0, protocol = 'TCP' }) => ({ port: containerPort, protocol, container })),
    ),
    dataPlane,
    dataPlaneBecause: because,
    ...(waypoint !== undefined && { waypoint }),
    services: services.map((service) => describeService(mesh, service, [pod])),
    mtls: describeMtls(mesh, pod),
    authorizationPolicies: policiesOf(mesh, pod),
    warnings: podWarnings(pod, dataPlane, services.length > 0, options),
  };
}

/** A Pod that is there has its proxy, or will never have it: what asks for one counts only when it is made. */
function liveMembership(pod: Pod, mesh: Mesh): Pick<Membership, 'dataPlane' | 'because'> {
  const membership = membershipOf(pod, mesh);
  const { containers = [], initContainers = [] } = pod.spec;
  const hasProxy = [...containers, ...initContainers].some(({ name }) => name === 'istio-proxy');
  if (membership.dataPlane !== 'sidecar' || hasProxy || pod.labels[tlsModeLabel] === 'istio') return membership;
  return {
    dataPlane: 'none',
    because: `it has no container istio-proxy, although ${membership.because}: it was made without injection`,
  };
}

/** What holds for a Service, and for those of its Pods that are given. */
export function describeService(mesh: Mesh, service: Service, pods: readonly Pod[]): ServiceDescription {
  const { name, namespace } = service;
  const labels = pods.map((pod) => pod.labels);
  const host = toFqdn(name, namespace);
  const destinationRules = rulesFor(mesh, namespace, host, namespace).map((rule) => describeRule(rule, labels));
  const routed: RoutedService = { host, namespace, rules: destinationRules };
  const routings = virtualServicesFor(mesh, routed).map((one) => describeRouting(mesh, one, routed));
  const waypoint = waypointOf(mesh, service);
  const ports = servicePorts(service, pods[0]);
  return {
    service: `${name}.${namespace}`,
    ports,
    destinationRules,
    virtualServices: routings.map(({ description }) => description),
    ...(waypoint !== undefined && { waypoint }),
    warnings: [
      ...ports
        .filter(({ targetPort }) => targetPort === undefined && pods.length > 0)
        .map(({ port }) => `port ${port} of Service ${name}.${namespace} targets a port that the Pods do not name`),
      ...destinationRules
        .filter(({ subsets, otherSubsets }) => pods.length > 0 && subsets.length === 0 && otherSubsets.length > 0)
        .map(
          ({ rule, otherSubsets }) =>
            `no subset of DestinationRule ${rule} matches: ${otherSubsets.join(', ')} are of other Pods`,
        ),
      ...(pods.length === 0 ? [] : routings.flatMap(({ warnings }) => warnings)),
    ],
  };
}

/** The Pods of a Service that are there. */
export const podsBehind = (mesh: Mesh, service: Service): Pod[] =>
  mesh.in('Pod', service.namespace).filter((pod) => !pod.assumed && isBehind(pod, service));

function isBehind({ labels }: Pod, { spec, assumed }: Service): boolean {
  const selector = spec.selector ?? {};
  return !assumed && Object.keys(selector).length > 0 && matchesLabels(selector, labels);
}

/** Injection notes the revision of the injector in an annotation. */
function injectedRevision({ annotations }: Pod): string {
  try {
    return textAt(JSON.parse(annotations['sidecar.istio.io/status'] ?? '{}'), 'revision');
  } catch {
    return '';
  }
}

function describeMtls(mesh: Mesh, { namespace, labels }: Pod): MtlsDescription {
  const policies = new PeerAuthentications(mesh);
  const ports = policies.portsOf(namespace, labels).sort((a, b) => a - b);
  return {
    ...modeOf(policies.of(namespace, labels)),
    ports: ports.map((port) => ({ port, ...modeOf(policies.of(namespace, labels, port)) })),
  };
}

const modeOf = ({ mode, decidedBy }: DecidedMode) => ({
  mode,
  ...(decidedBy && { decidedBy: decidedBy.resource.origin }),
});

/** Those with a selector, or with neither selector nor target, of its own namespace and of the root namespace. */
function policiesOf(mesh: Mesh, { namespace, labels }: Pod): PodDescription['authorizationPolicies'] {
  return [...new Set([mesh.config.rootNamespace, namespace])]
    .flatMap((where) => mesh.in('AuthorizationPolicy', where))
    .filter(({ spec }) => spec.targetRef === undefined && (spec.targetRefs ?? []).length === 0)
    .filter(({ spec }) => matchesLabels(spec.selector?.matchLabels, labels))
    .map(({ name, namespace: where, spec }) => ({ policy: `${name}.${where}`, action: spec.action ?? 'ALLOW' }));
}
