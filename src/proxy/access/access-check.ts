import type { Mesh } from '../../resources/mesh.ts';
import { policiesOfPod } from '../describe/attached-policies.ts';
import type { Destinations } from '../mtls/destinations.ts';
import { oldestFirst } from '../mtls/oldest-first.ts';
import { PeerAuthentications } from '../mtls/peer-authentication.ts';
import type { Workload } from '../mtls/workloads.ts';
import { pathNormalizationOf } from '../routing/request-path.ts';
import type { AccessRequest } from './access-request.ts';
import type { AccessResult } from './access-result.ts';
import { admit } from './admission.ts';
import { decide } from './decision.ts';
import { ExternalAuthorizers } from './external-authorizers.ts';
import { type Layer, requestPrincipalOf } from './facts.ts';
import { tracePolicies } from './policy-traces.ts';
import { factsOf } from './request-facts.ts';
import { refusalOf } from './request-refusal.ts';
import { jwtRulesOf, type ReadTokens, readTokens } from './tokens/request-tokens.ts';

/** Tells what becomes of requests at workloads. */
export class AccessCheck {
  readonly #mesh: Mesh;
  readonly #destinations: Destinations;
  readonly #modes: PeerAuthentications;
  readonly #authorizers: ExternalAuthorizers;
  readonly #trustDomains: readonly string[];
  readonly #now: Date;

  constructor(mesh: Mesh, destinations: Destinations, { now = new Date() }: { readonly now?: Date } = {}) {
    this.#mesh = mesh;
    this.#destinations = destinations;
    this.#modes = new PeerAuthentications(mesh);
    this.#authorizers = new ExternalAuthorizers(mesh.config, destinations);
    this.#trustDomains = [mesh.config.trustDomain || 'cluster.local', ...(mesh.config.trustDomainAliases ?? [])];
    this.#now = now;
  }

  /** What a workload's proxy does with a request: mutual TLS comes first, then tokens, then policies. */
  at(server: Workload, request: AccessRequest): AccessResult {
    const assumptions = new Set<string>();
    const mode = this.#modes.of(server.namespace, server.labels, request.port);
    const admission = admit(server, request, mode, this.#destinations.protocolOf(server, request.port));
    const end = (result: Partial<AccessResult> & Pick<AccessResult, 'verdict' | 'reason'>): AccessResult => ({
      decidedBy: undefined,
      asks: [],
      requestPrincipal: undefined,
      policies: [],
      ...result,
      assumptions: [...assumptions],
    });
    if ('verdict' in admission) return end(admission);
    const tokens = this.#tokensOf(server, request, admission.layer, assumptions);
    if ('verdict' in tokens) return end(tokens);
    if (admission.layer === 'ztunnel') assumptions.add('what a waypoint would do is not looked at, only ztunnel');
    const facts = factsOf(server, request, admission.layer, tokens, this.#mesh.config);
    const input = { facts, trustDomains: this.#trustDomains, assumptions };
    const policies = tracePolicies(policiesOfPod(this.#mesh, 'AuthorizationPolicy', server), input);
    const decided = decide(policies, admission.layer, this.#authorizers, assumptions);
    return end({ ...decided, policies, requestPrincipal: requestPrincipalOf(tokens.claims) });
  }

  /** The request after its tokens were read, or what becomes of it where they, or its path, stop it. */
  #tokensOf(
    server: Workload,
    request: AccessRequest,
    layer: Layer,
    assumptions: Set<string>,
  ): ReadTokens | Pick<AccessResult, 'verdict' | 'reason' | 'decidingField'> {
    const { http, claims } = request;
    if (layer !== 'http') return { headers: http.headers };
    const path = http.sentPath ?? http.path;
    const refusal = refusalOf(http.method, path, pathNormalizationOf(this.#mesh.config));
    if (refusal !== undefined) return { verdict: 'rejected', reason: refusal };
    // Questions of browsers about other sites carry no tokens: istiod lets them pass.
    const isPreflight =
      http.method === 'OPTIONS' && ['origin', 'access-control-request-method'].every((name) => http.headers.has(name));
    const policies = isPreflight ? [] : oldestFirst(policiesOfPod(this.#mesh, 'RequestAuthentication', server));
    const tokens = readTokens(jwtRulesOf(policies), {
      headers: http.headers,
      path,
      claims,
      now: this.#now,
      assumptions,
    });
    if (tokens.problem === undefined) return tokens;
    const { text, field } = tokens.problem;
    return { verdict: 'unauthenticated', reason: `the token ${text}`, decidingField: field };
  }
}
