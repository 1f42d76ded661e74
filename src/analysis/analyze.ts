import { Mesh, type MeshOptions } from '../resources/mesh.ts';
import type { Resource } from '../resources/resource.ts';
import type { Analyzer, Report } from './analyzer.ts';
import type { Finding } from './finding.ts';

export interface AnalyzeResult {
  readonly findings: Finding[];
  readonly ran: Analyzer[];
  /** Analyzers whose evidence is absent from the input. */
  readonly skipped: Analyzer[];
}

/** Runs the analyzers over a mesh. Findings come in the analyzers' order, each once. */
export function runAnalyzers(mesh: Mesh, analyzers: readonly Analyzer[], closedWorld: boolean): AnalyzeResult {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const ran: Analyzer[] = [];
  const skipped: Analyzer[] = [];
  for (const analyzer of analyzers) {
    if (!closedWorld && analyzer.evidence !== undefined && !analyzer.evidence.some((kind) => mesh.has(kind))) {
      skipped.push(analyzer);
      continue;
    }
    ran.push(analyzer);
    const report: Report = (message, { resource, path }, params) => {
      const text = message.text(params);
      const key = [message.code, resource.cluster, resource.origin, path.join('\0'), text].join('\n');
      if (seen.has(key)) return;
      seen.add(key);
      findings.push({ code: message.code, level: message.level, message: text, analyzer: analyzer.id, resource, path });
    };
    analyzer.run(mesh, report);
  }
  return { findings, ran, skipped };
}

export type { MeshOptions, Resource };
export { Mesh };
