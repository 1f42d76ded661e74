import type { Json, JsonObject } from '../../resources/json.ts';
import type { Mesh } from '../../resources/mesh.ts';
import { policiesOfPod } from '../describe/attached-policies.ts';
import type { Destinations } from '../mtls/destinations.ts';
import { oldestFirst } from '../mtls/oldest-first.ts';
import { PeerAuthentications } from '../mtls/peer-authentication.ts';
import type { Workload } from '../mtls/workloads.ts';
import { normalizedPath, pathOf } from '../routing/http-request.ts';
import type { AccessRequest } from './access-request.ts';
import type { AccessResult } from './access-result.ts';
import { type Admission, admit } from './admission.ts';
import { clientAddress } from './client-address.ts';
import { decide } from './decision.ts';
import { ExternalAuthorizers } from './external-authorizers.ts';
import { type Facts, requestPrincipalOf } from './facts.ts';
import { tracePolicies } from './policy-traces.ts';
import { pathNormalizationOf, trustedProxiesOf } from './proxy-settings.ts';
import { refusalOf } from './request-refusal.ts';
import { jwtRulesOf, type ReadTokens, readTokens } from './request-tokens.ts';

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
    if (admission.layer === undefined) return end(admission);
    const tokens = this.#tokensOf(server, request, admission, assumptions);
    if ('verdict' in tokens) return end(tokens);
    const facts = this.#factsOf(server, request, admission, tokens);
    const input = { facts, trustDomains: this.#trustDomains, assumptions };
    const policies = tracePolicies(policiesOfPod(this.#mesh, 'AuthorizationPolicy', server), input);
    const decided = decide(policies, admission.layer, this.#authorizers, assumptions);
    return end({ ...decided, policies, requestPrincipal: requestPrincipalOf(tokens.claims) });
  }

  /** The request after its tokens were read, or what becomes of it where they, or its path, stop it. */
  #tokensOf(
    server: Workload,
    request: AccessRequest,
    { layer }: Admission,
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

  #factsOf(
    server: Workload,
    { http, port, sourceIp, sni = '', ...request }: AccessRequest,
    admission: Admission,
    tokens: ReadTokens,
  ): Facts {
    const isGateway = server.membership.dataPlane === 'gateway';
    const path = normalizedPath(http.sentPath ?? http.path, pathNormalizationOf(this.#mesh.config));
    const forwardedFor = tokens.headers.get('x-forwarded-for');
    const headers = new Map<string, readonly string[]>([
      ...tokens.headers,
      [':method', [http.method]],
      [':scheme', [http.scheme]],
      [':authority', [http.authority]],
      ['host', [http.authority]],
      [':path', [path]],
    ]);
    // A gateway adds whom it got the request from.
    if (isGateway && sourceIp !== undefined)
      headers.set('x-forwarded-for', [[...(forwardedFor ?? []), sourceIp].join()]);
    return {
      layer: admission.layer!,
      principal: request.opening === 'plaintext' ? undefined : request.principal,
      sourceIp,
      remoteIp: clientAddress(admission.layer === 'http' ? forwardedFor : undefined, sourceIp, {
        isGateway,
        trustedProxies: trustedProxiesOf(server, this.#mesh.config),
      }),
      destinationIp: addressOf(server),
      port,
      sni: request.opening === 'plaintext' ? '' : sni,
      method: http.method,
      authority: http.authority,
      path: pathOf(path),
      headers,
      claims: tokens.claims,
    };
  }
}

/** The address of a workload with one Pod, where the input says it. */
function addressOf({ resource, pods }: Workload): string | undefined {
  const { spec, status } = resource.body as { readonly spec?: JsonObject; readonly status?: JsonObject };
  const address: Json | undefined = pods.length === 1 ? status?.podIP : pods.length === 0 ? spec?.address : undefined;
  return typeof address === 'string' ? address : undefined;
}
