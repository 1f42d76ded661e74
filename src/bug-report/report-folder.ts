import {
  appendFileSync,
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { MeshwrightError, UsageError } from '../base/errors.ts';
import { diskPath, reportRoot } from '../resources/archive/report-layout.ts';
import type { TarFile } from '../resources/archive/tar-writer.ts';
import type { FileRecord } from './record.ts';

/** The report's folder cannot be written to: nothing else will go well, either. */
export class FolderError extends MeshwrightError {}

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

/** A file of a report, not longer than it may be. */
export class ReportFile {
  readonly #path: string;
  readonly #limit: number;
  readonly #keeps: 'start' | 'end';
  /** Undefined once it is closed. */
  #descriptor: number | undefined;
  #bytes = 0;
  #before = 0;
  #missing: 'start' | 'end' | undefined;

  constructor(path: string, limit: number, keeps: 'start' | 'end') {
    this.#path = path;
    this.#limit = limit;
    this.#keeps = keeps;
    this.#descriptor = attempt(path, () => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      rmSync(this.#earlier, { force: true });
      return openSync(this.#part, 'w', 0o600);
    });
  }

  get #part(): string {
    return `${this.#path}.part`;
  }
  /** Of a file that keeps its end: what was written before the part, half of what it may have. */
  get #earlier(): string {
    return `${this.#path}.earlier`;
  }

  /** False when no more is wanted. */
  write(text: string): boolean {
    const bytes = Buffer.from(text);
    if (this.#keeps === 'end') {
      if (this.#bytes > 0 && this.#bytes + bytes.length > this.#limit / 2) this.#turn();
      this.#append(bytes.length > this.#limit / 2 ? this.#lastOf(bytes) : bytes);
      return true;
    }
    const room = this.#limit - this.#bytes;
    if (bytes.length <= room) {
      this.#append(bytes);
      return true;
    }
    this.#append(withoutHalfCharacter(bytes.subarray(0, room)));
    this.#missing = 'end';
    return false;
  }

  #lastOf(bytes: Buffer): Buffer {
    this.#missing = 'start';
    const last = bytes.subarray(bytes.length - Math.floor(this.#limit / 2));
    return last.subarray(last.indexOf(10) + 1);
  }

  /** Goes on in a new file; of those before, only the last is kept. */
  #turn(): void {
    attempt(this.#path, () => {
      this.#close();
      if (this.#before > 0) this.#missing = 'start';
      renameSync(this.#part, this.#earlier);
      this.#before = this.#bytes;
      this.#bytes = 0;
      this.#descriptor = openSync(this.#part, 'w', 0o600);
    });
  }

  #append(bytes: Uint8Array): void {
    attempt(this.#path, () => {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor!, bytes, at);
    });
    this.#bytes += bytes.length;
  }

  /** Puts it in its place. */
  commit(): { readonly bytes: number; readonly missing?: 'start' | 'end' } {
    attempt(this.#path, () => {
      this.#close();
      if (this.#before > 0) {
        appendFileSync(this.#earlier, readFileSync(this.#part));
        rmSync(this.#part);
        renameSync(this.#earlier, this.#path);
      } else renameSync(this.#part, this.#path);
    });
    return { bytes: this.#before + this.#bytes, ...(this.#missing && { missing: this.#missing }) };
  }

  #close(): void {
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor !== undefined) closeSync(descriptor);
  }

  drop(): void {
    this.#close();
    for (const path of [this.#part, this.#earlier]) rmSync(path, { force: true });
  }
}

/** UTF-8 that is cut in the middle of a character, without that. */
function withoutHalfCharacter(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1]! & 0xc0) === 0x80) end--;
  if (end === 0) return bytes;
  const first = bytes[end - 1]!;
  const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  return end - 1 + length <= bytes.length ? bytes : bytes.subarray(0, end - 1);
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new FolderError(`cannot write ${path}: ${code === 'ENOSPC' ? 'no space is left' : message}`, {
      cause: error,
    });
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
