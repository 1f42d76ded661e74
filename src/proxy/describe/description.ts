import type { PolicyRow } from '../authorization/policies.ts';
import type { DataPlane } from '../mtls/data-plane.ts';
import type { Mode } from '../mtls/peer-authentication.ts';

/** What holds for a Pod: every name is `name.namespace`. */
export interface PodDescription {
  readonly pod: string;
  /** Of the control plane that its proxy belongs to; empty where nothing says. */
  readonly revision: string;
  readonly phase: string;
  readonly ports: readonly { readonly port: number; readonly protocol: string; readonly container: string }[];
  readonly dataPlane: DataPlane;
  /** Why it is so. */
  readonly dataPlaneBecause: string;
  /** The waypoint that it is to use, in ambient. */
  readonly waypoint?: WaypointDescription;
  readonly services: readonly ServiceDescription[];
  /** Absent for a gateway: it takes what its Gateways say. */
  readonly mtls?: MtlsDescription;
  /** AuthorizationPolicies that hold for it, by selector or, for a gateway, by reference. */
  readonly authorizationPolicies: readonly PolicyDescription[];
  /** What else configures its proxy. */
  readonly configuration: readonly ConfigurationDescription[];
  /** What its proxy really enforces; absent where the proxy was not asked, or did not answer. */
  readonly enforced?: readonly PolicyRow[];
  readonly warnings: readonly string[];
}

export interface ServiceDescription {
  readonly service: string;
  readonly ports: readonly ServicePort[];
  readonly destinationRules: readonly RuleDescription[];
  readonly virtualServices: readonly RoutingDescription[];
  /** Routes of the Gateway API. */
  readonly gatewayRoutes: readonly GatewayRouteDescription[];
  /** The waypoint that it is to use. */
  readonly waypoint?: WaypointDescription;
  /** AuthorizationPolicies that hold at its waypoint, or would with one. */
  readonly authorizationPolicies: readonly PolicyDescription[];
  /** What else is attached to it, or to its waypoint. */
  readonly configuration: readonly ConfigurationDescription[];
  readonly warnings: readonly string[];
}

/** A waypoint, and whose label asks for it. */
export interface WaypointDescription {
  readonly waypoint: string;
  readonly because: string;
  /** What it serves by `istio.io/waypoint-for`: `service`, `workload`, `all` or `none`. */
  readonly serves: string;
}

/** An AuthorizationPolicy. */
export interface PolicyDescription {
  readonly policy: string;
  readonly action: string;
}

/** A resource that configures a proxy: a Sidecar, a RequestAuthentication, an EnvoyFilter, … */
export interface ConfigurationDescription {
  readonly kind: string;
  readonly name: string;
}

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  /** `HTTP`, `TCP`, …; `auto-detect` where neither the name nor appProtocol says it. */
  readonly protocol: string;
  /** The Pod's port; undefined where it has none of that name. */
  readonly targetPort: number | undefined;
}

/** A DestinationRule that clients of a Service go by. */
export interface RuleDescription {
  readonly rule: string;
  /** As it is written. */
  readonly host: string;
  /** Subsets that some of the Pods are in. */
  readonly subsets: readonly string[];
  readonly otherSubsets: readonly string[];
  /** `load balancer`, `connection pool`, … */
  readonly policies: readonly string[];
  readonly tlsMode?: string;
  readonly portSettings: readonly {
    readonly port: number;
    readonly policies: readonly string[];
    readonly tlsMode?: string;
  }[];
}

/** A VirtualService that requests to a Service go by. */
export interface RoutingDescription {
  readonly virtualService: string;
  /** Routes that some of the Pods can be reached by, in their order. */
  readonly routes: readonly RouteDescription[];
  /** How many routes lead elsewhere. */
  readonly otherRoutes: number;
  /** Gateways that it is attached to, without `mesh`. */
  readonly gateways: readonly GatewayDescription[];
}

/** An HTTPRoute or GRPCRoute that requests to a Service go by, or that sends requests to it. */
export interface GatewayRouteDescription {
  readonly kind: string;
  readonly route: string;
  /** Of requests that it takes; all where there are none. */
  readonly hostnames: readonly string[];
  readonly parents: readonly ParentDescription[];
  /** Routes that lead to the Service, in their order. */
  readonly routes: readonly RouteDescription[];
  /** How many routes lead elsewhere. */
  readonly otherRoutes: number;
}

/** What a route is attached to: a Gateway, or a Service for calls within the mesh. */
export interface ParentDescription {
  readonly kind: string;
  readonly name: string;
  /** The listener, where only one is meant. */
  readonly section?: string;
  readonly exists: boolean;
  /** What istiod says against it. */
  readonly problems: readonly string[];
}

export interface RouteDescription {
  readonly protocol: 'http' | 'grpc' | 'tls' | 'tcp';
  /** What requests it takes, in words; all where it is empty. */
  readonly match: string;
  /** What it does besides: `delays requests`, … */
  readonly faults: readonly string[];
  readonly destinations: readonly {
    readonly host: string;
    readonly subset?: string;
    readonly weight: number;
    readonly isHere: boolean;
  }[];
}

export interface GatewayDescription {
  readonly gateway: string;
  /** False where there is no such Gateway. */
  readonly exists: boolean;
  /** `http://203.0.113.7`: where its Pods are exposed. */
  readonly addresses: readonly string[];
}

/** What is taken, whatever policies say. */
export interface EffectiveMtls {
  readonly mode: Mode;
  /** `PeerAuthentication namespace/name`; absent for Istio's default. */
  readonly decidedBy?: string;
  /** Why the mode is not what that says, where it is not. */
  readonly note?: string;
}

/** Of all ports but those listed, which are otherwise. */
export interface MtlsDescription extends EffectiveMtls {
  readonly ports: readonly (EffectiveMtls & { readonly port: number })[];
}
