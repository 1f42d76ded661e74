import { compareTexts } from '../../base/compare-texts.ts';
import type { Action, Decision, PolicyTrace } from './access-result.ts';
import { type TraceInput, traceRule } from './rules/rule-trace.ts';

type Policy = PolicyTrace['policy'];

/** The order in which proxies ask. */
const actions: readonly Action[] = ['CUSTOM', 'DENY', 'ALLOW', 'AUDIT'];

const isAction = (text: string): text is Action => (actions as readonly string[]).includes(text);

/** Go's ParseBool. */
const truths = ['1', 't', 'T', 'TRUE', 'true', 'True'];

/** What all policies make of a request, in the order in which they are asked. Those with an unknown action hold nowhere. */
export const tracePolicies = (policies: readonly Policy[], input: TraceInput): PolicyTrace[] =>
  policies
    .flatMap((policy): PolicyTrace[] => {
      const action = policy.spec.action || 'ALLOW';
      if (!isAction(action)) return [];
      return [
        {
          policy,
          action,
          isDryRun: truths.includes(policy.annotations['istio.io/dry-run'] ?? ''),
          provider: action === 'CUSTOM' ? (policy.spec.provider?.name ?? '') : undefined,
          rules: (policy.spec.rules ?? []).map((_, index) => traceRule(policy, action, index, input)),
        },
      ];
    })
    .sort((a, b) => actions.indexOf(a.action) - actions.indexOf(b.action) || compareTexts(nameOf(a, 0), nameOf(b, 0)));

/** What istiod calls the rule. */
const nameOf = ({ policy }: PolicyTrace, rule: number): string =>
  `ns[${policy.namespace}]-policy[${policy.name}]-rule[${rule}]`;

/** Of the rules that match, the one that Envoy names: the first by what istiod calls them, so that rule 10 is before rule 2. */
export function firstMatch(traces: readonly PolicyTrace[]): Decision | undefined {
  const matches = traces.flatMap((trace) =>
    trace.rules.filter(({ matches }) => matches).map(({ index }) => ({ trace, index, name: nameOf(trace, index) })),
  );
  const [first] = matches.sort((a, b) => compareTexts(a.name, b.name));
  if (first === undefined) return undefined;
  const { policy, action } = first.trace;
  return { policy, action, rule: first.index, field: policy.at('spec', 'rules', first.index) };
}
