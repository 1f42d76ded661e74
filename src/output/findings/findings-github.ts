import type { Level } from '../../base/levels.ts';
import { relativePath } from '../text/artifact-uri.ts';
import { visible } from '../text/visible.ts';
import { type FindingRecord, findingRecords, fullOrigin } from './finding-record.ts';
import type { FindingsReport } from './findings-report.ts';

const command: Readonly<Record<Level, string>> = { Error: 'error', Warning: 'warning', Info: 'notice' };

/**
 * Findings as GitHub workflow commands, which become annotations on a pull request's lines
 * (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions). Empty without findings.
 */
export const findingsGithub = ({ findings, cwd }: FindingsReport): string =>
  findingRecords(findings)
    .map((record) => `${annotation(record, cwd)}\n`)
    .join('');

function annotation(record: FindingRecord, cwd: string): string {
  const { level, code, message } = record;
  const properties = { ...place(record, cwd), title: visible(`${code} ${fullOrigin(record)}`) };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const where = record.file === '-' ? ` (standard input, line ${record.line})` : '';
  return `::${command[level]} ${written.join(',')}::${escapeData(visible(message) + where)}`;
}

/** Neither standard input nor a cluster is a file to annotate; columns are understood only where the finding stays on one line. */
function place(
  { file, line, column, endLine, endColumn }: FindingRecord,
  cwd: string,
): Record<string, string | number> {
  if (file === '-' || file === '') return {};
  const lines = { file: visible(relativePath(file, cwd) ?? file), line };
  return line === endLine ? { ...lines, endLine, col: column, endColumn } : { ...lines, endLine };
}

/** The runner's escapes (github.com/actions/runner, ActionCommand). */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
