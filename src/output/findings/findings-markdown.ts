import { longestComment as longest, markdownText as plain, within } from '../text/markdown-text.ts';
import { snippetOf } from '../text/snippet.ts';
import { SourceLines } from '../text/source-lines.ts';
import { type FindingRecord, fullOrigin, type PlacedFinding, placeFindings, placeLabel } from './finding-record.ts';
import type { FindingsReport } from './findings-report.ts';
import { summarize } from './findings-summary.ts';

const snippetWidth = 100;

/**
 * Findings in GitHub Flavored Markdown (https://github.github.com/gfm, section 4.10 for tables), for a comment on a
 * pull request or a job's summary: a table of all, then each with its source. Values can neither make markup nor
 * mention anyone.
 */
export function findingsMarkdown({ findings }: FindingsReport): string {
  const placed = placeFindings(findings);
  if (placed.length === 0) return '### meshwright: no problems found\n';
  const head = `### meshwright: ${summarize(placed.map(({ record }) => record))}\n\n`;
  const tableHead = '| Level | Code | Resource | Place | Message |\n| --- | --- | --- | --- | --- |\n';
  const rows = placed.map(({ record }) => row(record));
  const table = within(rows, longest / 2, (n) => `\n${n} more left out here.\n`);
  const lines = new SourceLines();
  const rest = longest - head.length - tableHead.length - table.length;
  const details = within(
    placed.map((one) => detail(one, lines)),
    rest,
    (n) => `${n} more left out here.\n\n`,
  );
  return `${head}${tableHead}${table}\n<details>\n<summary>Details</summary>\n\n${details}</details>\n`;
}

function row(record: FindingRecord): string {
  const { level, message } = record;
  const cells = [level, codeLink(record), code(fullOrigin(record)), code(placeLabel(record)), plain(message)];
  return `| ${cells.join(' | ')} |\n`;
}

function detail(one: PlacedFinding, lines: SourceLines): string {
  const { record } = one;
  const { level, path, message } = record;
  const field = path === '' ? '' : `, field ${code(path)}`;
  const heading = `**${level} ${codeLink(record)}** ${code(fullOrigin(record))}`;
  return `${heading}  \n${code(placeLabel(record))}${field}\n\n${plain(message)}\n\n${fenced(one, lines)}`;
}

function fenced(one: PlacedFinding, lines: SourceLines): string {
  const snippet = snippetOf(one, lines, snippetWidth);
  if (snippet === undefined) return '';
  const { line, source, indent, length } = snippet;
  const ticks = source.match(/`+/g)?.map((run) => run.length) ?? [];
  const fence = '`'.repeat(Math.max(3, ...ticks.map((n) => n + 1)));
  const gutter = `${line} | `;
  const blank = `${' '.repeat(gutter.length - 2)}| `;
  return `${fence}text\n${gutter}${source}\n${blank}${' '.repeat(indent)}${'^'.repeat(length)}\n${fence}\n\n`;
}

const codeLink = ({ code, documentationUrl }: FindingRecord): string =>
  documentationUrl === undefined ? plain(code) : `[${plain(code)}](${documentationUrl})`;

const code = (text: string): string => `<code>${plain(text)}</code>`;
