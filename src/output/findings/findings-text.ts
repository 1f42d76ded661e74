import { type Style, styleFor } from '../style.ts';
import { type Snippet, snippetOf } from '../text/snippet.ts';
import { SourceLines } from '../text/source-lines.ts';
import { visible } from '../text/visible.ts';
import { wrap } from '../text/wrap.ts';
import { type FindingRecord, fullOrigin, type PlacedFinding, placeFindings, placeLabel } from './finding-record.ts';
import type { FindingsReport, FormatOptions } from './findings-report.ts';
import { summarize } from './findings-summary.ts';

/** As much of a source line as is shown where no one knows the width: in a log, a file, a pipe. */
const widthUnknown = 120;
/** Narrower than this, wrapping helps no one. */
const narrowest = 40;
/** Characters of a name, a path or a message that are shown: each may come from a file that means no good. */
const longest = 2_000;
const indent = '  ';

/**
 * Findings for people: what and where, the message, and the line with the field underlined; then a count. Empty when
 * there are no findings.
 */
export async function findingsText(report: FindingsReport, options: FormatOptions): Promise<string> {
  if (report.findings.length === 0) return '';
  const placed = placeFindings(report.findings);
  const style = await styleFor(options);
  const count = style.bold(summarize(placed.map(({ record }) => record)));
  return `${await blocksOf(placed, options, style)}${count}\n`;
}

/** The findings alone, each with an empty line behind it. */
export const findingBlocks = async ({ findings }: FindingsReport, options: FormatOptions): Promise<string> =>
  blocksOf(placeFindings(findings), options, await styleFor(options));

function blocksOf(placed: readonly PlacedFinding[], { width, plain = false }: FormatOptions, style: Style): string {
  const lines = new SourceLines();
  const columns = width === undefined ? undefined : Math.max(width, narrowest);
  const blocks = placed.map((one) => [
    ...headline(one.record, style),
    ...message(style.spell(withoutPath(one.record)), columns),
    ...source(one, lines, columns ?? widthUnknown, style).slice(0, plain ? 1 : 2),
    '',
  ]);
  return blocks
    .flat()
    .map((line) => `${line}\n`)
    .join('');
}

function headline(record: FindingRecord, style: Style): string[] {
  const { code, level, path } = record;
  const where = placeLabel(record);
  return [
    `${style.level(level, level)} ${style.bold(code)} ${style.bold(shown(fullOrigin(record)))}`,
    indent + style.dim(shown(path === '' ? where : `${where} ${path}`)),
  ];
}

const shown = (text: string): string => visible(text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** The message; where it opens with the field, which the line above has named, what follows it. */
const withoutPath = ({ message: text, path }: FindingRecord): string =>
  path !== '' && text.startsWith(`${path}: `) ? text.slice(path.length + 2) : text;

const message = (text: string, columns: number | undefined): string[] =>
  wrap(shown(text), columns === undefined ? Number.POSITIVE_INFINITY : columns - indent.length).map(
    (line) => indent + line,
  );

function source(one: PlacedFinding, lines: SourceLines, columns: number, style: Style): string[] {
  const gutter = `${indent}${one.record.line} | `;
  const snippet = snippetOf(one, lines, columns - gutter.length);
  if (snippet === undefined) return [];
  const blank = `${' '.repeat(gutter.length - 2)}| `;
  return [style.dim(gutter) + snippet.source, style.dim(blank) + underline(snippet, one.record, style)];
}

const underline = ({ indent, length }: Snippet, { level }: FindingRecord, style: Style): string =>
  ' '.repeat(indent) + style.level(level, '^'.repeat(length));
