import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MeshwrightError } from '../../base/errors.ts';
import { archivePieces, type ReportFacts } from '../../bug-report/archive.ts';
import { type CollectOptions, collect, type ReportEvent } from '../../bug-report/collect.ts';
import type { ReportSource } from '../../bug-report/item.ts';
import type { Collected } from '../../bug-report/record.ts';
import { ReportFolder } from '../../bug-report/report-folder.ts';
import { ownPaths, reportPaths } from '../../resources/archive/report-layout.ts';
import { unfinished } from '../files/unfinished.ts';
import { PendingFile } from '../files/write-file.ts';
import type { Progress } from '../installation/install-progress.ts';
import { writeFailure } from '../terminal/write-failure.ts';

/** Where a report is put together, and where its archive goes. */
export interface ReportPlaces {
  readonly cwd: string;
  /** Of the user's choice; without it a folder of its own, which is gone afterwards. */
  readonly dir: string | undefined;
  /** The archive, for messages too. */
  readonly archive: string;
}

export interface ReportWork extends CollectOptions {
  readonly sources: readonly ReportSource[];
  /** What makes it another report. */
  readonly identity: string;
  readonly facts: Omit<ReportFacts, 'ended'>;
  readonly progress: Progress<ReportEvent>;
}

/** Files that are there whatever the user may do, and tell little by themselves. */
const alwaysThere: readonly string[] = [
  reportPaths.versions,
  reportPaths.cluster.context,
  reportPaths.cluster.version,
  reportPaths.analysis,
  ...Object.values(ownPaths),
];

/**
 * Collects a report and writes its archive, whole or not at all. One that is interrupted stays in the folder of the user's
 * choice, for the next run to go on with; without one, what is there becomes the archive.
 *
 * @throws MeshwrightError where nothing could be collected, or it cannot be written
 */
export async function writeBugReport(places: ReportPlaces, work: ReportWork): Promise<Collected & { bytes: number }> {
  const { cwd, dir, archive } = places;
  const { sources, facts, progress, signal } = work;
  checkWritable(resolve(cwd, archive, '..'), archive);
  const path = dir === undefined ? mkdtempSync(join(tmpdir(), 'meshwright-bug-report-')) : resolve(cwd, dir);
  const folder = new ReportFolder(path, work.identity);
  let isKept = true;
  const finished = dir === undefined ? unfinished(() => folder.clear()) : () => {};
  try {
    const collected = await collect(sources, folder, work, progress.tell).finally(progress.end);
    if (signal.aborted && dir !== undefined && collected.stopped === 'interrupted') {
      throw new MeshwrightError(`interrupted: ${dir} holds what is there by now, and the same command goes on with it`);
    }
    if (!collected.files.some(({ path }) => !alwaysThere.includes(path))) {
      isKept = false;
      throw new MeshwrightError(`nothing could be collected: ${collected.missing[0]?.reason ?? 'there is nothing'}`);
    }
    const bytes = await write(archive, cwd, archivePieces(folder, collected, { ...facts, ended: Date.now() }));
    isKept = false;
    return { ...collected, bytes };
  } finally {
    if (dir === undefined || !isKept) folder.clear();
    finished();
  }
}

/** Half an hour later is too late to know. */
function checkWritable(folder: string, archive: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new MeshwrightError(`cannot write ${archive}: ${writeFailure(error)}`);
  }
}

async function write(name: string, cwd: string, pieces: AsyncIterable<Uint8Array>): Promise<number> {
  const file = new PendingFile(name, cwd);
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      bytes += piece.length;
      file.write(piece);
    }
  } catch (error) {
    file.drop();
    throw error;
  }
  file.commit();
  return bytes;
}
