import { setTimeout as sleep } from 'node:timers/promises';
import { analyze } from '../../analysis/analyze.ts';
import { catalogue } from '../../analysis/catalogue.ts';
import type { Finding } from '../../analysis/finding.ts';
import { MeshwrightError, UsageError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { atLeast } from '../../base/levels.ts';
import { type FindingChanges, findingChanges } from '../../output/findings/finding-changes.ts';
import type { FindingsReport } from '../../output/findings/findings-report.ts';
import { version } from '../../package.ts';
import { istioValidatorFor } from '../../schema/istio-validation.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import type { AnalyzeFlags, AnalyzeSettings } from '../mesh/analyze-settings.ts';
import { findingsLook, writeFindings } from '../mesh/findings-output.ts';
import { clusterSettings, joinMesh, type LiveMesh, openClusters, readFilesFor } from '../mesh/read-live-mesh.ts';
import { noteProblems, type ReadMesh, readMesh } from '../mesh/read-mesh.ts';
import { errorText } from '../terminal/error-text.ts';
import { FollowedCluster } from './follow-cluster.ts';
import { followFiles } from './follow-files.ts';

/** Milliseconds without a further change after which it is time to look again, and the most that changes may put that off. */
const quiet = 300;
const longestQuiet = 2_000;

/** What is analyzed, and how to have it as it is now. */
interface Source {
  read(deadline: number): Promise<ReadMesh & Partial<LiveMesh>>;
}

/**
 * Analyzes, and analyzes again whenever something has changed, until the user interrupts: then gives the exit code of the last
 * analysis. Standard output gets the findings, and then what is new or gone; formats that have a file are written each time.
 *
 * @throws UsageError for a format that cannot tell changes, and for standard input; what reading throws at the start
 */
export async function watchAnalysis(
  io: Io,
  flags: AnalyzeFlags & GlobalOptions,
  settings: AnalyzeSettings,
  isLive: boolean,
): Promise<ExitCode> {
  const format = checkOutputs(settings);
  const stopped = new AbortController();
  const signal = AbortSignal.any([io.interruption(), stopped.signal]);
  const changes = new Changes(signal);
  let failure: unknown;
  const fail = (error: unknown): void => {
    failure ??= error;
    stopped.abort();
  };
  let close = (): void => {};
  try {
    const source = isLive ? await liveSource() : { read: (deadline: number) => readMesh(io, settings, deadline) };
    if (settings.paths.length > 0) followFiles(settings, io.cwd, () => changes.note(), signal).catch(fail);
    let before: readonly Finding[] = [];
    let exitCode: ExitCode = ExitCode.ok;
    for (let n = 0; !signal.aborted; n++) {
      const outcome = await analyzeNow(source, n === 0);
      if (outcome !== undefined) {
        await tell(n === 0, findingChanges(before, outcome.report.findings), outcome.report);
        before = outcome.report.findings;
        exitCode = outcome.exitCode;
      }
      await changes.next();
    }
    if (failure !== undefined) throw failure;
    return exitCode;
  } finally {
    stopped.abort();
    close();
  }

  async function liveSource(): Promise<Source> {
    const clusters = await openClusters(io, flags, settings.timeout);
    close = () => {
      for (const cluster of clusters) cluster.close();
    };
    const deadline = performance.now() + settings.timeout;
    const followed = clusters.map(
      (api, i) =>
        new FollowedCluster(api, clusterSettings(settings, clusters, i, deadline), () => changes.note(), signal),
    );
    await Promise.all(followed.map((one) => one.start(fail)));
    return {
      read: async (deadline) => {
        const files = await readFilesFor(io, settings, clusters[0]!, deadline);
        return joinMesh(
          io,
          settings,
          files,
          followed.map((one) => one.read()),
        );
      },
    };
  }

  /** Undefined where this time nothing can be read: a file may be half written. */
  async function analyzeNow(source: Source, isFirst: boolean) {
    changes.forget();
    const deadline = performance.now() + settings.timeout;
    try {
      const { live, ...mesh } = await source.read(deadline);
      const validate = await istioValidatorFor(mesh.resources);
      const analysis = analyze(mesh.resources, { ...settings, ...mesh, live, validate, deadline });
      noteProblems(io, mesh.problems, flags.ignoreUnknown ?? false);
      const findings = analysis.findings.filter(({ level }) => atLeast(level, settings.outputThreshold));
      const report: FindingsReport = { ...analysis, findings, messages: catalogue, version, cwd: io.cwd };
      const failing = analysis.findings.some(({ level }) => atLeast(level, settings.failureThreshold));
      const isUnreadable = mesh.problems.length > 0 && !flags.ignoreUnknown;
      const exitCode = isUnreadable ? ExitCode.unreadableInput : failing ? ExitCode.findings : ExitCode.ok;
      return { report, exitCode };
    } catch (error) {
      if (signal.aborted) return undefined;
      if (isFirst || !(error instanceof MeshwrightError)) throw error;
      io.note(errorText(error.message));
      return undefined;
    }
  }

  async function tell(isFirst: boolean, changes: FindingChanges, report: FindingsReport): Promise<void> {
    const inFiles = settings.outputs.filter(({ file }) => file !== undefined);
    const onStdout = settings.outputs.filter(({ file }) => file === undefined);
    await writeFindings(io, isFirst && format === 'text' ? settings.outputs : inFiles, report);
    const { findingChangesJson, findingChangesText } = await import('../../output/findings/finding-changes.ts');
    if (format === 'json') await io.write(findingChangesJson(changes));
    const isChanged = changes.come.length + changes.gone.length > 0;
    if (isFirst) {
      const count = report.findings.length === 0 ? 'No problems found. ' : '';
      io.note(`${count}Waiting for changes; Ctrl-C ends this.`);
    } else if (isChanged && format === 'text' && onStdout.length > 0) {
      await io.write(`\n${new Date().toTimeString().slice(0, 8)}\n`);
      await io.write(await findingChangesText(changes, report, findingsLook(io)));
    }
  }
}

/** The format of standard output: what changes can be told in. */
function checkOutputs({ outputs, paths }: AnalyzeSettings): 'text' | 'json' | undefined {
  if (paths.includes('-')) throw new UsageError('--watch needs files that can be read again: standard input cannot');
  const format = outputs.find(({ file }) => file === undefined)?.format;
  if (format === undefined || format === 'json') return format;
  if (format === 'text' || format === 'log') return 'text';
  throw new UsageError(`--watch tells changes as text or json: give ${format} a file, as in -o ${format}=FILE`);
}

/** Changes that come in bursts, as one. */
class Changes {
  readonly #signal: AbortSignal;
  #last: number | undefined;
  #wake = (): void => {};

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  /** Something has changed. */
  note(): void {
    this.#last = performance.now();
    this.#wake();
  }

  /** What has changed so far is known. */
  forget(): void {
    this.#last = undefined;
  }

  /** Resolves some time after the next change, or at once when there has been one; and when the signal comes. */
  async next(): Promise<void> {
    if (this.#last === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (this.#signal.aborted) resolve();
      });
    }
    const latest = performance.now() + longestQuiet;
    while (this.#last !== undefined && !this.#signal.aborted) {
      const left = Math.min(this.#last + quiet, latest) - performance.now();
      if (left <= 0) return;
      await sleep(left, undefined, { signal: this.#signal }).catch(() => {});
    }
  }
}
