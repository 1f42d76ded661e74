import type {
  Distribute,
  Failover,
  LocalityLoadBalancerSetting,
} from '../compiled/networking.istio.io/DestinationRule.js';
import type { Field } from '../rules/rule.ts';
import { type Problem, quote } from './value.ts';

/** A locality as it is written: region, region/zone or region/zone/subzone, where the last may be `*`. */
interface Locality {
  /** Its parts, without a `*` at the end. */
  readonly parts: readonly string[];
  readonly hasWildcard: boolean;
}

function parseLocality(text: string): Locality {
  const [region = '', zone, ...subzone] = text.split('/');
  const parts = [region, ...(zone === undefined ? [] : [zone]), ...(subzone.length === 0 ? [] : [subzone.join('/')])];
  const hasWildcard = parts.at(-1) === '*';
  return { parts: hasWildcard ? parts.slice(0, -1) : parts, hasWildcard };
}

function localityProblem(text: string): Problem {
  if (parseLocality(text).parts.includes('')) {
    return `must be region, region/zone or region/zone/subzone, not ${quote(text)}`;
  }
  const wildcard = text.indexOf('*');
  return wildcard === -1 || wildcard === text.length - 1
    ? undefined
    : `may have a wildcard at its end only, not as in ${quote(text)}`;
}

/**
 * Localities that must not overlap. Of those in a list the first that fits is taken, so a wider one may follow a narrower
 * if it says with `*` that it is meant to be wider; keys of a map have no order, and may not overlap at all.
 */
class LocalitySet {
  readonly #texts = new Map<string, string>();
  /** What each of them lies in. */
  readonly #wider = new Map<string, string>();

  constructor(private readonly isOrdered: boolean) {}

  /** Takes `text` in, unless it overlaps with one that is. */
  add(text: string): Problem {
    const { parts, hasWildcard } = parseLocality(text);
    const prefixes = [[], ...parts.map((_, i) => parts.slice(0, i + 1))].map((prefix) => prefix.join('/'));
    const place = prefixes.at(-1)!;
    const covering = prefixes.map((prefix) => this.#texts.get(prefix)).find((found) => found !== undefined);
    const covered = this.isOrdered && hasWildcard ? undefined : this.#wider.get(place);
    const other = covering ?? covered;
    if (other !== undefined) return `${quote(text)} overlaps with ${quote(other)}`;
    this.#texts.set(place, text);
    for (const prefix of prefixes.slice(0, -1)) this.#wider.set(prefix, text);
    return undefined;
  }
}

const isShare = (percent: number): boolean => percent >= 1 && percent <= 100;

/** Where the traffic from one locality goes: shares in percent, to localities that do not overlap. */
function checkShares({ to = {} }: Distribute, field: Field): void {
  const shares = Object.entries(to);
  const targets = new LocalitySet(false);
  for (const [locality, share] of shares) {
    const at = field.at(locality);
    at.check(localityProblem(locality) ?? targets.add(locality));
    if (!isShare(share)) at.error(`must be a share from 1 to 100, not ${share}`);
  }
  const sum = shares.reduce((total, [, share]) => total + share, 0);
  if (sum !== 100 && shares.every(([, share]) => isShare(share))) {
    field.error(`must have shares that add up to 100, not to ${sum}`);
  }
}

function checkDistribute(distribute: readonly Distribute[], field: Field): void {
  const sources = new LocalitySet(true);
  distribute.forEach((one, i) => {
    const { from = '' } = one;
    field.at(i, 'from').check(localityProblem(from) ?? sources.add(from));
    checkShares(one, field.at(i, 'to'));
  });
}

function checkFailover({ from = '', to = '' }: Failover, field: Field): void {
  for (const [name, region] of Object.entries({ from, to })) {
    if (/[/*]/.test(region)) field.at(name).error(`must be a region without zone or wildcard, not ${quote(region)}`);
  }
  if (from === to) field.at('to').error(`must be another region than the one it is for, ${quote(from)}`);
}

/** Labels whose order of preference `failover` already says. */
const topologyLabels = new Set([
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
]);

/**
 * Which localities traffic goes to (LocalityLoadBalancerSetting): shares for each, or where to when one fails.
 *
 * @param field where `setting` stands
 * @param hasOutlierDetection whether anything finds out that a locality fails
 */
export function checkLocalityLbSetting(
  setting: LocalityLoadBalancerSetting | undefined,
  field: Field,
  hasOutlierDetection: boolean,
): void {
  if (setting === undefined) return;
  const { distribute = [], failover = [], failoverPriority = [] } = setting;
  checkDistribute(distribute, field.at('distribute'));
  failover.forEach((one, i) => {
    checkFailover(one, field.at('failover', i));
  });
  if (failover.length > 0) {
    if (distribute.length > 0) field.at('failover').error('must not be there beside distribute');
    failoverPriority.forEach((label, i) => {
      const at = field.at('failoverPriority', i);
      if (topologyLabels.has(label)) at.error(`must not be ${quote(label)} beside failover`);
    });
  }
  const [first] = Object.entries({ failover, failoverPriority }).filter(([, list]) => list.length > 0);
  if (first !== undefined && !hasOutlierDetection) {
    field.at(first[0]).warning('has no effect without outlierDetection, which tells that a locality fails');
  }
}
