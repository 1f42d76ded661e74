import type { Analyzer } from '../analyzer.ts';
import { analyzers } from '../analyzers/index.ts';
import { catalogue } from '../catalogue.ts';
import type { Finding } from '../finding.ts';
import { UnusedSuppression } from '../messages/input.ts';
import type { RunResult } from '../runner.ts';
import type { Suppression } from './suppression.ts';

/**
 * Of the suppressions that silenced nothing, those that could have: every analyzer that reports their codes has run.
 * One written beside a resource becomes a finding there; the others (rules) are given back.
 */
export function unusedSuppressions(
  unused: readonly Suppression[],
  { ran, skipped, unjudged }: Pick<RunResult, 'ran' | 'skipped' | 'unjudged'>,
): { findings: Finding[]; rules: Suppression[] } {
  const codesOf = (list: readonly Analyzer[]) => new Set(list.flatMap(({ emits }) => emits.map(({ code }) => code)));
  const all = codesOf(analyzers);
  const left = analyzers.filter((analyzer) => !ran.includes(analyzer) && !skipped.includes(analyzer));
  const unsure = new Set([...codesOf(left), ...unjudged]);
  const known = new Set(catalogue.map(({ code }) => code));
  const findings: Finding[] = [];
  const rules: Suppression[] = [];
  for (const suppression of unused) {
    const judged = suppression.codes.every((code) =>
      code === '*' ? unsure.size === 0 : !known.has(code) || (all.has(code) && !unsure.has(code)),
    );
    if (!judged) continue;
    const { at, text } = suppression;
    if (at === undefined) rules.push(suppression);
    else {
      const { code, level, text: say } = UnusedSuppression;
      const message = say({ text });
      findings.push({
        code,
        level,
        message,
        analyzer: 'resource.SuppressionAnalyzer',
        resource: at.resource,
        path: [],
        position: at.position,
      });
    }
  }
  return { findings, rules };
}
