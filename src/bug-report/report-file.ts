import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { MeshwrightError } from '../base/errors.ts';

/** The report's folder cannot be written to: nothing else will go well, either. */
export class FolderError extends MeshwrightError {}

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

  /** Removes what there is of it. */
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

/** What the work gives. Throws FolderError where the disk refuses to write `path`. */
export function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new FolderError(`cannot write ${path}: ${code === 'ENOSPC' ? 'no space is left' : message}`, {
      cause: error,
    });
  }
}
