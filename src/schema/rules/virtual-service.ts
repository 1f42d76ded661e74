import type { HTTPMatchRequest, HTTPRoute, VirtualService } from '../compiled/networking.istio.io/VirtualService.js';
import { durationProblem } from '../values/duration.ts';
import { checkExportTo } from '../values/export-to.ts';
import { setFields } from '../values/presence.ts';
import { defineRules, type Field, type Rule } from './rule.ts';
import { checkCors } from './virtual-service/cors.ts';
import { checkHttpRoutes, checkMirrors } from './virtual-service/destinations.ts';
import { checkDirectResponse } from './virtual-service/direct-response.ts';
import { checkFault } from './virtual-service/fault.ts';
import { checkGatewayNames } from './virtual-service/gateway-names.ts';
import { checkHeaders } from './virtual-service/headers.ts';
import { areForGatewaysOnly, checkHosts } from './virtual-service/hosts.ts';
import { checkHttpMatch, checkNoClaims } from './virtual-service/http-match.ts';
import { checkRedirect } from './virtual-service/redirect.ts';
import { checkRetries } from './virtual-service/retries.ts';
import { checkAuthority, checkRewrite } from './virtual-service/rewrite.ts';
import { checkAction } from './virtual-service/route-action.ts';
import { checkTcpRoute } from './virtual-service/tcp-route.ts';
import { checkTlsRoutes } from './virtual-service/tls-route.ts';

/** Without hosts a VirtualService is a delegate: HTTP routes that those with hosts may refer to (istio.io, Delegate). */
const isDelegate = ({ hosts = [] }: VirtualService): boolean => hosts.length === 0;

const protocols = ['http', 'tls', 'tcp'] as const;
const notInDelegates = ['gateways', 'tls', 'tcp'] as const;

/** A rule that says of every HTTP route what `check` says of one. */
const ofHttpRoutes =
  (check: (route: HTTPRoute, field: Field) => void): Rule<VirtualService> =>
  ({ http = [] }, field) => {
    for (let i = 0; i < http.length; i++) check(http[i]!, field.at('http', i));
  };

/** A rule about one field of every HTTP route that has it. */
const ofHttpField =
  <Name extends keyof HTTPRoute>(
    name: Name,
    check: (value: NonNullable<HTTPRoute[Name]>, field: Field) => void,
  ): Rule<VirtualService> =>
  ({ http = [] }, field) => {
    for (let i = 0; i < http.length; i++) {
      const value = http[i]![name];
      if (value !== undefined && value !== null) check(value, field.at('http', i, name));
    }
  };

/** A rule that says of every match of every HTTP route what `check` says of one. */
const ofHttpMatches = (check: (match: HTTPMatchRequest, field: Field) => void): Rule<VirtualService> =>
  ofHttpField('match', (matches, field) => {
    for (let i = 0; i < matches.length; i++) check(matches[i]!, field.at(i));
  });
const noClaims = ofHttpMatches(checkNoClaims);

export default defineRules<VirtualService>('VirtualService', {
  'some-route'(spec, field) {
    if (setFields(spec, protocols).length > 0) return;
    field.at('http').error('is missing, and so are tls and tcp: a VirtualService has routes in one of them at least');
  },
  'known-distinct-hosts': (spec, field) => checkHosts(spec, field.at('hosts')),
  'known-gateways'({ gateways }, field) {
    checkGatewayNames(gateways, field.at('gateways'));
  },
  'delegate-http-only'(spec, field) {
    if (!isDelegate(spec)) return;
    for (const name of setFields(spec, notInDelegates)) {
      field.at(name).error('must not be there without hosts: that makes a delegate, which has http routes only');
    }
  },
  'known-export-to'({ exportTo }, field, { namespace }) {
    checkExportTo(exportTo, field.at('exportTo'), { namespace });
  },
  'one-action'(spec, field) {
    const inDelegate = isDelegate(spec);
    for (const [i, route] of (spec.http ?? []).entries()) checkAction(route, inDelegate, field.at('http', i));
  },
  'known-matches': ofHttpMatches(checkHttpMatch),
  'claims-at-gateways'(spec, field, subject) {
    if (!areForGatewaysOnly(spec)) noClaims(spec, field, subject);
  },
  'known-headers': ofHttpField('headers', checkHeaders),
  'known-destinations': ofHttpField('route', checkHttpRoutes),
  'known-mirrors': ofHttpRoutes(checkMirrors),
  'known-redirect': ofHttpField('redirect', checkRedirect),
  'known-direct-response': ofHttpField('directResponse', checkDirectResponse),
  'known-rewrite': ofHttpField('rewrite', checkRewrite),
  'one-authority': ofHttpRoutes(checkAuthority),
  'known-timeout': ofHttpField('timeout', (timeout, field) => field.check(durationProblem(timeout))),
  'known-retries': ofHttpField('retries', checkRetries),
  'known-fault': ofHttpField('fault', checkFault),
  'known-cors-policy': ofHttpField('corsPolicy', checkCors),
  'known-tls-routes': (spec, field) => checkTlsRoutes(spec, field.at('tls')),
  'known-tcp-routes'({ tcp = [] }, field) {
    for (const [i, route] of tcp.entries()) checkTcpRoute(route, field.at('tcp', i));
  },
});
