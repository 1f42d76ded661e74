import { listNames } from '../../base/list-names.ts';
import type { AccessResult, Decision, PolicyTrace } from './access-result.ts';
import type { ExternalAuthorizers } from './external-authorizers.ts';
import type { Layer } from './facts.ts';
import { firstMatch } from './policy-traces.ts';

type Decided = Pick<AccessResult, 'verdict' | 'reason' | 'decidedBy' | 'asks'>;
type Ask = AccessResult['asks'][number];

const called = ({ policy, rule }: Decision): string => `rule ${rule} of ${policy.fullName}`;

/**
 * What enforced policies come to: external authorizers are asked first; then a rule that denies decides; then, where there
 * are policies that allow, one of their rules has to match. AUDIT decides nothing (istio.io, Authorization: implicit enablement).
 */
export function decide(
  traces: readonly PolicyTrace[],
  layer: Layer,
  authorizers: ExternalAuthorizers,
  assumptions: Set<string>,
): Decided {
  const enforced = traces.filter(({ isDryRun }) => !isDryRun);
  const of = (action: string) => enforced.filter((trace) => trace.action === action);
  const asks: Ask[] = [];
  const custom = layer === 'ztunnel' ? [] : of('CUSTOM');
  const providers = [...new Set(custom.map(({ provider = '' }) => provider))].sort();
  for (const provider of providers) {
    const match = firstMatch(custom.filter((trace) => trace.provider === provider));
    if (match === undefined) continue;
    const authorizer = authorizers.find(provider, assumptions);
    const problem =
      providers.length > 1 ? `a workload takes one provider, and here are ${listNames(providers)}` : authorizer.problem;
    if (problem !== undefined) {
      const reason = `${called(match)} denies, as its provider ${provider} cannot be asked: ${problem}`;
      return { verdict: 'deny', reason, decidedBy: match, asks };
    }
    if (layer === 'http' || authorizer.isForTcp) asks.push({ ...match, provider });
  }
  const denied = firstMatch(of('DENY'));
  if (denied !== undefined) return { verdict: 'deny', reason: `${called(denied)} denies it`, decidedBy: denied, asks };
  const allowing = of('ALLOW');
  const allowed = firstMatch(allowing);
  if (allowed !== undefined)
    return { verdict: 'allow', reason: `${called(allowed)} allows it`, decidedBy: allowed, asks };
  if (allowing.length > 0) {
    const names = listNames(allowing.map(({ policy }) => policy.fullName));
    const reason = `no rule of the policies that allow matches (${names})`;
    return { verdict: 'deny', reason, decidedBy: undefined, asks };
  }
  const reason =
    of('DENY').length > 0 ? 'no rule that denies matches, and no policy allows' : 'no policy allows or denies';
  return { verdict: 'allow', reason, decidedBy: undefined, asks };
}
