import { matchText } from '../../proxy/describe/request-match.ts';
import { destinationName } from '../../proxy/routing/expectation.ts';
import type { HttpRequest } from '../../proxy/routing/http-request.ts';
import type { RouteDestination, RouteOutcome, RouteResult } from '../../proxy/routing/route-outcome.ts';
import type { ProxyRoute } from '../../proxy/routing/rule-match.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import type { HttpMatch } from '../../resources/kinds/networking.ts';
import { fileLabel } from '../findings/finding-record.ts';
import { Decisions } from '../mtls/mtls-record.ts';
import type { Style } from '../style.ts';
import { visible } from '../text/visible.ts';

/** A request, who sends it on, and what becomes of it. */
export interface CheckedRoute {
  readonly request: HttpRequest;
  /** `namespace/name` of the workload whose proxy it is. */
  readonly proxy: string;
  readonly result: RouteResult;
  /** What is not as expected. */
  readonly unexpected?: string | undefined;
}

/** What is said of an outcome that has no destination. */
const endings: Readonly<Record<Exclude<RouteOutcome, 'forwarded'>, (result: RouteResult) => string>> = {
  passthrough: () => 'Goes to the address that was called: the proxy knows nothing of it there',
  blocked: () =>
    'Refused (502): the proxy knows nothing of it there, and lets only known hosts through (REGISTRY_ONLY)',
  'no-route': ({ virtualHost }) =>
    virtualHost === undefined ? 'Not found (404): no route is for this host' : 'Not found (404): no route takes it',
  'cluster-missing': ({ status }) => `Fails (${status}): the proxy does not know the destination`,
  redirect: ({ status, location }) => `Redirected (${status}) to ${location}`,
  'direct-response': ({ status, body }) => `Answered by the proxy (${status})${body ? `: ${body}` : ''}`,
  fault: ({ status }) => `Aborted on purpose (${status})`,
  'cors-preflight': () => 'Answered by the proxy: the origin may ask (CORS)',
  'no-listener': () => 'Refused: the gateway does not listen there for HTTP',
};

/** For people: the route, where it is written, and what becomes of the request. */
export function routeCheckText({ request, proxy, result, unexpected }: CheckedRoute, style: Style): string {
  const { outcome, virtualHost, route, destinations, mirrors, path, authority, passed } = result;
  const lines = [
    ...(virtualHost === undefined ? [] : [`Virtual host: ${virtualHost}`]),
    ...(route === undefined ? [] : [`Route: ${routeText(route)}`, `   takes ${conditions(route)}`]),
    ...(route === undefined && outcome === 'forwarded' ? ['Route: the default, for no resource says otherwise'] : []),
    ...(outcome === 'forwarded' ? [] : [endings[outcome](result)]),
    ...destinationLines(destinations),
    ...(path === undefined ? [] : [`Path there: ${path}`]),
    ...(authority === undefined ? [] : [`Host there: ${authority}`]),
    ...mirrors.map((mirror) => `Mirrored to ${destinationText(mirror)}`),
    ...(route === undefined ? [] : settingLines(route.rule.action)),
    ...(passed.length === 0
      ? []
      : [
          `Passed over: ${passed.length === 1 ? 'a route' : `${passed.length} routes`} before it`,
          ...passed.slice(0, mostPassed).map((one) => `   ${routeText(one)}: ${conditions(one)}`),
          ...(passed.length > mostPassed ? [`   … and ${passed.length - mostPassed} more`] : []),
        ]),
    ...(unexpected === undefined ? [] : [`Not as expected: ${unexpected}`]),
  ];
  const { method, scheme, authority: host, path: asked } = request;
  const title = style.bold(visible(`${method} ${scheme}://${host}${asked} from ${proxy}`));
  return [title, ...lines.map((line) => visible(style.spell(`   ${line}`)))].map((line) => `${line}\n`).join('');
}

const mostPassed = 10;

/** `http-0 of VirtualService shop/r (r.yaml:12)`; without a name its place. */
function routeText({ name, rule }: ProxyRoute): string {
  const { origin, file, line, path } = new Decisions().record(rule.field);
  const place = file === '' ? '' : ` (${fileLabel(file)}:${line})`;
  return `${name || path} of ${origin}${place}`;
}

const conditions = ({ match }: ProxyRoute): string => (match && matchText([match as HttpMatch])) || 'every request';

function destinationLines(destinations: readonly RouteDestination[]): string[] {
  const sum = destinations.reduce((all, { weight }) => all + weight, 0);
  return destinations.map((one) => {
    const share = destinations.length === 1 ? '' : `, ${Math.round((one.weight / sum) * 1000) / 10} %`;
    return `To ${destinationText(one)}${share}`;
  });
}

const destinationText = (destination: RouteDestination): string =>
  `${destinationName(destination)}${destination.missing === undefined ? '' : ` (${absences[destination.missing]})`}`;

const absences: Readonly<Record<NonNullable<RouteDestination['missing']>, string>> = {
  host: 'the proxy knows no such host',
  port: 'the host has no such port',
  subset: 'no DestinationRule that it goes by has the subset',
};

/** What a route does besides. */
const settings: Readonly<Record<string, string>> = {
  timeout: 'Timeout',
  retries: 'Retries',
  fault: 'Faults',
  headers: 'Headers',
  corsPolicy: 'CORS',
};

const settingLines = (action: JsonObject): string[] =>
  Object.entries(settings)
    .filter(([field]) => action[field] !== undefined)
    .map(([field, what]) => `${what}: ${settingText(action[field]!)}`);

/** `attempts 3, perTryTimeout 2s`; what is within, in brackets. */
function settingText(value: Json): string {
  if (Array.isArray(value)) return value.map(settingText).join(', ');
  if (!isObject(value)) return String(value);
  const parts = Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return parts
    .map(([name, inner]) => `${name} ${isObject(inner) ? `(${settingText(inner)})` : settingText(inner)}`)
    .join(', ');
}

/** The same as plain data. */
export function routeCheckRecord({ request, proxy, result, unexpected }: CheckedRoute) {
  const decisions = new Decisions();
  const { route, passed, destinations, mirrors, ...outcome } = result;
  const record = (one: ProxyRoute) => ({ name: one.name, ...decisions.record(one.rule.field) });
  const { headers, ...asked } = request;
  return {
    request: { ...asked, headers: Object.fromEntries(headers) },
    proxy,
    ...outcome,
    ...(route !== undefined && {
      route: {
        ...record(route),
        ...Object.fromEntries(
          Object.keys(settings).flatMap((field) => {
            const value = route.rule.action[field];
            return value === undefined ? [] : [[field, value]];
          }),
        ),
      },
    }),
    destinations,
    mirrors,
    passed: passed.map(record),
    ...(unexpected !== undefined && { unexpected }),
  };
}
