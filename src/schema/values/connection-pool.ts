import type { ConnectionPoolSettings } from '../compiled/networking.istio.io/DestinationRule.js';
import type { Field } from '../rules/rule.ts';
import { checkDurations, durationProblem, millisecond, parseDuration } from './duration.ts';

const counts = {
  http: [
    'http1MaxPendingRequests',
    'http2MaxRequests',
    'maxRequestsPerConnection',
    'maxRetries',
    'maxConcurrentStreams',
  ],
  tcp: ['maxConnections'],
} as const;

function checkCounts<Name extends string>(
  settings: { readonly [Each in Name]?: number },
  names: readonly Name[],
  field: Field,
): void {
  for (const name of names) {
    const count = settings[name] ?? 0;
    if (count < 0) field.at(name).error(`must be 0 or more, not ${count}`);
  }
}

function checkHttp(http: NonNullable<ConnectionPoolSettings['http']>, field: Field): void {
  checkCounts(http, counts.http, field);
  checkDurations(http, ['idleTimeout'], field);
  if (http.useClientProtocol === true && http.h2UpgradePolicy === 'UPGRADE') {
    field.at('useClientProtocol').error('must not be true while h2UpgradePolicy is UPGRADE');
  }
}

function checkTcp(tcp: NonNullable<ConnectionPoolSettings['tcp']>, field: Field): void {
  checkCounts(tcp, counts.tcp, field);
  checkDurations(tcp, ['connectTimeout', 'maxConnectionDuration'], field);
  if (tcp.tcpKeepalive !== undefined) checkDurations(tcp.tcpKeepalive, ['time', 'interval'], field.at('tcpKeepalive'));
  const { idleTimeout } = tcp;
  // 0 turns the timeout off, and Istio takes anything below a millisecond for 0.
  if (idleTimeout !== undefined && !(Math.abs(parseDuration(idleTimeout) ?? millisecond) < millisecond)) {
    field.at('idleTimeout').check(durationProblem(idleTimeout));
  }
}

/** Limits on connections (ConnectionPoolSettings); `field` is where `settings` stands. */
export function checkConnectionPool(settings: ConnectionPoolSettings | undefined, field: Field): void {
  if (settings === undefined) return;
  const { http, tcp } = settings;
  if (http === undefined && tcp === undefined) field.error('must have http or tcp settings');
  if (http !== undefined) checkHttp(http, field.at('http'));
  if (tcp !== undefined) checkTcp(tcp, field.at('tcp'));
}
