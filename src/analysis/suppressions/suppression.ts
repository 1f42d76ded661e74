import { append } from '../../base/append.ts';
import type { Position } from '../../resources/document.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Finding } from '../finding.ts';

/** A wish not to see some findings, wherever it was written. */
export interface Suppression {
  /** The codes it silences; `*` stands for all. */
  readonly codes: readonly string[];
  /** How its author wrote it, to name it when it silences nothing. */
  readonly text: string;
  /** Where it is written, when that is in a resource's own file. */
  readonly at?: { readonly resource: Resource; readonly position: Position };
  /** True when the finding, whose code is among `codes`, is one it means. */
  covers(finding: Finding): boolean;
}

/** Splits findings by whether a suppression covers them, and names the suppressions that covered none. */
export function applySuppressions(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
): { kept: Finding[]; suppressed: Finding[]; unused: Suppression[] } {
  if (suppressions.length === 0) return { kept: [...findings], suppressed: [], unused: [] };
  const byCode = new Map<string, Suppression[]>();
  for (const suppression of suppressions) {
    for (const code of suppression.codes) append(byCode, code, suppression);
  }
  const used = new Set<Suppression>();
  const kept: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const finding of findings) {
    const candidates = [...(byCode.get(finding.code) ?? []), ...(byCode.get('*') ?? [])];
    // Every one that covers it counts as used: two that overlap are no mistake.
    const covering = candidates.filter((suppression) => suppression.covers(finding));
    for (const suppression of covering) used.add(suppression);
    (covering.length > 0 ? suppressed : kept).push(finding);
  }
  return { kept, suppressed, unused: suppressions.filter((suppression) => !used.has(suppression)) };
}
