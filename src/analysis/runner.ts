import { append } from '../base/append.ts';
import { MeshwrightError } from '../base/errors.ts';
import type { KindKey } from '../resources/kinds.ts';
import type { Mesh } from '../resources/mesh.ts';
import type { Analyzer, Report } from './analyzer.ts';
import type { Finding } from './finding.ts';
import type { MessageType } from './message.ts';

export interface RunOptions {
  /** Run also those analyzers whose evidence is absent: the input is all there is. */
  readonly closedWorld: boolean;
  /** Kinds that are there but could not be read: analyzers that read them say nothing that depends on their absence. */
  readonly unread?: ReadonlySet<KindKey> | undefined;
  /** When to give up, on `performance.now()`'s clock in milliseconds; looked at before each analyzer. */
  readonly deadline?: number | undefined;
}

export interface RunResult {
  /** In the analyzers' order; `inOrder` makes one of those that read the same. */
  readonly findings: Finding[];
  readonly ran: Analyzer[];
  /** Analyzers that had nothing to say but what evidence is absent for. */
  readonly skipped: Analyzer[];
  /** Analyzers of whose findings some were left out, for want of evidence; they are among those that ran. */
  readonly limited: Analyzer[];
  /** The kinds whose absence is the reason, sorted. */
  readonly missing: KindKey[];
  /** Codes that could not, or not everywhere, be judged: their evidence is absent. */
  readonly unjudged: ReadonlySet<string>;
}

/** Runs analyzers over a mesh. Throws MeshwrightError past the deadline, and when an analyzer fails. */
export function runAnalyzers(mesh: Mesh, analyzers: readonly Analyzer[], options: RunOptions): RunResult {
  const findings: Finding[] = [];
  const result = { ran: [] as Analyzer[], skipped: [] as Analyzer[], limited: [] as Analyzer[] };
  const missing = new Set<KindKey>();
  const unjudged = new Set<string>();
  for (const analyzer of analyzers) {
    if (performance.now() > (options.deadline ?? Number.POSITIVE_INFINITY)) {
      throw new MeshwrightError(`the time is up (--timeout) before ${analyzer.id}`);
    }
    if (isBlind(analyzer, options)) {
      result.skipped.push(analyzer);
      for (const { code } of analyzer.emits) unjudged.add(code);
      continue;
    }
    const lacking = evidenceLacking(analyzer, mesh, options);
    for (const { code } of lacking.keys()) unjudged.add(code);
    const before = findings.length;
    let withheld = false;
    const report: Report = (message, { resource, path }, params) => {
      if (resource.assumed) return;
      const kinds = lacking.get(message);
      if (kinds !== undefined) {
        withheld = true;
        for (const kind of kinds) missing.add(kind);
        return;
      }
      const { code, level } = message;
      findings.push({ code, level, message: message.text(params), analyzer: analyzer.id, resource, path });
    };
    run(analyzer, mesh, report);
    const silent = findings.length === before;
    (withheld && silent ? result.skipped : result.ran).push(analyzer);
    if (withheld && !silent) result.limited.push(analyzer);
  }
  return { findings, ...result, missing: [...missing].sort(), unjudged };
}

function run(analyzer: Analyzer, mesh: Mesh, report: Report): void {
  try {
    analyzer.run(mesh, report);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new MeshwrightError(`${analyzer.id} failed: ${why} (--exclude-analyzer ${analyzer.id} leaves it out)`, {
      cause: error,
    });
  }
}

/** True for an analyzer that reads what could not be read, and does not say which of its messages depend on that. */
const isBlind = ({ reads, evidence = {} }: Analyzer, { unread }: RunOptions): boolean =>
  unread !== undefined && reads.some((kind) => unread.has(kind) && evidence[kind] === undefined);

/** The messages that mean nothing in this mesh, each with the kinds that it lacks. */
function evidenceLacking(
  { evidence = {}, isEvidence = {} }: Analyzer,
  mesh: Mesh,
  { closedWorld, unread }: RunOptions,
): ReadonlyMap<MessageType, readonly KindKey[]> {
  const lacking = new Map<MessageType, KindKey[]>();
  for (const [kind, messages] of Object.entries(evidence) as [KindKey, readonly MessageType[]][]) {
    const isLacking = unread?.has(kind) || (!closedWorld && !mesh.has(kind, isEvidence[kind]));
    if (isLacking) for (const message of messages) append(lacking, message, kind);
  }
  return lacking;
}
