import { analyze } from '../../analysis/analyze.ts';
import { catalogue } from '../../analysis/catalogue.ts';
import type { Finding } from '../../analysis/finding.ts';
import { MeshwrightError, UsageError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { atLeast } from '../../base/levels.ts';
import {
  type FindingChanges,
  findingChanges,
  findingChangesJson,
  findingChangesText,
} from '../../output/findings/finding-changes.ts';
import type { FindingsReport } from '../../output/findings/findings-report.ts';
import { version } from '../../package.ts';
import { istioValidatorFor } from '../../schema/istio-validation.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import type { AnalyzeFlags, AnalyzeSettings } from '../mesh/analyze-settings.ts';
import { findingsLook, writeFindings } from '../mesh/findings-output.ts';
import { noteProblems } from '../mesh/read-mesh.ts';
import { errorText } from '../terminal/error-text.ts';
import { Changes } from './changes.ts';
import { type FollowedInput, followInput } from './follow-input.ts';

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
  const failed = (error: unknown): void => {
    failure ??= error;
    stopped.abort();
  };
  let input: FollowedInput | undefined;
  try {
    input = await followInput(io, flags, settings, isLive, { changed: () => changes.note(), failed, signal });
    let before: readonly Finding[] = [];
    let exitCode: ExitCode = ExitCode.ok;
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      changes.forget();
      const outcome = await analyzeInput(io, input, settings, flags.ignoreUnknown).catch((error: unknown) => {
        if (signal.aborted) return undefined;
        // A file may be half written: the next change is waited for.
        if (isFirst || !(error instanceof MeshwrightError)) throw error;
        io.note(errorText(error.message));
        return undefined;
      });
      if (outcome !== undefined) {
        const { report } = outcome;
        const told = { format, report, changes: findingChanges(before, report.findings) };
        await (isFirst ? tellAll : tellChanges)(io, settings.outputs, told);
        before = report.findings;
        exitCode = outcome.exitCode;
      }
      await changes.next();
    }
    if (failure !== undefined) throw failure;
    return exitCode;
  } finally {
    stopped.abort();
    input?.close();
  }
}

/** Analyzes the input as it is now. */
async function analyzeInput(
  io: Io,
  input: FollowedInput,
  settings: AnalyzeSettings,
  ignoresUnknown = false,
): Promise<{ readonly report: FindingsReport; readonly exitCode: ExitCode }> {
  const deadline = performance.now() + settings.timeout;
  const { live, ...mesh } = await input.read(deadline);
  const validate = await istioValidatorFor(mesh.resources);
  const analysis = analyze(mesh.resources, { ...settings, ...mesh, live, validate, deadline });
  noteProblems(io, mesh.problems, ignoresUnknown);
  const findings = analysis.findings.filter(({ level }) => atLeast(level, settings.outputThreshold));
  const report = { ...analysis, findings, messages: catalogue, version, cwd: io.cwd };
  const failing = analysis.findings.some(({ level }) => atLeast(level, settings.failureThreshold));
  const isUnreadable = mesh.problems.length > 0 && !ignoresUnknown;
  return { report, exitCode: isUnreadable ? ExitCode.unreadableInput : failing ? ExitCode.findings : ExitCode.ok };
}

type Outputs = AnalyzeSettings['outputs'];
/** What standard output has; undefined where all goes to files. */
type ChangesFormat = 'text' | 'json' | undefined;

const inFiles = (outputs: Outputs): Outputs => outputs.filter(({ file }) => file !== undefined);

/** What an analysis has found, and how to tell it. */
interface Told {
  readonly format: ChangesFormat;
  readonly report: FindingsReport;
  readonly changes: FindingChanges;
}

/** The first analysis: all is new. */
async function tellAll(io: Io, outputs: Outputs, { format, report, changes }: Told): Promise<void> {
  await writeFindings(io, format === 'text' ? outputs : inFiles(outputs), report);
  if (format === 'json') await io.write(findingChangesJson(changes));
  const count = report.findings.length === 0 ? 'No problems found. ' : '';
  io.note(`${count}Waiting for changes; Ctrl-C ends this.`);
}

/** A later one: on standard output, only what differs from the one before. */
async function tellChanges(io: Io, outputs: Outputs, { format, report, changes }: Told): Promise<void> {
  await writeFindings(io, inFiles(outputs), report);
  if (format === 'json') await io.write(findingChangesJson(changes));
  if (format !== 'text' || changes.come.length + changes.gone.length === 0) return;
  await io.write(`\n${new Date().toTimeString().slice(0, 8)}\n`);
  await io.write(await findingChangesText(changes, report, findingsLook(io)));
}

/** The format of standard output: what changes can be told in. */
function checkOutputs({ outputs, paths }: AnalyzeSettings): ChangesFormat {
  if (paths.includes('-')) throw new UsageError('--watch needs files that can be read again: standard input cannot');
  const format = outputs.find(({ file }) => file === undefined)?.format;
  if (format === undefined || format === 'json') return format;
  if (format === 'text' || format === 'log') return 'text';
  throw new UsageError(`--watch tells changes as text or json: give ${format} a file, as in -o ${format}=FILE`);
}
