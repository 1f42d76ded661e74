import { counted } from '../../base/counted.ts';
import type { Verification } from '../../proxy/mtls/verify/verify-proxy.ts';
import { longestComment, markdownText, within } from '../text/markdown-text.ts';
import type { MtlsResult } from './mtls-record.ts';
import { connectionRows, disagreementRows, extentOf, portRows, type Rows } from './mtls-rows.ts';

/** What ports take and what calls come to in GitHub Flavored Markdown, for a comment or a job's summary. */
export function mtlsMarkdown(result: MtlsResult): string {
  const { assertion, ports, verification } = result;
  const failing = assertion?.failing ?? [];
  const verdict = failing.length === 0 ? 'every port is STRICT' : `${counted(failing.length, 'port')} not STRICT`;
  const heading = `### meshwright: ${assertion === undefined ? 'mutual TLS' : verdict}\n`;
  const parts = [
    ...(failing.length > 0 ? [table(portRows(failing))] : []),
    ...(verification === undefined ? [] : [verified(verification)]),
    details('What ports take', portRows(ports)),
    details('What calls come to', connectionRows(result)),
  ];
  return `${heading}\n${parts.join('\n')}`;
}

function verified(verification: Verification): string {
  const extent = markdownText(extentOf(verification));
  if (verification.disagreements.length === 0) return `Proxies do as the resources say: ${extent}.\n`;
  return `What proxies do otherwise, of ${extent}:\n\n${table(disagreementRows(verification))}`;
}

const details = (summary: string, rows: Rows): string =>
  `<details>\n<summary>${summary}</summary>\n\n${table(rows)}\n</details>\n`;

/** Three of these fit into one comment. */
function table({ header, rows }: Rows): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |\n`;
  const head = `${line(header)}|${' --- |'.repeat(header.length)}\n`;
  return head + within(rows.map(line), longestComment / 3 - head.length, (n) => `\n${n} more left out here.\n`);
}
