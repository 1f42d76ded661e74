import type { Analyzer } from '../../analysis/analyzer.ts';
import { append } from '../../base/append.ts';
import { xmlAttributes, xmlDeclaration, xmlText } from '../text/xml.ts';
import { type FindingRecord, fileLabel, findingRecords, fullOrigin, placeLabel } from './finding-record.ts';
import type { FindingsReport } from './findings-report.ts';

interface Suite {
  readonly name: string;
  readonly cases: readonly string[];
  readonly failures: number;
  readonly skipped: number;
}

/**
 * Findings as JUnit XML (no standard; https://github.com/testmoapp/junitxml gathers what tools agree on). A suite is an
 * analyzer, a failing case is a finding: GitLab reads one failure per case and only the text in it, takes `classname`
 * for the suite and drops a case whose names it has seen (https://docs.gitlab.com/ci/testing/unit_test_reports). The
 * names hold no line numbers, so that a case stays the same when lines move. An analyzer without findings is a case
 * that passes.
 */
export function findingsJunit({ findings, ran, skipped }: FindingsReport): string {
  const found = new Map<string, FindingRecord[]>(ran.map(({ id }) => [id, []]));
  for (const record of findingRecords(findings)) append(found, record.analyzer, record);
  const summaries = new Map(ran.map(({ id, summary }) => [id, summary]));
  const suites = [
    ...Array.from(found, ([id, records]) => ranSuite(id, summaries.get(id) ?? id, records)),
    ...skipped.map(skippedSuite),
  ];
  const sum = (count: (suite: Suite) => number) => suites.reduce((total, suite) => total + count(suite), 0);
  const totals = counts(
    sum(({ cases }) => cases.length),
    sum(({ failures }) => failures),
    sum(({ skipped }) => skipped),
  );
  const lines = [
    xmlDeclaration,
    `<testsuites${xmlAttributes({ name: 'meshwright', ...totals })}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

const counts = (tests: number, failures: number, skipped: number) => ({ tests, failures, errors: 0, skipped });

const suiteLines = ({ name, cases, failures, skipped }: Suite): string[] => [
  `  <testsuite${xmlAttributes({ name, ...counts(cases.length, failures, skipped) })}>`,
  ...cases,
  '  </testsuite>',
];

function ranSuite(id: string, summary: string, records: readonly FindingRecord[]): Suite {
  if (records.length === 0) {
    const passed = `    <testcase${xmlAttributes({ classname: id, name: summary })}/>`;
    return { name: id, cases: [passed], failures: 0, skipped: 0 };
  }
  const seen = new Map<string, number>();
  const cases = records.map((record) => {
    const name = caseName(record);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return failedCase(record, times === 1 ? name : `${name} (${times})`);
  });
  return { name: id, cases, failures: records.length, skipped: 0 };
}

const caseName = (record: FindingRecord): string => `${record.code} ${fullOrigin(record)} ${record.path}`.trimEnd();

function failedCase(record: FindingRecord, name: string): string {
  const { analyzer, level, message, line, documentationUrl } = record;
  const file = fileLabel(record.file);
  const text = [message, placeLabel(record), ...(documentationUrl === undefined ? [] : [documentationUrl])];
  return [
    `    <testcase${xmlAttributes({ classname: analyzer, name, file, line })}>`,
    `      <failure${xmlAttributes({ type: level, message })}>${text.map(xmlText).join('\n')}</failure>`,
    '    </testcase>',
  ].join('\n');
}

function skippedSuite({ id, summary, evidence = {} }: Analyzer): Suite {
  const message = `The input holds no ${Object.keys(evidence).join(', ')}`;
  const lines = [
    `    <testcase${xmlAttributes({ classname: id, name: summary })}>`,
    `      <skipped${xmlAttributes({ message })}/>`,
    '    </testcase>',
  ];
  return { name: id, cases: [lines.join('\n')], failures: 0, skipped: 1 };
}
