import { append } from '../../base/append.ts';
import type { Level } from '../../base/levels.ts';
import { xmlAttributes, xmlDeclaration } from '../text/xml.ts';
import { type FindingRecord, fileLabel, findingRecords } from './finding-record.ts';
import type { FindingsReport } from './findings-report.ts';

const severity: Readonly<Record<Level, string>> = { Error: 'error', Warning: 'warning', Info: 'info' };

/**
 * Findings as Checkstyle 8 writes its own (XMLLogger, https://checkstyle.org/config.html#SeverityLevel), which reviewdog
 * and Jenkins' warnings plugin read: one `file` element per file, `source` is `meshwright.<code>`.
 */
export function findingsCheckstyle({ findings }: FindingsReport): string {
  const files = new Map<string, FindingRecord[]>();
  for (const record of findingRecords(findings)) append(files, record.file, record);
  const lines = Array.from(files, ([file, records]) => [
    `  <file${xmlAttributes({ name: fileLabel(file) })}>`,
    ...records.map(errorLine),
    '  </file>',
  ]);
  return `${[xmlDeclaration, '<checkstyle version="8.0">', ...lines.flat(), '</checkstyle>'].join('\n')}\n`;
}

const errorLine = ({ line, column, level, message, code }: FindingRecord): string =>
  `    <error${xmlAttributes({ line, column, severity: severity[level], message, source: `meshwright.${code}` })}/>`;
