import type {
  ConsistentHashLB,
  HTTPCookie,
  LoadBalancerSettings,
  WarmupConfiguration,
} from '../../compiled/networking.istio.io/DestinationRule.js';
import { checkDurations, durationProblem, parseDuration } from '../../values/duration.ts';
import { checkLocalityLbSetting } from '../../values/locality.ts';
import { isSet, setFields } from '../../values/presence.ts';
import { quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';

/** Below the greatest table that Envoy makes (envoyproxy.io, Maglev), itself a prime. */
const largestTable = 5000010;

function isPrime(size: number): boolean {
  if (size < 4) return size > 0;
  if (size % 2 === 0) return false;
  for (let factor = 3; factor * factor <= size; factor += 2) if (size % factor === 0) return false;
  return true;
}

/** Envoy refuses a Maglev table whose size is not a prime, and takes 1 for one. */
function checkTableSize(size: number, field: Field): void {
  if (size === 0) field.error('is required, a prime such as 65537');
  else if (size > largestTable) field.error(`must be at most ${largestTable}, not ${size}`);
  else if (!isPrime(size)) field.error(`must be a prime, not ${size}`);
}

function checkCookie({ name, ttl, attributes }: HTTPCookie, field: Field): void {
  // 0 makes a cookie for the session.
  if (ttl !== undefined && parseDuration(ttl) === undefined) field.at('ttl').check(durationProblem(ttl));
  if (!isSet(name)) field.at('name').error('must not be empty');
  const names = new Set<string>();
  attributes?.forEach((attribute, i) => {
    const at = field.at('attributes', i, 'name');
    const { name: key = '' } = attribute;
    if (key === '') at.error('must not be empty');
    else if (names.has(key)) at.error(`repeats ${quote(key)}`);
    names.add(key);
  });
}

function checkConsistentHash(hash: ConsistentHashLB, field: Field): void {
  const { httpCookie, maglev, minimumRingSize = 0 } = hash;
  if (httpCookie !== undefined) checkCookie(httpCookie, field.at('httpCookie'));
  if (maglev !== undefined) checkTableSize(maglev.tableSize ?? 0, field.at('maglev', 'tableSize'));
  if (minimumRingSize === 0) return;
  const [algorithm] = setFields(hash, ['ringHash', 'maglev']);
  const at = field.at('minimumRingSize');
  if (algorithm === undefined) at.warning('is deprecated: ringHash.minimumRingSize says the same');
  else at.error(`must not be there beside ${algorithm}`);
}

function checkWarmup(warmup: WarmupConfiguration, field: Field): void {
  checkDurations(warmup, ['duration'], field);
  const { aggression } = warmup;
  if (typeof aggression === 'number' && !(aggression >= 1)) {
    field.at('aggression').error(`must be 1 or more, not ${aggression}`);
  }
}

/**
 * How requests are spread over a service's endpoints (LoadBalancerSettings).
 *
 * @param field where `settings` stand
 * @param hasOutlierDetection whether endpoints that fail are found out
 */
export function checkLoadBalancer(
  settings: LoadBalancerSettings | undefined,
  field: Field,
  hasOutlierDetection: boolean,
): void {
  if (settings === undefined) return;
  const { consistentHash, localityLbSetting, warmup } = settings;
  if (consistentHash !== undefined) checkConsistentHash(consistentHash, field.at('consistentHash'));
  checkLocalityLbSetting(localityLbSetting, field.at('localityLbSetting'), hasOutlierDetection);
  if (warmup !== undefined) checkWarmup(warmup, field.at('warmup'));
}
