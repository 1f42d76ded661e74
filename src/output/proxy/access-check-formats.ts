import { redactShapes } from '../../bug-report/redact/secret-shapes.ts';
import type { AccessResult, Action, Decision, PolicyTrace, RuleTrace } from '../../proxy/access/access-result.ts';
import {
  type Journey,
  type JourneyVerdict,
  journeyVerdict,
  type Stop,
  type StopVerdict,
} from '../../proxy/access/journey.ts';
import { destinationName } from '../../proxy/routing/expectation.ts';
import type { HttpRequest } from '../../proxy/routing/http-request.ts';
import { formatPath } from '../../resources/json.ts';
import type { Field } from '../../resources/resource.ts';
import { Decisions } from '../mtls/mtls-record.ts';
import type { Style } from '../style.ts';
import { visible } from '../text/visible.ts';
import { requestRecord } from './request-record.ts';
import { destinationText, placeText, routeEnding, routeText } from './route-text.ts';

/** A request, who sends it, and what becomes of it. */
export interface CheckedAccess {
  readonly request: HttpRequest;
  /** `namespace/name`. */
  readonly client: string;
  readonly journey: Journey;
  /** What is not as expected. */
  readonly unexpected?: string | undefined;
}

const verdicts: Readonly<Record<StopVerdict, string>> = {
  allow: 'allowed',
  deny: 'denied (403)',
  unauthenticated: 'denied (401)',
  closed: 'connection closed',
  forwarded: 'handed on as TLS',
  rejected: 'rejected',
  'no proxy': 'allowed',
  unreached: 'not reached',
  untold: 'not told',
};

const endings: Readonly<Record<JourneyVerdict, string>> = {
  allow: 'allowed',
  deny: 'denied',
  unreached: 'not reached',
  depends: 'it depends',
};

/** For people: each place that the request comes to, what becomes of it there, and which rule says so. */
export function accessCheckText({ request, client, journey, unexpected }: CheckedAccess, style: Style): string {
  const { method, scheme, authority, path } = request;
  const { gateway, route, stops } = journey;
  const lines = [
    ...(gateway === undefined ? [] : stopLines(gateway)),
    ...(route?.route === undefined ? [] : [`Route: ${routeText(route.route)}`]),
    ...(route === undefined || stops.length > 0 ? [] : [routeEnding(route)]),
    ...stops.flatMap(stopLines),
    ...(unexpected === undefined ? [] : [`Not as expected: ${unexpected}`]),
  ];
  const title = `${method} ${scheme}://${authority}${path} from ${client}: ${endings[journeyVerdict(journey)]}`;
  return [style.bold(visible(title)), ...lines.map((line) => visible(style.spell(`   ${line}`)))]
    .map((line) => `${line}\n`)
    .join('');
}

function stopLines(stop: Stop): string[] {
  const { access, reason } = stop;
  const inner = access === undefined ? (reason === '' ? [] : [reason]) : accessLines(access);
  return [`${stopTitle(stop)}: ${verdicts[stop.verdict]}`, ...inner.map((line) => `   ${line}`)];
}

/** `At shop/reviews-v2:9080, by reviews.shop:9080/v2, over mTLS as cluster.local/ns/shop/sa/web`. */
function stopTitle({ workload, port, destination, connection, principal }: Stop): string {
  const place = workload === undefined ? undefined : `${workload.fullName}:${port}`;
  const by = destination === undefined ? undefined : destinationText(destination);
  const how = connection === undefined ? undefined : `over ${connection.transport}`;
  const who = principal === undefined ? '' : ` as ${principal}`;
  return [`At ${place ?? by ?? 'nowhere'}`, ...(place === undefined ? [] : [by]), place && how && `${how}${who}`]
    .filter((part) => part !== undefined)
    .join(', ');
}

function accessLines({
  reason,
  decidedBy,
  decidingField,
  asks,
  policies,
  assumptions,
  verdict,
}: AccessResult): string[] {
  return [
    decidedBy === undefined ? reason : `${decisionText(decidedBy)}${effects[decidedBy.action] ?? `: ${reason}`}`,
    ...(decidingField === undefined ? [] : [`as ${fieldText(decidingField)} says`]),
    ...asks.map((one) => `asked before, and taken to allow it: ${one.provider}, by ${decisionText(one)}`),
    // Of what allows nothing, a reader wants to know why; of what is allowed, hardly ever.
    ...(verdict === 'deny' && decidedBy === undefined ? policies.filter(isAllowing).flatMap(passedLines) : []),
    ...assumptions.map((one) => `assumed: ${one}`),
  ];
}

