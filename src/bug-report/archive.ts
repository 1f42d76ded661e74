import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { ownPaths, reportPaths, reportRoot } from '../resources/archive/report-layout.ts';
import { type TarFile, tarPieces } from '../resources/archive/tar-writer.ts';
import type { Collected } from './record.ts';
import type { ReportFolder } from './report-folder.ts';
import type { ReportLimits, ReportSettings } from './settings.ts';

/** What a report says of itself, besides its files. */
export interface ReportFacts {
  /** The program, and its version. */
  readonly program: string;
  readonly server: string;
  readonly context: string | undefined;
  /** When it was begun: milliseconds since 1970. */
  readonly begun: number;
  readonly ended: number;
  readonly settings: ReportSettings;
  readonly limits: ReportLimits;
}

/** What is in the report, what is not, and why: a file of its own. */
function reportManifest({ files, missing, stopped }: Collected, facts: ReportFacts) {
  const { program, server, context, begun, ended, settings, limits } = facts;
  const { include, exclude, logs, fullSecrets, skip, istioNamespace } = settings;
  const time = (value: number | undefined) => (value === undefined ? undefined : new Date(value).toISOString());
  return {
    program,
    cluster: { server, context },
    begun: time(begun),
    ended: time(ended),
    complete: stopped === undefined && missing.length === 0,
    stopped,
    secretsRedacted: !fullSecrets,
    settings: {
      ...{ istioNamespace, skip },
      include: include.map(({ text }) => text),
      exclude: exclude.map(({ text }) => text),
      logs: { from: time(logs.from), to: time(logs.to), tail: logs.tail },
      limits,
    },
    files,
    missing,
  };
}

/**
 * A report as a gzipped tar archive, in pieces. Nothing is held in memory but a piece.
 */
export function archivePieces(
  folder: ReportFolder,
  collected: Collected,
  facts: ReportFacts,
): AsyncIterable<Uint8Array> {
  const made = (path: string, text: string): TarFile => {
    const bytes = Buffer.from(text);
    return { path: `${reportRoot}/${path}`, size: bytes.length, time: facts.ended, content: () => [bytes] };
  };
  const files = [
    made(ownPaths.manifest, `${JSON.stringify(reportManifest(collected, facts), null, 2)}\n`),
    made(reportPaths.log, logText(collected, facts)),
    ...folder.archived(collected.files),
  ];
  const gzip = createGzip();
  // Errors reach whoever reads the other end.
  pipeline(Readable.from(tarPieces(files)), gzip, () => {});
  return gzip;
}

/** The manifest's facts for people. */
function logText({ files, missing, stopped }: Collected, { program, begun, ended }: ReportFacts): string {
  const lines = [
    `${new Date(begun).toISOString()} begun by ${program}`,
    ...files.map(({ path, bytes, missing: part }) => `${path}: ${bytes} bytes${part ? `, without its ${part}` : ''}`),
    ...files.flatMap(({ path, problems = [] }) => problems.map((problem) => `${path}: warning: ${problem}`)),
    ...missing.map(({ path, reason }) => `${path}: missing: ${reason}`),
    `${new Date(ended).toISOString()} ${stopped === undefined ? 'done' : `stopped: ${stopped}`}`,
  ];
  return `${lines.join('\n')}\n`;
}
