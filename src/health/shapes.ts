import { condition, labelSelector } from '../resources/kinds/meta.ts';
import { boolean, type Infer, list, map, number, object, string } from '../resources/shape.ts';

const metadata = object({
  name: string,
  namespace: string,
  labels: map(string),
  annotations: map(string),
  creationTimestamp: string,
  deletionTimestamp: string,
});

/** The part of Kubernetes' objects that checks look at. */
export const named = object({ kind: string, metadata });
export type Named = Infer<typeof named>;

export const serverVersion = object({ gitVersion: string, platform: string });
export const namespace = named;
export type Namespace = Named;

export const lease = object({ metadata, spec: object({ renewTime: string }) });

export const node = object({
  kind: string,
  metadata,
  spec: object({ providerID: string, unschedulable: boolean }),
  status: object({
    conditions: list(condition),
    nodeInfo: object({ kubeletVersion: string, architecture: string, operatingSystem: string, osImage: string }),
  }),
});
export type Node = Infer<typeof node>;

const waiting = object({ reason: string, message: string });
const containerStatus = object({
  name: string,
  ready: boolean,
  started: boolean,
  restartCount: number,
  state: object({ waiting, terminated: object({ reason: string, message: string, exitCode: number }) }),
  lastState: object({ terminated: object({ reason: string, exitCode: number }) }),
});
export type ContainerStatus = Infer<typeof containerStatus>;

const container = object({ name: string, image: string });
export const pod = object({
  kind: string,
  metadata,
  spec: object({
    containers: list(container),
    initContainers: list(container),
    hostNetwork: boolean,
    nodeName: string,
    serviceAccountName: string,
  }),
  status: object({
    phase: string,
    reason: string,
    message: string,
    conditions: list(condition),
    containerStatuses: list(containerStatus),
    initContainerStatuses: list(containerStatus),
  }),
});
export type Pod = Infer<typeof pod>;

export const deployment = object({
  kind: string,
  metadata,
  spec: object({
    replicas: number,
    selector: labelSelector,
    template: object({ spec: object({ serviceAccountName: string, containers: list(container) }) }),
  }),
  status: object({
    availableReplicas: number,
    conditions: list(condition),
  }),
});
export type Deployment = Infer<typeof deployment>;

export const daemonSet = object({
  kind: string,
  metadata,
  spec: object({ selector: labelSelector }),
  status: object({ desiredNumberScheduled: number, numberReady: number }),
});
export type DaemonSet = Infer<typeof daemonSet>;

export const service = object({
  kind: string,
  metadata,
  spec: object({ type: string, ports: list(object({ port: number })) }),
});
export type Service = Infer<typeof service>;

export const endpointSlice = object({
  metadata,
  endpoints: list(object({ addresses: list(string), conditions: object({ ready: boolean }) })),
});
export type EndpointSlice = Infer<typeof endpointSlice>;

const serviceReference = object({ name: string, namespace: string, port: number });
export const definition = object({
  kind: string,
  metadata,
  spec: object({
    group: string,
    names: object({ kind: string }),
    versions: list(object({ name: string, served: boolean, storage: boolean })),
    conversion: object({
      strategy: string,
      webhook: object({ clientConfig: object({ service: serviceReference }) }),
    }),
  }),
  status: object({
    storedVersions: list(string),
    conditions: list(condition),
  }),
});
export type Definition = Infer<typeof definition>;

const webhook = object({
  name: string,
  failurePolicy: string,
  namespaceSelector: labelSelector,
  objectSelector: labelSelector,
  rules: list(object({ apiGroups: list(string), resources: list(string), operations: list(string) })),
  clientConfig: object({ url: string, caBundle: string, service: serviceReference }),
});
export type Webhook = Infer<typeof webhook>;
export const webhookConfiguration = object({ kind: string, metadata, webhooks: list(webhook) });
export type WebhookConfiguration = Infer<typeof webhookConfiguration>;

export const clusterRoleBinding = object({
  metadata,
  roleRef: object({ kind: string, name: string }),
  subjects: list(object({ kind: string, name: string, namespace: string })),
});

export const configMap = object({ kind: string, metadata, data: map(string) });
export type ConfigMap = Infer<typeof configMap>;
export const secret = object({ kind: string, metadata, data: map(string) });
export type Secret = Infer<typeof secret>;

/** `Pod istio-system/istiod-1`. */
export const subjectOf = ({ kind, metadata }: Named): string => `${kind ?? ''} ${nameIn(metadata)}`.trim();

/** `istio-system/istiod-1`; the bare name outside namespaces. */
export const fullName = ({ metadata }: Pick<Named, 'metadata'>): string => nameIn(metadata);

export const nameIn = ({
  namespace,
  name = '',
}: Pick<NonNullable<Named['metadata']>, 'namespace' | 'name'> = {}): string =>
  namespace === undefined ? name : `${namespace}/${name}`;

export const labelsOf = ({ metadata }: Pick<Named, 'metadata'>): Readonly<Record<string, string>> =>
  metadata?.labels ?? {};
