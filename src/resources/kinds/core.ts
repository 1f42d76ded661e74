import { anyObject, boolean, type Infer, intOrString, list, map, number, object, string } from '../shape.ts';
import { conditionsStatus, labelSelector } from './meta.ts';

const securityContext = object({ runAsUser: number });

const container = object({
  name: string,
  image: string,
  args: list(string),
  env: list(object({ name: string, value: string, valueFrom: anyObject })),
  ports: list(object({ name: string, containerPort: number, protocol: string })),
  securityContext,
});
export type Container = Infer<typeof container>;

const podSpec = object({
  containers: list(container),
  initContainers: list(container),
  hostNetwork: boolean,
  nodeName: string,
  serviceAccountName: string,
  securityContext,
});
export type PodSpec = Infer<typeof podSpec>;

export const pod = object({
  metadata: object({ ownerReferences: list(object({ kind: string, name: string })) }),
  spec: podSpec,
});

export const deployment = object({
  spec: object({
    selector: labelSelector,
    template: object({
      metadata: object({ labels: map(string), annotations: map(string) }),
      spec: podSpec,
    }),
  }),
});

export const service = object({
  spec: object({
    type: string,
    clusterIP: string,
    selector: map(string),
    ports: list(
      object({
        name: string,
        port: number,
        targetPort: intOrString,
        nodePort: number,
        protocol: string,
        appProtocol: string,
      }),
    ),
  }),
  status: conditionsStatus,
});

/** Of `discovery.k8s.io`; the Service is named in the label `kubernetes.io/service-name`. */
export const endpointSlice = object({
  endpoints: list(
    object({ addresses: list(string), targetRef: object({ kind: string, name: string, namespace: string }) }),
  ),
});

export const namespace = object({});
export const node = object({});
/** `sops` is there in a file that SOPS has encrypted: then the values are not what the cluster will get. */
export const secret = object({ type: string, data: map(string), stringData: map(string), sops: anyObject });
export const configMap = object({ data: map(string) });
