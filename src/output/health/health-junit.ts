import { categories } from '../../health/check.ts';
import type { Outcome } from '../../health/run-checks.ts';
import { xmlAttributes, xmlDeclaration, xmlText } from '../text/xml.ts';
import type { HealthReport } from './health-record.ts';

/**
 * A health report as JUnit XML: a suite for each category, a case for each check. One with problems fails; one that could not be
 * looked at, or has nothing to look at, is skipped.
 */
export function healthJunit({ outcomes }: HealthReport): string {
  const suites = Object.entries(categories)
    .map(([key, name]) => ({ name, own: outcomes.filter(({ check }) => check.category === key) }))
    .filter(({ own }) => own.length > 0);
  const lines = [
    xmlDeclaration,
    `<testsuites${xmlAttributes({ name: 'meshwright', ...counts(outcomes) })}>`,
    ...suites.flatMap(({ name, own }) => [
      `  <testsuite${xmlAttributes({ name, ...counts(own) })}>`,
      ...own.map(caseOf),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

const isSkipped = ({ status }: Outcome): boolean => status === 'skipped' || status === 'unknown';
const counts = (outcomes: readonly Outcome[]) => ({
  tests: outcomes.length,
  failures: outcomes.filter(({ status }) => status === 'problem').length,
  errors: 0,
  skipped: outcomes.filter(isSkipped).length,
});

function caseOf(outcome: Outcome): string {
  const { check, problems, detail, unread } = outcome;
  const attributes = xmlAttributes({ classname: categories[check.category], name: `${check.id} ${check.title}` });
  if (isSkipped(outcome)) {
    const message = detail || unread.map(({ reason }) => reason).join('; ');
    return `    <testcase${attributes}>\n      <skipped${xmlAttributes({ message })}/>\n    </testcase>`;
  }
  const [first] = problems;
  if (first === undefined) return `    <testcase${attributes}/>`;
  const text = problems.map(({ level, subject, message, hint }) =>
    xmlText(`${level}${subject === '' ? '' : ` ${subject}`}: ${message}. ${hint}.`),
  );
  const failure = `<failure${xmlAttributes({ type: first.level, message: first.message })}>${text.join('\n')}</failure>`;
  return `    <testcase${attributes}>\n      ${failure}\n    </testcase>`;
}
