/** A CustomResourceDefinition that Istio brings along. */
export interface KnownDefinition {
  /** `virtualservices.networking.istio.io`. */
  readonly name: string;
  /** Every version that it serves. */
  readonly versions: readonly string[];
}

/** What besides the cluster decides what is well. */
export interface Settings {
  readonly istioNamespace: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The release of Istio that this program follows: `1.30.3`. */
  readonly istioVersion: string;
  readonly definitions: readonly KnownDefinition[];
}
