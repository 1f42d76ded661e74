import type { BodyOf } from '../../resources/kinds.ts';
import type { Field, Resource } from '../../resources/resource.ts';

/** What becomes of a request at a workload. */
export type Verdict =
  /** It goes on to the application. */
  | 'allow'
  /** 403, or the connection is closed: an AuthorizationPolicy says so, or none of those that allow matches. */
  | 'deny'
  /** 401: it brings a token that is not valid. */
  | 'unauthenticated'
  /** The proxy closes the connection, as it is not of the kind that PeerAuthentication asks for. */
  | 'closed'
  /** The proxy hands TLS on to the application without looking into it: policies for HTTP see nothing. */
  | 'forwarded'
  /** 400 or 404: no policy is asked. */
  | 'rejected';

export type Action = 'ALLOW' | 'DENY' | 'CUSTOM' | 'AUDIT';

/** A rule of a policy, and what it makes of the request. */
export interface RuleTrace {
  /** Its place in `spec.rules`. */
  readonly index: number;
  readonly matches: boolean;
  /** Where it does not match: the first field that does not, in `from`, `to` or `when`; and why, in a few words. */
  readonly mismatch?: { readonly field: Field; readonly because: string } | undefined;
}

/** An AuthorizationPolicy that applies to the workload. */
export interface PolicyTrace {
  readonly policy: Resource<BodyOf<'AuthorizationPolicy'>>;
  readonly action: Action;
  /** It decides nothing, but what it would decide is logged. */
  readonly isDryRun: boolean;
  /** The external authorizer of a CUSTOM policy. */
  readonly provider?: string | undefined;
  readonly rules: readonly RuleTrace[];
}

/** What decides, and where it is written. */
export interface Decision {
  readonly policy: PolicyTrace['policy'];
  readonly action: Action;
  /** Place of the rule in `spec.rules`. */
  readonly rule: number;
  readonly field: Field;
}

export interface AccessResult {
  readonly verdict: Verdict;
  /** Why, in a sentence without its period. */
  readonly reason: string;
  /** The rule that allows or denies; undefined where none does (nothing that allows matches, or no policy is there). */
  readonly decidedBy: Decision | undefined;
  /** What decides where no AuthorizationPolicy does: a mode of PeerAuthentication, a rule for tokens. */
  readonly decidingField?: Field | undefined;
  /** External authorizers that are asked before: the verdict is what holds where they all allow. */
  readonly asks: readonly (Decision & { readonly provider: string })[];
  /** Who the client is, after tokens were read: `issuer/subject`. */
  readonly requestPrincipal: string | undefined;
  /** All that apply, in the order in which the proxy asks them: CUSTOM, DENY, ALLOW, AUDIT. */
  readonly policies: readonly PolicyTrace[];
  /** What the verdict rests on that could not be known from the input: keys of tokens that are elsewhere, an unknown address. */
  readonly assumptions: readonly string[];
}
