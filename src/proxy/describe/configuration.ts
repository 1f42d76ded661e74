import { gatewayNameLabel } from '../../resources/gateway-labels.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { matchesLabels } from '../../resources/selector.ts';
import type { DataPlane } from '../mtls/data-plane.ts';
import { sidecarOf } from '../mtls/sidecar-scopes.ts';
import { policiesOfPod, policiesOfService } from './attached-policies.ts';
import type { ConfigurationDescription, PolicyDescription } from './description.ts';

type Pod = Resource<BodyOf<'Pod'>>;
type AuthorizationPolicy = Resource<BodyOf<'AuthorizationPolicy'>>;
type Place = { readonly name: string; readonly namespace: string };

/** What may configure an Envoy besides. */
const others = ['RequestAuthentication', 'Telemetry', 'WasmPlugin', 'EnvoyFilter'] as const;

/** The AuthorizationPolicies that hold for a Pod. */
export const accessTo = (mesh: Mesh, pod: Pod): PolicyDescription[] =>
  policiesOfPod(mesh, 'AuthorizationPolicy', pod).map(describePolicy);

/** Those that are attached to a Service, or to the waypoint that serves it. */
export const accessToService = (mesh: Mesh, service: Resource<unknown>, waypoint?: Place): PolicyDescription[] =>
  policiesOfService(mesh, 'AuthorizationPolicy', service, waypoint).map(describePolicy);

const describePolicy = ({ name, namespace, spec }: AuthorizationPolicy): PolicyDescription => ({
  policy: `${name}.${namespace}`,
  action: spec.action ?? 'ALLOW',
});

/** What else configures the proxy of a Pod; ztunnel knows nothing of the kind. */
export function configurationOf(mesh: Mesh, pod: Pod, dataPlane: DataPlane): ConfigurationDescription[] {
  if (dataPlane !== 'sidecar' && dataPlane !== 'gateway') return [];
  const sidecar = dataPlane === 'sidecar' ? sidecarOf(mesh, pod) : undefined;
  return [
    ...(sidecar === undefined ? [] : [sidecar]),
    ...(dataPlane === 'gateway' ? gatewaysOf(mesh, pod) : []),
    ...others.flatMap((kind): readonly Resource<unknown>[] => policiesOfPod(mesh, kind, pod)),
  ].map(described);
}

/** What else is attached to a Service, or to its waypoint. */
export const configurationOfService = (
  mesh: Mesh,
  service: Resource<unknown>,
  waypoint?: Place,
): ConfigurationDescription[] =>
  others
    .flatMap((kind): readonly Resource<unknown>[] => policiesOfService(mesh, kind, service, waypoint))
    .map(described);

/** The Gateways, Istio's or Kubernetes', that say what a gateway's Pod takes. */
function gatewaysOf(mesh: Mesh, { labels, namespace }: Pod): readonly Resource<unknown>[] {
  const name = labels[gatewayNameLabel];
  const own = name === undefined ? undefined : mesh.find('KubernetesGateway', name, namespace);
  const picking = mesh.each('Gateway').filter(({ spec }) => {
    const { selector = {} } = spec;
    return Object.keys(selector).length > 0 && matchesLabels(selector, labels);
  });
  return [...(own === undefined ? [] : [own]), ...picking];
}

const described = ({ kind, name, namespace }: Resource<unknown>): ConfigurationDescription => ({
  kind,
  name: `${name}.${namespace}`,
});
