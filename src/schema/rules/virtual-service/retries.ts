import { didYouMean } from '../../../base/nearest.ts';
import type { HTTPRetry } from '../../compiled/networking.istio.io/VirtualService.js';
import { checkDurations } from '../../values/duration.ts';
import { quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';
import { isNamedStatus } from './status.ts';

/** What Envoy retries on (envoyproxy.io, Router, x-envoy-retry-on and x-envoy-retry-grpc-on). */
const conditions = [
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
];
const known = new Set(conditions);

function checkConditions(retryOn: string, field: Field): void {
  for (const condition of retryOn.split(',')) {
    if (known.has(condition) || isNamedStatus(condition)) continue;
    const sentence = `must be conditions to retry on and HTTP statuses, with commas and no spaces, not ${quote(condition)}`;
    const guess = didYouMean(condition.trim(), conditions);
    field.error(guess === '' ? sentence : `${sentence}.${guess}`);
  }
}

/** When a failed request is sent again, and how often. */
export function checkRetries(retries: HTTPRetry, field: Field): void {
  const { attempts = 0, perTryTimeout, retryOn = '', retryRemoteLocalities = null } = retries;
  if (attempts < 0) field.at('attempts').error(`must be 0 or more, not ${attempts}`);
  if (attempts === 0 && (perTryTimeout !== undefined || retryOn !== '' || retryRemoteLocalities !== null)) {
    field
      .at('attempts')
      .error('must be 1 or more beside other settings: 0, which a missing one means, turns retries off');
  }
  checkDurations(retries, ['perTryTimeout', 'backoff'], field);
  if (retryOn !== '') checkConditions(retryOn, field.at('retryOn'));
}
