import { type Finding, positionOf } from '../../analysis/finding.ts';
import { append } from '../../base/append.ts';
import { formatPath } from '../../resources/json.ts';
import { styleFor } from '../style.ts';
import { escapeInvisible, visible } from '../text/visible.ts';
import { findingRecord, fullOrigin } from './finding-record.ts';
import type { FindingsReport, FormatOptions } from './findings-report.ts';
import { findingBlocks } from './findings-text.ts';

/** What one analysis found that the one before had not, and the other way round. */
export interface FindingChanges {
  readonly come: readonly Finding[];
  readonly gone: readonly Finding[];
}

/** Compares two analyses. A finding is the same as long as it says the same of the same field, whatever line that is on. */
export function findingChanges(before: readonly Finding[], after: readonly Finding[]): FindingChanges {
  const left = new Map<string, Finding[]>();
  for (const finding of before) append(left, identity(finding), finding);
  const come = after.filter((finding) => left.get(identity(finding))?.shift() === undefined);
  return { come, gone: [...left.values()].flat() };
}

const identity = ({ code, level, message, resource, path }: Finding): string =>
  [code, level, resource.cluster, resource.origin, resource.document.file.name, formatPath(path), message].join('\0');

/** Changes for people: new findings as ever, each that is gone in a line; and what there is now. */
export async function findingChangesText(
  { come, gone }: FindingChanges,
  report: FindingsReport,
  options: FormatOptions,
): Promise<string> {
  const style = await styleFor(options);
  const blocks = await findingBlocks({ ...report, findings: come }, options);
  const lines = gone.map((finding) => {
    const { level, code, message, resource } = finding;
    const origin = fullOrigin({ origin: resource.origin, cluster: resource.cluster });
    return style.dim(`gone: ${level} ${code} ${visible(origin)}: ${visible(message)}`);
  });
  const all = report.findings.length;
  const counts = `${come.length} new, ${gone.length} gone, ${all === 0 ? 'none left' : `${all} in all`}`;
  return `${blocks}${lines.map((line) => `${line}\n`).join('')}${style.bold(counts)}\n`;
}

/** Changes for programs: one finding a line, as `-o json` has it, with `change`: `new` or `gone`. */
export function findingChangesJson({ come, gone }: FindingChanges): string {
  const line = (change: 'new' | 'gone') => (finding: Finding) =>
    `${escapeInvisible(JSON.stringify({ change, ...findingRecord({ ...finding, position: positionOf(finding) }) }))}\n`;
  return [...come.map(line('new')), ...gone.map(line('gone'))].join('');
}