const effects: Readonly<Partial<Record<Action, string>>> = { ALLOW: ' allows it', DENY: ' denies it' };

const isAllowing = ({ action, isDryRun }: PolicyTrace): boolean => action === 'ALLOW' && !isDryRun;

/** `rules[0] of AuthorizationPolicy shop/reviews (p.yaml:14)`. */
const decisionText = ({ policy, rule, field }: Decision): string =>
  `rules[${rule}] of ${policy.origin}${placeText(field)}`;

/** `spec.mtls of PeerAuthentication shop/default (p.yaml:5)`. */
const fieldText = (field: Field): string => `${formatPath(field.path)} of ${field.resource.origin}${placeText(field)}`;

const mostRules = 10;

function passedLines({ policy, rules }: PolicyTrace): string[] {
  const name = `${policy.origin}${placeText(policy.at('spec'))}`;
  if (rules.length === 0) return [`${name} has no rules, so it allows nothing`];
  const more = rules.length - mostRules;
  return [
    `${name} does not match:`,
    ...rules.slice(0, mostRules).map((rule) => `   ${mismatchText(rule)}`),
    ...(more > 0 ? [`   … and ${more} more rules`] : []),
  ];
}

const mismatchText = ({ index, mismatch }: RuleTrace): string =>
  mismatch === undefined
    ? `rules[${index}]`
    : `${formatPath(mismatch.field.path.slice(mismatch.field.path.indexOf('rules')))}: ${redactShapes(mismatch.because)}`;

/** The same as plain data. */
export function accessCheckRecord({ request, client, journey, unexpected }: CheckedAccess) {
  const decisions = new Decisions();
  const { gateway, route, stops } = journey;
  return {
    request: requestRecord(request),
    client,
    verdict: journeyVerdict(journey),
    ...(gateway !== undefined && { gateway: stopRecord(gateway, decisions) }),
    ...(route !== undefined && {
      route: {
        outcome: route.outcome,
        ...(route.route !== undefined && { name: route.route.name, ...decisions.record(route.route.rule.field) }),
      },
    }),
    stops: stops.map((stop) => stopRecord(stop, decisions)),
    ...(unexpected !== undefined && { unexpected }),
  };
}

function stopRecord(stop: Stop, decisions: Decisions) {
  const { workload, port, destination, connection, principal, verdict, reason, access } = stop;
  return {
    ...(workload !== undefined && { workload: workload.fullName }),
    port,
    ...(destination !== undefined && { destination: destinationName(destination) }),
    ...(connection !== undefined && { transport: connection.transport }),
    ...(principal !== undefined && { principal }),
    verdict,
    reason,
    ...(access !== undefined && accessRecord(access, decisions)),
  };
}

function accessRecord(
  { decidedBy, decidingField, asks, requestPrincipal, policies, assumptions }: AccessResult,
  decisions: Decisions,
) {
  const decision = ({ action, rule, field }: Decision) => ({ action, rule, ...decisions.record(field) });
  return {
    ...(requestPrincipal !== undefined && { requestPrincipal }),
    ...(decidedBy !== undefined && { decidedBy: decision(decidedBy) }),
    ...(decidingField !== undefined && { decidingField: decisions.record(decidingField) }),
    asks: asks.map((one) => ({ provider: one.provider, ...decision(one) })),
    policies: policies.map(({ policy, action, isDryRun, provider, rules }) => ({
      ...decisions.record(policy.at('spec')),
      ...{ action, isDryRun },
      ...(provider !== undefined && { provider }),
      rules: rules.map(({ index, matches, mismatch }) => ({
        index,
        matches,
        ...(mismatch !== undefined && {
          mismatch: { ...decisions.record(mismatch.field), because: redactShapes(mismatch.because) },
        }),
      })),
    })),
    assumptions,
  };
}
