import { numberAt, objectAt, objectsAt, textAt, textsAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { type HeaderChanges, headerChanges, hostHeader } from './header-changes.ts';
import type { HttpRequest } from './http-request.ts';
import { rewrittenPath } from './path-rewrite.ts';
import { redirectLocation } from './redirect-location.ts';
import type { ProxyRoute } from './rule-match.ts';
import { isPresence, matchesString, stringMatch } from './string-match.ts';

/** What becomes of a request at the proxy that routes it. */
export type RouteOutcome =
  /** It goes to a destination. */
  | 'forwarded'
  /** It goes to the address that was called, which the proxy knows nothing of. */
  | 'passthrough'
  /** The proxy refuses it: it knows nothing of the address. */
  | 'blocked'
  /** 404: no route takes it. */
  | 'no-route'
  /** The destination, or its subset, is not there. */
  | 'cluster-missing'
  | 'redirect'
  | 'direct-response'
  | 'fault'
  | 'cors-preflight'
  /** A gateway does not listen there. */
  | 'no-listener';

/** A place that requests are sent to. */
export interface RouteDestination {
  /** As Envoy names it: `outbound|9080|v1|reviews.shop.svc.cluster.local`. */
  readonly cluster: string;
  readonly host: string;
  readonly port: number;
  readonly subset: string;
  /** Of the sum of all weights. */
  readonly weight: number;
  /** What the proxy does to the headers of requests to it, in this order. */
  readonly headers?: readonly HeaderChanges[];
  /** What the proxy does not know of it, so that requests to it fail. */
  readonly missing?: 'host' | 'port' | 'subset';
}

export interface RouteResult {
  readonly outcome: RouteOutcome;
  /** Of the proxy's own answer; 0 where the destination answers. */
  readonly status: number;
  /** The virtual host that the request's Host is found in. */
  readonly virtualHost?: string;
  /** Where there is none for the request's Host, the hosts that there are routes for. */
  readonly knownHosts?: readonly string[];
  /** Undefined where nobody wrote one: each host has a route to itself. */
  readonly route?: ProxyRoute;
  readonly destinations: readonly RouteDestination[];
  readonly mirrors: readonly RouteDestination[];
  /** What the destination is asked for, where that is not what the proxy was. */
  readonly path?: string;
  readonly authority?: string;
  /** Of a redirect. */
  readonly location?: string;
  /** Of a direct response. */
  readonly body?: string;
  /** Routes before it, none of which takes the request. */
  readonly passed: readonly ProxyRoute[];
}

/** What there is of a result where nothing is. */
export const nothing = { status: 0, destinations: [], mirrors: [], passed: [] } as const;

/** Makes a destination of what a route names. */
type ToDestination = (destination: JsonObject, weight: number) => RouteDestination;

/** What a route does with a request that it takes. */
export function outcomeOf(route: ProxyRoute, request: HttpRequest, to: ToDestination): Omit<RouteResult, 'passed'> {
  const { action } = route.rule;
  const abort = objectAt(action, 'fault', 'abort');
  const status = numberAt(abort, 'httpStatus');
  const isCertain = numberAt(abort, 'percentage', 'value') === 100;
  const direct = objectAt(action, 'directResponse');
  const redirect = objectAt(action, 'redirect');
  if (isPreflight(objectAt(action, 'corsPolicy'), request))
    return { ...nothing, outcome: 'cors-preflight', status: 200 };
  const result =
    redirect !== undefined
      ? redirected(route, redirect, request)
      : direct !== undefined
        ? answered(direct)
        : forwarded(route, request, to);
  return isCertain && status !== 0 ? { ...result, outcome: 'fault', status } : result;
}

const redirected = (route: ProxyRoute, redirect: JsonObject, request: HttpRequest): Omit<RouteResult, 'passed'> => ({
  ...nothing,
  outcome: 'redirect',
  status: numberAt(redirect, 'redirectCode') || 301,
  location: redirectLocation(route, redirect, request),
});

const answered = (direct: JsonObject): Omit<RouteResult, 'passed'> => ({
  ...nothing,
  outcome: 'direct-response',
  status: numberAt(direct, 'status'),
  body: textAt(direct, 'body', 'string') || Buffer.from(textAt(direct, 'body', 'bytes'), 'base64').toString(),
});

function forwarded(route: ProxyRoute, request: HttpRequest, to: ToDestination): Omit<RouteResult, 'passed'> {
  const { action } = route.rule;
  const all = objectsAt(action, 'route');
  const isOnly = all.length === 1;
  const taking = isOnly ? all : all.filter((one) => numberAt(one, 'weight') > 0);
  const ofRoute = headerChanges(action);
  const destinations = taking.map((one) => {
    // Of several, each has its own before the route's; an only one's are the route's as well.
    const headers = isOnly ? [headerChanges(action, one)] : [headerChanges(one), ofRoute];
    return withHeaders(to(objectAt(one, 'destination') ?? {}, numberAt(one, 'weight') || 1), headers);
  });
  const mirrored = [...(objectAt(action, 'mirror') ? [mirrorOf(action)] : []), ...objectsAt(action, 'mirrors')];
  const mirrors = mirrored
    .filter((one) => objectAt(one, 'percentage') === undefined || numberAt(one, 'percentage', 'value') > 0)
    .map((one) => to(objectAt(one, 'destination') ?? {}, 1));
  const path = rewrittenPath(route, objectAt(action, 'rewrite'), request.path);
  const authority = textAt(action, 'rewrite', 'authority') || hostHeader(action) || (isOnly ? hostHeader(all[0]!) : '');
  const isMissing = destinations.length > 0 && destinations.every(({ missing }) => missing !== undefined);
  return {
    ...nothing,
    outcome: isMissing ? 'cluster-missing' : 'forwarded',
    status: isMissing ? (route.source.isGatewayApi ? 500 : 503) : 0,
    destinations,
    mirrors,
    ...(path !== request.path && { path }),
    ...(authority !== '' && authority !== request.authority && { authority }),
  };
}

function withHeaders(destination: RouteDestination, changes: readonly (HeaderChanges | undefined)[]): RouteDestination {
  const headers = changes.filter((one) => one !== undefined);
  return headers.length === 0 ? destination : { ...destination, headers };
}

/** The older way to say what `mirrors` says. */
function mirrorOf(action: JsonObject): JsonObject {
  const percentage = objectAt(action, 'mirrorPercentage');
  const old = action.mirrorPercent;
  return {
    destination: objectAt(action, 'mirror')!,
    ...(percentage !== undefined ? { percentage } : typeof old === 'number' ? { percentage: { value: old } } : {}),
  };
}

/** True for a question of a browser that the policy answers (istio.io, CorsPolicy). */
function isPreflight(policy: JsonObject | undefined, { method, headers }: HttpRequest): boolean {
  const [origin] = headers.get('origin') ?? [];
  if (policy === undefined || method !== 'OPTIONS' || origin === undefined) return false;
  if (!headers.has('access-control-request-method')) return false;
  const allowed = objectsAt(policy, 'allowOrigins').some(
    (one) => isPresence(stringMatch(one)) || matchesString(stringMatch(one), origin),
  );
  return allowed || textsAt(policy, 'allowOrigin').some((one) => one === origin || one === '*');
}
