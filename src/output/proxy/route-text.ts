import { listNames } from '../../base/list-names.ts';
import { matchText } from '../../proxy/describe/request-match.ts';
import { destinationName } from '../../proxy/routing/expectation.ts';
import type { RouteDestination, RouteOutcome, RouteResult } from '../../proxy/routing/route-outcome.ts';
import type { ProxyRoute } from '../../proxy/routing/rule-match.ts';
import type { HttpMatch } from '../../resources/kinds/networking.ts';
import type { Field } from '../../resources/resource.ts';
import { fileLabel } from '../findings/finding-record.ts';
import { Decisions } from '../mtls/mtls-record.ts';

/** What is said of an outcome that has no destination. */
const endings: Readonly<Record<Exclude<RouteOutcome, 'forwarded'>, (result: RouteResult) => string>> = {
  passthrough: () => 'Goes to the address that was called: the proxy knows nothing of it there',
  blocked: () =>
    'Refused (502): the proxy knows nothing of it there, and lets only known hosts through (REGISTRY_ONLY)',
  'no-route': ({ virtualHost, knownHosts }) => {
    if (virtualHost !== undefined) return 'Not found (404): no route takes it';
    const others = knownHosts === undefined ? '' : `, but for ${listNames(knownHosts)}`;
    return `Not found (404): no route is for this host${others}`;
  },
  'cluster-missing': ({ status }) => `Fails (${status}): the proxy does not know the destination`,
  redirect: ({ status, location }) => `Redirected (${status}) to ${location}`,
  'direct-response': ({ status, body }) => `Answered by the proxy (${status})${body ? `: ${body}` : ''}`,
  fault: ({ status }) => `Aborted on purpose (${status})`,
  'cors-preflight': () => 'Answered by the proxy: the origin may ask (CORS)',
  'no-listener': () => 'Refused: the gateway does not listen there for HTTP',
};

/** What a proxy does with a request that it does not forward. */
export const routeEnding = (result: RouteResult): string =>
  result.outcome === 'forwarded' ? '' : endings[result.outcome](result);

/** Where a field stands, for people: ` (r.yaml:12)`; empty for a resource of a cluster. */
export function placeText(field: Field): string {
  const { file, line } = new Decisions().record(field);
  return file === '' ? '' : ` (${fileLabel(file)}:${line})`;
}

/** `http-0 of VirtualService shop/r (r.yaml:12)`; without a name its place. */
export function routeText({ name, rule }: ProxyRoute): string {
  const { origin, path } = new Decisions().record(rule.field);
  return `${name || path} of ${origin}${placeText(rule.field)}`;
}

/** What a route takes. */
export const routeConditions = ({ match }: ProxyRoute): string =>
  (match && matchText([match as HttpMatch])) || 'every request';

/** `To reviews.shop:9080/v2, 80 %`: each of those that a request may go to. */
export function destinationLines(destinations: readonly RouteDestination[]): string[] {
  const sum = destinations.reduce((all, { weight }) => all + weight, 0);
  return destinations.map((one) => {
    const share = destinations.length === 1 ? '' : `, ${Math.round((one.weight / sum) * 1000) / 10} %`;
    return `To ${destinationText(one)}${share}`;
  });
}

/** `reviews.shop:9080/v2`, and what is missing of it. */
export const destinationText = (destination: RouteDestination): string =>
  `${destinationName(destination)}${destination.missing === undefined ? '' : ` (${absences[destination.missing]})`}`;

const absences: Readonly<Record<NonNullable<RouteDestination['missing']>, string>> = {
  host: 'the proxy knows no such host',
  port: 'the host has no such port',
  subset: 'no DestinationRule that it goes by has the subset',
};
