import { entry } from '../base/map-entry.ts';
import type { SourceFile } from '../resources/document.ts';
import type { Resource } from '../resources/resource.ts';
import { type Finding, positionOf } from './finding.ts';

type Placed = Finding & Required<Pick<Finding, 'position'>>;

/**
 * Findings by file in the order read, then by line and column, each with its position. What reads the same on the same
 * line is one finding: several analyzers may meet the same mistake, and `gateways: [a, a]` holds one twice.
 */
export function inOrder(findings: readonly Finding[], resources: readonly Resource[]): Finding[] {
  const byFile = new Map<SourceFile, Placed[]>();
  let last: SourceFile | undefined;
  for (const { document } of resources) {
    if (document.file !== last) entry(byFile, document.file, newList);
    last = document.file;
  }
  for (const finding of findings) {
    const { code, level, message, analyzer, resource, path } = finding;
    const position = positionOf(finding);
    // Spelled out: with thousands of findings, spreading them takes longer than sorting.
    entry(byFile, resource.document.file, newList).push({ code, level, message, analyzer, resource, path, position });
  }
  const kept: Finding[] = [];
  for (const inFile of byFile.values()) addDistinct(inFile.sort(byPlace), kept);
  return kept;
}

const newList = (): Placed[] => [];

const byPlace = (a: Placed, b: Placed): number =>
  a.position.line - b.position.line ||
  a.position.column - b.position.column ||
  (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);

/** Adds to `kept` those of a file's findings, in order, that no other on their line reads the same as. */
function addDistinct(findings: readonly Placed[], kept: Finding[]): void {
  let onLine: Set<string> | undefined;
  for (let i = 0; i < findings.length; i++) {
    const finding = findings[i]!;
    const { line } = finding.position;
    const follows = line === findings[i - 1]?.position.line;
    if (!follows) onLine = undefined;
    // Most stand alone on their line: texts to compare are made of the others only.
    if (follows || line === findings[i + 1]?.position.line) {
      const { code, resource, message } = finding;
      const text = `${code} ${resource.cluster ?? ''} ${resource.origin} ${message}`;
      onLine ??= new Set();
      if (onLine.has(text)) continue;
      onLine.add(text);
    }
    kept.push(finding);
  }
}
