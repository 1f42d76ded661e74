import { formatPath, type Path } from '../../src/resources/json.ts';
import { type RuleSet, type RuleSubject, runRules } from '../../src/schema/rules/rule.ts';

const someone: RuleSubject = { name: 'some-name', namespace: 'default', labels: {}, annotations: {} };

/** What the rules say of a spec: `spec.hosts[0]: …`, warnings with `warning ` before it. `root` is where the spec stands. */
export function problemsOf<Spec>(
  rules: RuleSet<Spec>,
  spec: Spec,
  subject: Partial<RuleSubject> = {},
  root?: Path,
): string[] {
  const problems = runRules(rules, spec, { ...someone, ...subject }, root);
  return problems.map(
    ({ path, message, isWarning }) => `${isWarning ? 'warning ' : ''}${formatPath(path)}: ${message}`,
  );
}
