import { counted } from '../../base/counted.ts';
import type { ReportItem } from '../../bug-report/item.ts';
import type { Collected, MissingRecord } from '../../bug-report/record.ts';
import { visible } from '../text/visible.ts';

/** A report that was written. */
export interface WrittenReport extends Collected {
  /** The archive. */
  readonly archive: string;
  /** Its size. */
  readonly bytes: number;
  readonly pods: number;
}

/** What `bug-report` tells in the end. */
export function reportText({ archive, bytes, files, missing, stopped, pods }: WrittenReport): string {
  const whole = files.reduce((sum, file) => sum + file.bytes, 0);
  const lines = [
    `${archive}: ${counted(files.length, 'file')} of the cluster and ${counted(pods, 'Pod')}, ${sizeText(bytes)} (${sizeText(whole)} unpacked)`,
    ...(stopped === undefined ? [] : [`It is not complete: ${stopped}.`]),
    ...(missing.length === 0
      ? []
      : [`${counted(missing.length, 'file')} could not be collected: manifest.json in it says why.`]),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}

export const reportRecord = ({ archive, bytes, files, missing, stopped, pods }: WrittenReport) => ({
  archive,
  bytes,
  complete: stopped === undefined && missing.length === 0,
  ...(stopped !== undefined && { stopped }),
  pods,
  files,
  missing,
});

/** What a dry run tells: each file, and what would be in it. */
export function planText(items: readonly ReportItem[], pods: number, archive: string): string {
  const lines = items.map(({ path, what }) => `${path}  (${what})`);
  const head = `${archive} would hold ${counted(items.length, 'file')} of the cluster and ${counted(pods, 'Pod')}:`;
  return `${[head, ...lines].map(visible).join('\n')}\n`;
}

export const planRecord = (items: readonly ReportItem[], pods: number, archive: string) => ({
  archive,
  pods,
  files: items.map(({ path, what }) => ({ path, what })),
});

/** Reasons for which something is missing that are nobody's fault: images without a shell lack programs. */
const expected =
  /executable file not found|no such file or directory.*(?:netstat|find)|(?:netstat|find).*no such file/i;

/** One line for all that is missing for the same reason, without what was to be expected. */
export function missingLines(missing: readonly MissingRecord[], most = 20): string[] {
  const byReason = new Map<string, MissingRecord[]>();
  for (const one of missing) {
    if (expected.test(one.reason)) continue;
    byReason.set(one.reason, [...(byReason.get(one.reason) ?? []), one]);
  }
  const lines = [...byReason].map(([reason, [first, ...others]]) => {
    const more = others.length === 0 ? '' : ` and ${counted(others.length, 'more file')}`;
    return visible(`warning: without ${first!.what}${more}: ${reason}`);
  });
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `… and ${lines.length - most} more (manifest.json in the archive tells all)`];
}

/** `1.5 MiB` */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'];
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}
