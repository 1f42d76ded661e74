import { UsageError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';
import type { Analyzer } from './analyzer.ts';
import { analyzers } from './analyzers/index.ts';

/**
 * The analyzers to run: those named, else all, less those excluded. Throws UsageError for an id
 * that does not exist (istioctl runs everything then, which hides the typing mistake).
 */
export function selectAnalyzers(only: readonly string[] = [], excluded: readonly string[] = []): Analyzer[] {
  const ids = analyzers.map(({ id }) => id);
  for (const id of [...only, ...excluded]) {
    if (!ids.includes(id)) {
      throw new UsageError(`there is no analyzer "${id}".${didYouMean(id, ids)} "meshwright analyze -L" lists them`);
    }
  }
  return analyzers.filter(({ id }) => (only.length === 0 || only.includes(id)) && !excluded.includes(id));
}
