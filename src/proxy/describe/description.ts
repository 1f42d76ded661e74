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
  /** The waypoint that its traffic passes, in ambient. */
  readonly waypoint?: string;
  readonly services: readonly ServiceDescription[];
  readonly mtls: MtlsDescription;
  /** AuthorizationPolicies that select it. */
  readonly authorizationPolicies: readonly { readonly policy: string; readonly action: string }[];
  /** What its proxy really enforces; absent where the proxy was not asked, or did not answer. */
  readonly enforced?: readonly PolicyRow[];
  readonly warnings: readonly string[];
}

export interface ServiceDescription {
  readonly service: string;
  readonly ports: readonly ServicePort[];
  readonly destinationRules: readonly RuleDescription[];
  readonly virtualServices: readonly RoutingDescription[];
  /** The waypoint that traffic to it passes, in ambient. */
  readonly waypoint?: string;
  readonly warnings: readonly string[];
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

export interface RouteDescription {
  readonly protocol: 'http' | 'tls' | 'tcp';
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

export interface MtlsDescription {
  readonly mode: Mode;
  /** `PeerAuthentication namespace/name`; absent for Istio's default. */
  readonly decidedBy?: string;
  /** Ports that have a mode of their own. */
  readonly ports: readonly { readonly port: number; readonly mode: Mode; readonly decidedBy?: string }[];
}
