import type { HttpRequest } from '../../proxy/routing/http-request.ts';
import type { RouteResult } from '../../proxy/routing/route-outcome.ts';
import type { ProxyRoute } from '../../proxy/routing/rule-match.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { Decisions } from '../mtls/mtls-record.ts';
import type { Style } from '../style.ts';
import { visible } from '../text/visible.ts';
import { requestRecord } from './request-record.ts';
import { destinationLines, destinationText, routeConditions, routeEnding, routeText } from './route-text.ts';

/** A request, who sends it on, and what becomes of it. */
export interface CheckedRoute {
  readonly request: HttpRequest;
  /** `namespace/name` of the workload whose proxy it is. */
  readonly proxy: string;
  readonly result: RouteResult;
  /** What is not as expected. */
  readonly unexpected?: string | undefined;
}

/** For people: the route, where it is written, and what becomes of the request. */
export function routeCheckText({ request, proxy, result, unexpected }: CheckedRoute, style: Style): string {
  const { outcome, virtualHost, route, destinations, mirrors, path, authority, passed } = result;
  const lines = [
    ...(virtualHost === undefined ? [] : [`Virtual host: ${virtualHost}`]),
    ...(route === undefined ? [] : [`Route: ${routeText(route)}`, `   takes ${routeConditions(route)}`]),
    ...(route === undefined && outcome === 'forwarded' ? ['Route: the default, for no resource says otherwise'] : []),
    ...(outcome === 'forwarded' ? [] : [routeEnding(result)]),
    ...destinationLines(destinations),
    ...(path === undefined ? [] : [`Path there: ${path}`]),
    ...(authority === undefined ? [] : [`Host there: ${authority}`]),
    ...mirrors.map((mirror) => `Mirrored to ${destinationText(mirror)}`),
    ...(route === undefined ? [] : settingLines(route.rule.action)),
    ...(passed.length === 0
      ? []
      : [
          `Passed over: ${passed.length === 1 ? 'a route' : `${passed.length} routes`} before it`,
          ...passed.slice(0, mostPassed).map((one) => `   ${routeText(one)}: ${routeConditions(one)}`),
          ...(passed.length > mostPassed ? [`   … and ${passed.length - mostPassed} more`] : []),
        ]),
    ...(unexpected === undefined ? [] : [`Not as expected: ${unexpected}`]),
  ];
  const { method, scheme, authority: host, path: asked } = request;
  const title = style.bold(visible(`${method} ${scheme}://${host}${asked} from ${proxy}`));
  return [title, ...lines.map((line) => visible(style.spell(`   ${line}`)))].map((line) => `${line}\n`).join('');
}

const mostPassed = 10;

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
  return {
    request: requestRecord(request),
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
