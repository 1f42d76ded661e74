import { levels } from '../base/levels.ts';
import type { FindingRecord } from './finding-record.ts';

/** `3 errors, 1 warning in 2 files`; empty when there are no findings. */
export function summarize(records: readonly FindingRecord[]): string {
  if (records.length === 0) return '';
  const counts = levels
    .map((level) => [records.filter((record) => record.level === level).length, level.toLowerCase()] as const)
    .filter(([n]) => n > 0)
    .map(([n, noun]) => count(n, noun));
  return `${counts.join(', ')} in ${count(new Set(records.map(({ file }) => file)).size, 'file')}`;
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
