import { MeshwrightError } from '../base/errors.ts';
import type { KindKey } from '../resources/kinds.ts';
import type { Mesh } from '../resources/mesh.ts';
import type { Analyzer, Report } from './analyzer.ts';
import type { Finding } from './finding.ts';
import type { MessageType } from './message.ts';

export interface RunOptions {
  /** Run also those analyzers whose evidence is absent: the input is all there is. */
  readonly closedWorld: boolean;
  /** When to give up, on `performance.now()`'s clock in milliseconds; looked at before each analyzer. */
  readonly deadline?: number | undefined;
}

export interface RunResult {
  /** In the analyzers' order, each once. */
  readonly findings: Finding[];
  readonly ran: Analyzer[];
  /** Analyzers that were not run: for all that they could say, evidence is absent from the input. */
  readonly skipped: Analyzer[];
  /** Analyzers that ran, less the messages whose evidence is absent. */
  readonly limited: Analyzer[];
  /** The kinds whose absence is the reason, sorted. */
  readonly missing: KindKey[];
}

/** Runs analyzers over a mesh. Throws MeshwrightError past the deadline, and when an analyzer fails. */
export function runAnalyzers(mesh: Mesh, analyzers: readonly Analyzer[], options: RunOptions): RunResult {
  const findings: Finding[] = [];
  const result: Omit<RunResult, 'missing' | 'findings'> = { ran: [], skipped: [], limited: [] };
  const missing = new Set<KindKey>();
  const seen = new Set<string>();
  for (const analyzer of analyzers) {
    if (performance.now() > (options.deadline ?? Number.POSITIVE_INFINITY)) {
      throw new MeshwrightError(`the time is up (--timeout) before ${analyzer.id}`);
    }
    const muted = options.closedWorld ? noMessages : withoutEvidence(analyzer, mesh, missing);
    if (analyzer.emits.every((message) => muted.has(message))) {
      result.skipped.push(analyzer);
      continue;
    }
    if (muted.size > 0) result.limited.push(analyzer);
    result.ran.push(analyzer);
    const report: Report = (message, { resource, path }, params) => {
      if (resource.assumed || muted.has(message)) return;
      const text = message.text(params);
      // Several analyzers may meet the same mistake: it is shown once.
      const key = `${message.code}\n${resource.cluster ?? ''}\n${resource.origin}\n${path.join('\0')}\n${text}`;
      if (seen.has(key)) return;
      seen.add(key);
      findings.push({ code: message.code, level: message.level, message: text, analyzer: analyzer.id, resource, path });
    };
    try {
      analyzer.run(mesh, report);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new MeshwrightError(`${analyzer.id} failed: ${why} (--exclude-analyzer ${analyzer.id} leaves it out)`, {
        cause: error,
      });
    }
  }
  return { findings, ...result, missing: [...missing].sort() };
}

const noMessages: ReadonlySet<MessageType> = new Set();

/** The messages whose evidence the mesh does not hold; the kinds that lack go to `missing`. */
function withoutEvidence({ evidence = {} }: Analyzer, mesh: Mesh, missing: Set<KindKey>): ReadonlySet<MessageType> {
  const muted = new Set<MessageType>();
  for (const [kind, messages] of Object.entries(evidence) as [KindKey, readonly MessageType[]][]) {
    if (mesh.has(kind)) continue;
    missing.add(kind);
    for (const message of messages) muted.add(message);
  }
  return muted;
}
