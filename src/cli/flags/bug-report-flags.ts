import { type Command, Option } from 'commander';
import { durationText, longestTimer } from '../../base/duration.ts';
import { UsageError } from '../../base/errors.ts';
import { shownFile } from '../../base/shown-file.ts';
import { parsePodSelection } from '../../bug-report/pod-selection.ts';
import {
  type LogSettings,
  type ReportLimits,
  type ReportSettings,
  systemNamespaces,
  usualLimits,
} from '../../bug-report/settings.ts';
import { type BugReportConfig, readBugReportConfig } from '../bug-report/bug-report-config.ts';
import type { Io } from '../io.ts';
import { commaList } from './comma-list.ts';
import type { GlobalOptions } from './global-options.ts';
import {
  booleanOption,
  choiceOption,
  durationOption,
  portOption,
  repeatable,
  timeoutOption,
  wholeNumberOption,
} from './options.ts';

/** The flags as given: what is absent is undefined, so that the file may decide. */
export interface BugReportFlags {
  readonly criticalErrs?: readonly string[];
  readonly dir?: string;
  readonly dryRun?: boolean;
  /** Milliseconds. */
  readonly duration?: number;
  readonly endTime?: string;
  readonly exclude?: readonly string[];
  readonly filename?: string;
  readonly fullSecrets?: boolean;
  readonly ignoreErrs?: readonly string[];
  readonly include?: readonly string[];
  readonly reportNamespace?: string;
  readonly maxFileSize: number;
  readonly maxSize: number;
  readonly output: 'text' | 'json';
  readonly outputDir?: string;
  readonly proxyAdminPort?: number;
  readonly rqConcurrency?: number;
  readonly skipAnalyze?: boolean;
  readonly skipClusterDump?: boolean;
  readonly skipCoredumps?: boolean;
  readonly skipNetstat?: boolean;
  readonly skipProxyDebug?: boolean;
  readonly startTime?: string;
  readonly tail?: number;
  /** Milliseconds. */
  readonly timeout?: number;
}

/** Declares istioctl's flags, and then those that it does not have. */
export function addBugReportFlags(command: Command): void {
  command.addOption(repeatable('--critical-errs <patterns>', 'errors with which a log counts most, with * and commas'));
  command.option(
    '--dir <folder>',
    'where files are put until they are archived: run again with it, an interrupted report goes on',
  );
  booleanOption(command, '--dry-run', 'list what would be collected');
  command.addOption(durationOption('--duration <duration>', 'log lines of this long before --end-time'));
  command.option('--end-time <time>', 'log lines up to then, as 2026-01-02T15:04:05Z (default: now)');
  command.addOption(
    repeatable(
      '--exclude <pods>',
      `proxies to leave out, besides those in ${systemNamespaces.join(', ')} (repeatable)`,
    ),
  );
  command.option('-f, --filename <file>', 'YAML with settings for whatever no flag says');
  booleanOption(command, '--full-secrets', 'collect the contents of Secrets too, and redact nothing');
  command.addOption(
    repeatable('--ignore-errs <patterns>', 'errors with which a log does not count more, with * and commas'),
  );
  command.addOption(repeatable('--include <pods>', 'proxies to report on (default: all; repeatable)'));
  const namespace = new Option('--istio-namespace <name>', 'same as --istioNamespace');
  // Commander would take it for --istioNamespace, whose default would hide it.
  namespace.attributeName = () => 'reportNamespace';
  command.addOption(namespace);
  command.option('--output-dir <folder>', 'where bug-report.tar.gz is written (default: here)');
  command.addOption(portOption('--proxy-admin-port <port>', 'port of the proxies’ admin interface (default: 15000)'));
  command.addOption(
    wholeNumberOption('--rq-concurrency <number>', `calls at once (default: ${usualLimits.concurrency})`),
  );
  booleanOption(command, '--skip-analyze', 'without analysis and health check');
  booleanOption(command, '--skip-cluster-dump', 'without the cluster’s resources, Events and names of Secrets');
  booleanOption(command, '--skip-coredumps', 'without a list of core dumps');
  booleanOption(command, '--skip-netstat', 'without the proxies’ connections');
  booleanOption(command, '--skip-proxy-debug', 'without the proxies’ configuration and statistics');
  command.option('--start-time <time>', 'log lines from then on (default: all)');
  command.addOption(wholeNumberOption('--tail <lines>', 'the last lines of each log; 0 for all (default: 0)'));
  command.addOption(timeoutOption('--timeout <duration>', 'archive what is there after this long (default: 30m0s)'));

  command.addOption(sizeOption('--max-file-size <size>', 'cut files that are longer', '100Mi'));
  command.addOption(sizeOption('--max-size <size>', 'leave out what counts least where all is larger', '1Gi'));
  command.addOption(choiceOption('-o, --output <format>', 'format of the summary', ['text', 'json'], 'text'));
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
};

const sizeOption = (flags: string, description: string, value: string): Option =>
  new Option(flags, description).default(bytesOf(value), value).argParser((text: string) => {
    const bytes = bytesOf(text);
    if (bytes === undefined || bytes < 1024)
      throw new UsageError(
        `${/--[\w-]+/.exec(flags)![0]} takes a size from 1Ki on, like 500Ki, 100Mi or 2Gi, not "${text}"`,
      );
    return bytes;
  });

