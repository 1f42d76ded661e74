import { entry } from '../base/map-entry.ts';
import { groupOf } from './api-version.ts';
import * as admission from './kinds/admission.ts';
import * as certManager from './kinds/cert-manager.ts';
import * as core from './kinds/core.ts';
import * as gatewayApi from './kinds/gateway-api.ts';
import * as networking from './kinds/networking.ts';
import * as delivery from './kinds/progressive-delivery.ts';
import * as security from './kinds/security.ts';
import * as telemetry from './kinds/telemetry.ts';
import type { Infer, Shape } from './shape.ts';

interface Kind<T> {
  readonly group: string;
  readonly kind: string;
  readonly shape: Shape<T>;
}
const kind = <T>(group: string, name: string, shape: Shape<T>): Kind<T> => ({ group, kind: name, shape });

/**
 * The kinds that the mesh is made of. The key is what the code says; it is the kind's own name but for Gateway API's
 * Gateway, which shares its name with Istio's. Any version of a group counts: they hold the same fields.
 */
export const kinds = {
  VirtualService: kind('networking.istio.io', 'VirtualService', networking.virtualService),
  DestinationRule: kind('networking.istio.io', 'DestinationRule', networking.destinationRule),
  Gateway: kind('networking.istio.io', 'Gateway', networking.gateway),
  ServiceEntry: kind('networking.istio.io', 'ServiceEntry', networking.serviceEntry),
  Sidecar: kind('networking.istio.io', 'Sidecar', networking.sidecar),
  WorkloadEntry: kind('networking.istio.io', 'WorkloadEntry', networking.workloadEntry),
  EnvoyFilter: kind('networking.istio.io', 'EnvoyFilter', networking.envoyFilter),
  ProxyConfig: kind('networking.istio.io', 'ProxyConfig', networking.proxyConfig),
  AuthorizationPolicy: kind('security.istio.io', 'AuthorizationPolicy', security.authorizationPolicy),
  RequestAuthentication: kind('security.istio.io', 'RequestAuthentication', security.requestAuthentication),
  PeerAuthentication: kind('security.istio.io', 'PeerAuthentication', security.peerAuthentication),
  Telemetry: kind('telemetry.istio.io', 'Telemetry', telemetry.telemetry),
  WasmPlugin: kind('extensions.istio.io', 'WasmPlugin', telemetry.wasmPlugin),
  Namespace: kind('', 'Namespace', core.namespace),
  Node: kind('', 'Node', core.node),
  Pod: kind('', 'Pod', core.pod),
  Service: kind('', 'Service', core.service),
  EndpointSlice: kind('discovery.k8s.io', 'EndpointSlice', core.endpointSlice),
  Secret: kind('', 'Secret', core.secret),
  ConfigMap: kind('', 'ConfigMap', core.configMap),
  Deployment: kind('apps', 'Deployment', core.deployment),
  MutatingWebhookConfiguration: kind(
    'admissionregistration.k8s.io',
    'MutatingWebhookConfiguration',
    admission.webhookConfiguration,
  ),
  ValidatingWebhookConfiguration: kind(
    'admissionregistration.k8s.io',
    'ValidatingWebhookConfiguration',
    admission.webhookConfiguration,
  ),
  CustomResourceDefinition: kind(
    'apiextensions.k8s.io',
    'CustomResourceDefinition',
    admission.customResourceDefinition,
  ),
  KubernetesGateway: kind('gateway.networking.k8s.io', 'Gateway', gatewayApi.kubernetesGateway),
  HTTPRoute: kind('gateway.networking.k8s.io', 'HTTPRoute', gatewayApi.gatewayApiRoute),
  GRPCRoute: kind('gateway.networking.k8s.io', 'GRPCRoute', gatewayApi.gatewayApiRoute),
  ReferenceGrant: kind('gateway.networking.k8s.io', 'ReferenceGrant', gatewayApi.referenceGrant),
  Canary: kind('flagger.app', 'Canary', delivery.canary),
  Rollout: kind('argoproj.io', 'Rollout', delivery.rollout),
  Certificate: kind('cert-manager.io', 'Certificate', certManager.certificate),
} as const;

export type KindKey = keyof typeof kinds;
/** A resource's whole content, as far as this kind's shape reads it. */
export type BodyOf<K extends KindKey> = Infer<(typeof kinds)[K]['shape']>;

/** Kinds, by `group/kind`, whose objects have no namespace; every other kind is taken to have one. */
const clusterScoped = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'cert-manager.io/ClusterIssuer',
  'certificates.k8s.io/CertificateSigningRequest',
  'gateway.networking.k8s.io/GatewayClass',
  'networking.k8s.io/IngressClass',
  'node.k8s.io/RuntimeClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/StorageClass',
]);

/** Groups of file formats: objects that no API server knows, so that they need no metadata and live in no namespace. */
const fileGroups = new Set(['install.istio.io']);

/** True for an apiVersion of a file format. */
export const isFileFormat = (apiVersion: string): boolean => fileGroups.has(groupOf(apiVersion));

/** What an object's apiVersion and kind say together. */
export interface ResourceType {
  /** Empty for Kubernetes' core group. */
  readonly group: string;
  readonly kind: string;
  /** `group/kind`. */
  readonly id: string;
  /** The kind's key in `kinds`; undefined for a kind that is not part of the mesh. */
  readonly key: KindKey | undefined;
  /** True for kinds whose objects live outside any namespace. */
  readonly isClusterScoped: boolean;
}

const keys = new Map(Object.entries(kinds).map(([key, { group, kind }]) => [`${group}/${kind}`, key as KindKey]));

/** Types met so far, by apiVersion and kind: an input holds thousands of objects of a few types. */
const types = new Map<string, Map<string, ResourceType>>();

/** The type of objects with this apiVersion and kind; always the same one. */
export const resourceType = (apiVersion: string, kind: string): ResourceType =>
  types.get(apiVersion)?.get(kind) ?? newType(apiVersion, kind);

function newType(apiVersion: string, kind: string): ResourceType {
  const group = groupOf(apiVersion);
  const id = `${group}/${kind}`;
  const type = { group, kind, id, key: keys.get(id), isClusterScoped: clusterScoped.has(id) || fileGroups.has(group) };
  entry(types, apiVersion, () => new Map()).set(kind, type);
  return type;
}
