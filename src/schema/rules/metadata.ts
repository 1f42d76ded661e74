import { type Problem, quote } from '../values/value.ts';
import { Field, type RuleProblem, type RuleSubject } from './rule.ts';

const dryRun = 'istio.io/dry-run';
/** What Go's strconv.ParseBool reads. */
const booleans = ['true', 'false', 'True', 'False', 'TRUE', 'FALSE', 't', 'f', 'T', 'F', '1', '0'];

/** Annotations that istiod gives to resources of its own making; a user's resource with one is refused. */
const reserved = [
  'internal.istio.io/webhook-always-reject',
  'internal.istio.io/parent-namespace',
  'internal.istio.io/parents',
];

/**
 * What Istio demands of the metadata of any resource. Rules are named for the kind, as its others are.
 *
 * @param action an AuthorizationPolicy's `spec.action`
 */
export function metadataProblems(kind: string, action: string | undefined, subject: RuleSubject): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const at = (rule: string, annotation: string) =>
    new Field(`${kind}/${rule}`, problems).at('metadata', 'annotations', annotation);
  const { annotations } = subject;
  const value = annotations[dryRun];
  if (value !== undefined) at('dry-run', dryRun).check(dryRunProblem(kind, action || 'ALLOW', value));
  for (const name of reserved) {
    if (!Object.hasOwn(annotations, name)) continue;
    at('reserved-annotations', name).error("is istiod's own, and refused in resources of users: remove it");
  }
  return problems;
}

function dryRunProblem(kind: string, action: string, value: string): Problem {
  if (kind !== 'AuthorizationPolicy') return `works only in an AuthorizationPolicy, not in a ${kind}: remove it`;
  if (action !== 'ALLOW' && action !== 'DENY') return `works only with action ALLOW or DENY, not ${action}`;
  return booleans.includes(value) ? undefined : `must be "true" or "false", not ${quote(value)}`;
}
