import { anyObject, boolean, type Infer, intOrString, list, map, number, object, string } from '../shape.ts';

const objectReference = object({ apiVersion: string, kind: string, name: string });

/** Flagger's Canary (`flagger.app`). */
export const canary = object({
  spec: object({
    provider: string,
    targetRef: objectReference,
    service: object({
      name: string,
      port: number,
      portName: string,
      targetPort: intOrString,
      appProtocol: string,
      portDiscovery: boolean,
      hosts: list(string),
      gateways: list(string),
      gatewayRefs: list(anyObject),
      delegation: boolean,
      trafficPolicy: anyObject,
    }),
  }),
});
export type CanarySpec = NonNullable<Infer<typeof canary>['spec']>;

/** The routes of a VirtualService whose weights Argo Rollouts changes; TLS and TCP routes have no names. */
const routedBy = object({
  name: string,
  routes: list(string),
  tlsRoutes: list(object({ port: number, sniHosts: list(string) })),
  tcpRoutes: list(object({ port: number })),
});
export type RoutedBy = Infer<typeof routedBy>;

/** The Rollout of Argo Rollouts (`argoproj.io`). */
export const rollout = object({
  spec: object({
    template: object({ metadata: object({ labels: map(string) }) }),
    workloadRef: objectReference,
    strategy: object({
      canary: object({
        canaryService: string,
        stableService: string,
        pingPong: object({ pingService: string, pongService: string }),
        trafficRouting: object({
          managedRoutes: list(object({ name: string })),
          istio: object({
            virtualService: routedBy,
            virtualServices: list(routedBy),
            destinationRule: object({
              name: string,
              canarySubsetName: string,
              stableSubsetName: string,
              additionalSubsetNames: list(string),
            }),
          }),
        }),
      }),
      blueGreen: object({ activeService: string, previewService: string }),
    }),
  }),
});
export type RolloutStrategy = NonNullable<NonNullable<Infer<typeof rollout>['spec']>['strategy']>;
