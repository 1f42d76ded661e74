import { formatPath } from '../../../src/resources/json.ts';
import { Field, type RuleProblem } from '../../../src/schema/rules/rule.ts';

/** What a check reports on a field: `path: message`. */
export function reported(check: (field: Field) => void): string[] {
  const problems: RuleProblem[] = [];
  check(new Field('test', problems));
  return problems.map(({ path, message }) => `${formatPath(path)}: ${message}`);
}
