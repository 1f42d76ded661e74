import { counted } from '../base/counted.ts';
import { longestComment, markdownText, within } from './markdown-text.ts';
import type { MtlsResult } from './mtls-record.ts';
import { connectionRows, portRows, type Rows } from './mtls-rows.ts';

/** What ports take and what calls come to in GitHub Flavored Markdown, for a comment or a job's summary. */
export function mtlsMarkdown(result: MtlsResult): string {
  const { assertion, ports } = result;
  const failing = assertion?.failing ?? [];
  const verdict = failing.length === 0 ? 'every port is STRICT' : `${counted(failing.length, 'port')} not STRICT`;
  const heading = `### meshwright: ${assertion === undefined ? 'mutual TLS' : verdict}\n`;
  const parts = [
    ...(failing.length > 0 ? [table(portRows(failing))] : []),
    details('What ports take', portRows(ports)),
    details('What calls come to', connectionRows(result)),
  ];
  return `${heading}\n${parts.join('\n')}`;
}

const details = (summary: string, rows: Rows): string =>
  `<details>\n<summary>${summary}</summary>\n\n${table(rows)}\n</details>\n`;

/** Three of these fit into one comment. */
function table({ header, rows }: Rows): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |\n`;
  const head = `${line(header)}|${' --- |'.repeat(header.length)}\n`;
  return head + within(rows.map(line), longestComment / 3 - head.length, (n) => `\n${n} more left out here.\n`);
}
