import { counted } from '../../base/counted.ts';
import { levels } from '../../base/levels.ts';
import type { FindingRecord } from './finding-record.ts';

/** `3 errors, 1 warning in 2 files`, or `in the cluster`, or both; empty when there are no findings. */
export function summarize(records: readonly FindingRecord[]): string {
  if (records.length === 0) return '';
  const counts = levels
    .map((level) => [records.filter((record) => record.level === level).length, level.toLowerCase()] as const)
    .filter(([n]) => n > 0)
    .map(([n, noun]) => counted(n, noun));
  const files = new Set(records.map(({ file }) => file));
  const places = [
    ...(files.delete('') ? ['the cluster'] : []),
    ...(files.size > 0 ? [counted(files.size, 'file')] : []),
  ];
  return `${counts.join(', ')} in ${places.join(' and ')}`;
}
