import { anyObject, type Infer, list, map, number, object, string } from '../shape.ts';
import { condition, conditionsStatus, labelSelector, targetReference } from './meta.ts';

export const destination = object({ host: string, subset: string, port: object({ number }) });
export type Destination = Infer<typeof destination>;

const stringMatch = object({ exact: string, prefix: string, regex: string });
export type StringMatch = Infer<typeof stringMatch>;

const httpMatch = object({
  name: string,
  uri: stringMatch,
  scheme: stringMatch,
  method: stringMatch,
  authority: stringMatch,
  headers: map(stringMatch),
  withoutHeaders: map(stringMatch),
  queryParams: map(stringMatch),
  port: number,
  sourceLabels: map(string),
  sourceNamespace: string,
  gateways: list(string),
});
export type HttpMatch = Infer<typeof httpMatch>;

const httpRoute = object({
  name: string,
  match: list(httpMatch),
  route: list(object({ destination, weight: number })),
  redirect: anyObject,
  directResponse: anyObject,
  delegate: object({ name: string, namespace: string }),
  fault: object({ delay: object({ percent: number, percentage: anyObject }), abort: anyObject }),
  mirror: destination,
  mirrors: list(object({ destination })),
});

const l4Route = object({ match: list(anyObject), route: list(object({ destination, weight: number })) });

export const virtualService = object({
  spec: object({
    hosts: list(string),
    gateways: list(string),
    exportTo: list(string),
    http: list(httpRoute),
    tcp: list(l4Route),
    tls: list(l4Route),
  }),
});
export type VirtualService = NonNullable<Infer<typeof virtualService>['spec']>;

const clientTls = object({ mode: string, caCertificates: string, credentialName: string });
export type ClientTls = Infer<typeof clientTls>;

const trafficPolicy = object({
  tls: clientTls,
  loadBalancer: object({ simple: string }),
  portLevelSettings: list(object({ port: object({ number }), tls: clientTls })),
});
export type TrafficPolicy = Infer<typeof trafficPolicy>;

export const destinationRule = object({
  spec: object({
    host: string,
    exportTo: list(string),
    workloadSelector: labelSelector,
    trafficPolicy,
    subsets: list(object({ name: string, labels: map(string), trafficPolicy })),
  }),
});

const server = object({
  name: string,
  bind: string,
  hosts: list(string),
  port: object({ number, name: string, protocol: string }),
  tls: object({
    mode: string,
    credentialName: string,
    credentialNames: list(string),
    serverCertificate: string,
    privateKey: string,
  }),
});
export type GatewayServer = Infer<typeof server>;

export const gateway = object({ spec: object({ selector: map(string), servers: list(server) }) });

/** Sidecar and ServiceEntry write their selector `{labels}`, unlike everyone else's `{matchLabels}`. */
const workloadSelector = object({ labels: map(string) });

export const serviceEntry = object({
  spec: object({
    hosts: list(string),
    addresses: list(string),
    exportTo: list(string),
    location: string,
    resolution: string,
    workloadSelector,
    ports: list(object({ number, name: string, protocol: string, targetPort: number })),
  }),
  status: object({ conditions: list(condition), addresses: list(object({ value: string })) }),
});

export const sidecar = object({
  spec: object({
    workloadSelector,
    outboundTrafficPolicy: object({ mode: string, egressProxy: destination }),
    egress: list(object({ hosts: list(string), port: object({ number, protocol: string }) })),
  }),
});

export const workloadEntry = object({
  spec: object({ address: string, labels: map(string) }),
  status: conditionsStatus,
});

export const envoyFilter = object({
  spec: object({
    workloadSelector,
    targetRefs: list(targetReference),
    priority: number,
    configPatches: list(
      object({
        applyTo: string,
        match: object({
          context: string,
          proxy: object({ proxyVersion: string }),
          listener: object({ filterChain: object({ filter: object({ name: string }) }) }),
        }),
        patch: object({ operation: string, value: anyObject }),
      }),
    ),
  }),
});

export const proxyConfig = object({
  spec: object({ selector: labelSelector, image: object({ imageType: string }) }),
});
