import type { SourceFile } from '../resources/document.ts';
import type { Resource } from '../resources/resource.ts';
import { type Finding, positionOf } from './finding.ts';

/**
 * Findings by file in the order read, then by line and column, each with its position. What reads the same on the same
 * line is one finding: several analyzers may meet the same mistake, and `gateways: [a, a]` holds one twice.
 */
export function inOrder(findings: readonly Finding[], resources: readonly Resource[]): Finding[] {
  const order = new Map<SourceFile, number>();
  for (const { document } of resources) if (!order.has(document.file)) order.set(document.file, order.size);
  const placed = findings.map((finding) => {
    const position = positionOf(finding);
    const file = order.get(finding.resource.document.file) ?? -1;
    return { finding: { ...finding, position }, file, line: position.line, column: position.column };
  });
  placed.sort(
    (a, b) => a.file - b.file || a.line - b.line || a.column - b.column || compare(a.finding.code, b.finding.code),
  );
  const kept: Finding[] = [];
  const onLine = new Set<string>();
  let last: (typeof placed)[number] | undefined;
  for (const place of placed) {
    if (place.file !== last?.file || place.line !== last.line) onLine.clear();
    last = place;
    const { code, resource, message } = place.finding;
    const text = `${code} ${resource.cluster ?? ''} ${resource.origin} ${message}`;
    if (onLine.has(text)) continue;
    onLine.add(text);
    kept.push(place.finding);
  }
  return kept;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
