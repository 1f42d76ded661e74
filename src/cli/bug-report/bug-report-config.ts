import { millisecond, parseDuration } from '../../base/duration.ts';
import { UsageError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import { shownFile } from '../../base/shown-file.ts';
import { SourceDocument } from '../../resources/document.ts';
import { isObject, type Json } from '../../resources/json.ts';
import { readYaml } from '../../resources/yaml/read.ts';
import { readOneFile } from '../files/read-one-file.ts';
import type { Io } from '../io.ts';

/** What each type of a field is called, and how one is read; undefined for what is none. */
const types = {
  text: { words: 'a text', read: (value: Json) => (typeof value === 'string' ? value : undefined) },
  flag: { words: 'true or false', read: (value: Json) => (typeof value === 'boolean' ? value : undefined) },
  number: {
    words: 'a whole number',
    read: (value: Json) => (Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined),
  },
  /** Go writes durations as text or as nanoseconds; milliseconds come out. */
  duration: {
    words: 'a duration like 10m',
    read: (value: Json) => {
      const nanoseconds = typeof value === 'number' ? value : parseDuration(String(value));
      return nanoseconds === undefined || nanoseconds < 0 ? undefined : nanoseconds / millisecond;
    },
  },
  texts: {
    words: 'a list of texts',
    read: (value: Json) =>
      Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined,
  },
} as const;

/** The fields of istioctl's BugReportConfig (tools/bug-report/pkg/config of Istio). */
const fields = {
  kubeConfigPath: types.text,
  context: types.text,
  istioNamespace: types.text,
  dryRun: types.flag,
  fullSecrets: types.flag,
  proxyAdminPort: types.number,
  commandTimeout: types.duration,
  include: types.texts,
  exclude: types.texts,
  startTime: types.text,
  endTime: types.text,
  since: types.duration,
  criticalErrors: types.texts,
  ignoredErrors: types.texts,
  requestConcurrency: types.number,
  tailLines: types.number,
  skipClusterDump: types.flag,
  skipAnalyze: types.flag,
  skipProxyDebug: types.flag,
  skipNetstat: types.flag,
  skipCoredumps: types.flag,
} as const;

/** A configuration file's settings, under istioctl's names. Durations are milliseconds. */
export type BugReportConfig = {
  readonly [K in keyof typeof fields]?: Exclude<ReturnType<(typeof fields)[K]['read']>, undefined>;
};

/**
 * Reads the file that --filename names.
 *
 * @throws InputError for one that cannot be read; UsageError that names every field that is unknown or of another type
 */
export async function readBugReportConfig(io: Io, path: string): Promise<BugReportConfig> {
  const file = await readOneFile(io, path);
  const documents = readYaml(file.text).filter(({ value, problem }) => problem !== undefined || isSet(value));
  const [document, second] = documents;
  if (document === undefined) return {};
  const name = shownFile(file.name);
  const { problem, value } = document;
  if (problem !== undefined) throw new UsageError(`${name}:${problem.line}:${problem.column}: ${problem.message}`);
  if (second !== undefined) throw new UsageError(`${name}:${second.line}:1: only one document is expected`);
  if (!isObject(value)) throw new UsageError(`${name}:1:1: a map of settings is expected`);
  const source = new SourceDocument(file, document);
  const read: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const [key, given] of Object.entries(value)) {
    const type = Object.hasOwn(fields, key) ? fields[key as keyof typeof fields] : undefined;
    const { line, column } = source.position([key]);
    const place = `${name}:${line}:${column}: ${key}`;
    if (type === undefined) wrong.push(`${place} is no setting.${didYouMean(key, Object.keys(fields))}`);
    else if (isSet(given)) {
      read[key] = type.read(given as Json);
      if (read[key] === undefined) wrong.push(`${place} takes ${type.words}`);
    }
  }
  if (wrong.length > 0) throw new UsageError(wrong.join('\n'));
  return read as BugReportConfig;
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null;