function bytesOf(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,9})([KMG]i?)?$/.exec(text) ?? [];
  return number === undefined ? undefined : Number(number) * units[unit]!;
}

/** All that a report depends on. */
export interface BugReportPlan {
  readonly settings: ReportSettings;
  readonly limits: ReportLimits;
  /** What is said when the time is over, after who set it: `--timeout 4s is over`. */
  readonly timeIsOver: string;
  readonly isDryRun: boolean;
  /** What makes it another report: one that was interrupted goes on only with the same. */
  readonly identity: string;
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
}

/**
 * Puts flags and the file together: a flag comes first, then the file, then the default. (istioctl's own default for --timeout
 * and others hides what its file says, whose help says the opposite.)
 *
 * @throws UsageError, InputError
 */
export async function bugReportPlan(
  io: Io,
  flags: BugReportFlags & GlobalOptions,
  now: number,
): Promise<BugReportPlan> {
  const file: BugReportConfig = flags.filename === undefined ? {} : await readBugReportConfig(io, flags.filename);
  const given = flags.istioNamespace === 'istio-system' ? undefined : flags.istioNamespace;
  const istioNamespace = flags.reportNamespace ?? given ?? file.istioNamespace ?? flags.istioNamespace;
  const settings: ReportSettings = {
    istioNamespace,
    include: (flags.include ?? file.include ?? []).filter((text) => text !== '').map(parsePodSelection),
    exclude: [...systemNamespaces, ...(flags.exclude ?? file.exclude ?? [])]
      .filter((text) => text !== '')
      .map(parsePodSelection),
    logs: logSettings(flags, file, now),
    fullSecrets: flags.fullSecrets ?? file.fullSecrets ?? false,
    proxyAdminPort: flags.proxyAdminPort ?? file.proxyAdminPort ?? 15_000,
    skip: {
      clusterDump: flags.skipClusterDump ?? file.skipClusterDump ?? false,
      analyze: flags.skipAnalyze ?? file.skipAnalyze ?? false,
      proxyDebug: flags.skipProxyDebug ?? file.skipProxyDebug ?? false,
      netstat: flags.skipNetstat ?? file.skipNetstat ?? false,
      coredumps: flags.skipCoredumps ?? file.skipCoredumps ?? false,
    },
  };
  const timeout = Math.min(flags.timeout ?? file.commandTimeout ?? usualLimits.timeout, longestTimer);
  const isOfFile = flags.timeout === undefined && file.commandTimeout !== undefined;
  const limit = durationText(timeout);
  return {
    settings,
    identity: identityOf(settings, flags, file),
    limits: {
      concurrency: (flags.rqConcurrency ?? file.requestConcurrency) || usualLimits.concurrency,
      timeout,
      fileSize: flags.maxFileSize,
      totalSize: flags.maxSize,
    },
    timeIsOver: `${isOfFile ? `commandTimeout ${limit} of ${shownFile(flags.filename!)}` : `--timeout ${limit}`} is over`,
    isDryRun: flags.dryRun ?? file.dryRun ?? false,
    kubeconfig: flags.kubeconfig ?? file.kubeConfigPath,
    context: flags.context ?? file.context,
  };
}

/** The settings as they were given: a duration means another start each time. */
const identityOf = (
  { include, exclude, logs, ...others }: ReportSettings,
  { startTime, endTime, duration, maxFileSize }: BugReportFlags,
  file: BugReportConfig,
): string =>
  JSON.stringify({
    ...others,
    include: include.map(({ text }) => text),
    exclude: exclude.map(({ text }) => text),
    tail: logs.tail,
    times: [startTime ?? file.startTime, endTime ?? file.endTime, duration ?? file.since],
    maxFileSize,
  });

function logSettings(flags: BugReportFlags, file: BugReportConfig, now: number): LogSettings {
  const start = flags.startTime ?? (flags.duration === undefined ? file.startTime : undefined);
  const duration = flags.duration ?? (flags.startTime === undefined ? file.since : undefined);
  if (start && duration)
    throw new UsageError('--start-time and --duration both say where logs begin: give one of them');
  const to = timeOf('--end-time', flags.endTime ?? file.endTime);
  const from = start ? timeOf('--start-time', start) : duration ? (to ?? now) - duration : undefined;
  if (from !== undefined && from > (to ?? now))
    throw new UsageError('--start-time is after --end-time, so that no log line is in between');
  return {
    from,
    to,
    tail: (flags.tail ?? file.tailLines) || undefined,
    criticalErrors: patternsOf(flags.criticalErrs) ?? file.criticalErrors ?? [],
    ignoredErrors: patternsOf(flags.ignoreErrs) ?? file.ignoredErrors ?? [],
  };
}

const patternsOf = (lists: readonly string[] | undefined): string[] | undefined => lists && commaList(lists);

/** RFC 3339. */
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

function timeOf(flag: string, text: string | undefined): number | undefined {
  if (!text) return undefined;
  const milliseconds = time.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(milliseconds))
    throw new UsageError(`${flag} takes a time like 2026-01-02T15:04:05Z or 2026-01-02T15:04:05+01:00, not "${text}"`);
  return milliseconds;
}
