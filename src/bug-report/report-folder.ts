import {
  appendFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../base/errors.ts';
import { diskPath, reportRoot } from '../resources/archive/report-layout.ts';
import type { TarFile } from '../resources/archive/tar-writer.ts';
import type { FileRecord } from './record.ts';
import { attempt, ReportFile } from './report-file.ts';

const progressName = 'bug-report.progress';

/**
 * The folder in which a report comes together: its files below `bug-report/`, and beside that a line for each file that is
 * done, so that an interrupted report goes on where it was. Every method throws FolderError where the disk refuses.
 */
export class ReportFolder {
  readonly #folder: string;
  readonly #root: string;
  readonly #progress: string;
  readonly #done = new Map<string, FileRecord>();

  /**
   * @param settings what the report depends on: one that was begun with others is another
   * @throws UsageError where the folder holds something else
   */
  constructor(folder: string, settings: string) {
    this.#folder = folder;
    this.#root = join(folder, reportRoot);
    this.#progress = join(folder, progressName);
    if (existsSync(this.#progress)) this.#goOn(settings);
    else if (existsSync(this.#root) && readdirSync(this.#root).length > 0) {
      throw new UsageError(`${this.#root} holds files that are no unfinished report: remove it, or name another --dir`);
    } else {
      attempt(this.#root, () => {
        // Reports are nobody else's to read.
        mkdirSync(this.#root, { recursive: true, mode: 0o700 });
        appendFileSync(this.#progress, `${JSON.stringify({ settings })}\n`, { mode: 0o600 });
      });
    }
  }

  /** Files that are there already, of a report that was interrupted. */
  get done(): ReadonlyMap<string, FileRecord> {
    return this.#done;
  }

  #goOn(settings: string): void {
    const [first, ...lines] = attempt(this.#progress, () => readFileSync(this.#progress, 'utf8'))
      .split('\n')
      .map(parsed);
    if ((first as { settings?: string } | undefined)?.settings !== settings) {
      throw new UsageError(
        `${this.#folder} holds an unfinished report of another cluster, or with other flags: remove it, or name another --dir`,
      );
    }
    for (const line of lines) {
      const record = line as (FileRecord & { removed?: boolean }) | undefined;
      if (record === undefined) continue;
      if (record.removed) this.#done.delete(record.path);
      else if (sizeOf(this.#place(record.path)) === record.bytes) this.#done.set(record.path, record);
    }
  }

  #place(path: string): string {
    return join(this.#root, diskPath(path));
  }

  /** A file that is being written. */
  file(path: string, limit: number, keeps: 'start' | 'end'): ReportFile {
    return new ReportFile(this.#place(path), limit, keeps);
  }

  /** Remembers that a file is done. */
  record(record: FileRecord): void {
    attempt(this.#progress, () => appendFileSync(this.#progress, `${JSON.stringify(record)}\n`));
  }

  /** Removes a file, which gives way to others. */
  remove(path: string): void {
    attempt(path, () => rmSync(this.#place(path), { force: true }));
    attempt(this.#progress, () => appendFileSync(this.#progress, `${JSON.stringify({ path, removed: true })}\n`));
  }

  /** The files, as they go into an archive. */
  archived(records: readonly Pick<FileRecord, 'path' | 'bytes'>[]): TarFile[] {
    return records.map(({ path, bytes }) => ({
      path: `${reportRoot}/${path}`,
      size: bytes,
      time: attempt(path, () => statSync(this.#place(path)).mtimeMs),
      content: () => createReadStream(this.#place(path)),
    }));
  }

  /** Removes all that was made here; the folder as well, if nothing else is in it. */
  clear(): void {
    rmSync(this.#root, { recursive: true, force: true });
    rmSync(this.#progress, { force: true });
    try {
      rmdirSync(this.#folder);
    } catch {
      // It holds something of somebody else's.
    }
  }
}

const sizeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.size;

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The last line of a program that was killed.
    return undefined;
  }
}
