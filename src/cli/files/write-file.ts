import {
  closeSync,
  fchmodSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { MeshwrightError } from '../../base/errors.ts';
import { writeFailure } from '../terminal/write-failure.ts';
import { unfinished } from './unfinished.ts';

/**
 * Writes a file whole or not at all: beside the target, then renamed over it. A symbolic link stays one, and its target
 * is written; a device or a pipe (`/dev/null`) is written to as it is.
 *
 * @param name what messages call the file; relative to `cwd`
 * @throws MeshwrightError naming the file; what stood there before is then still there
 */
export function writeFileWhole(name: string, text: string | Uint8Array, cwd: string): void {
  const file = new PendingFile(name, cwd);
  file.write(text);
  file.commit();
}

/** Puts files in their places, one after the other. Where one cannot be put there, those behind it stay what they were. */
export function commitInTurn(files: readonly PendingFile[]): void {
  for (const [i, file] of files.entries()) {
    try {
      file.commit();
    } catch (error) {
      for (const other of files.slice(i + 1)) other.drop();
      throw error;
    }
  }
}

/**
 * A file that is being written, in pieces: as `writeFileWhole`, its target is what it was until `commit`. After an error, or
 * `drop`, nothing of it is left. Every method throws MeshwrightError naming the file.
 */
export class PendingFile {
  readonly #target: string;
  /** Where it is written; undefined for a device or a pipe, which gets all of it at the end. */
  readonly #beside: string | undefined;
  /** While it is written. */
  #descriptor: number | undefined;
  readonly #held: (string | Uint8Array)[] = [];
  readonly #finished: () => void = unfinished(() => this.#remove());

  /** `mode` are the permissions that it gets, even where there is a file with others. */
  constructor(
    private readonly name: string,
    cwd: string,
    mode?: number,
  ) {
    const path = resolve(cwd, name);
    let stats: Stats | undefined;
    try {
      stats = statSync(path, { throwIfNoEntry: false });
      this.#target = stats === undefined ? path : realpathSync(path);
      if (stats !== undefined && !stats.isFile()) {
        if (stats.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
        return;
      }
      this.#beside = join(dirname(this.#target), `.${basename(path)}.${Math.random().toString(36).slice(2)}.tmp`);
      this.#descriptor = openSync(this.#beside, 'wx', mode);
    } catch (error) {
      this.#finished();
      throw this.#failure(error);
    }
    if (stats !== undefined) this.#try(() => fchmodSync(this.#descriptor!, mode ?? stats.mode));
  }

  write(piece: string | Uint8Array): void {
    if (this.#beside === undefined) this.#held.push(piece);
    else this.#try(() => writeAll(this.#descriptor!, piece));
  }

  /** Ends writing: as many files as there are can wait for `commit` then, and none of them is open. */
  finish(): void {
    this.#try(() => this.#close());
  }

  /** Puts it in its place. */
  commit(): void {
    if (this.#beside === undefined) {
      const whole = Buffer.concat(this.#held.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
      this.#try(() => writeFileSync(this.#target, whole));
    } else {
      this.#try(() => {
        this.#close();
        renameSync(this.#beside!, this.#target);
      });
    }
    this.#finished();
  }

  drop(): void {
    this.#close();
    this.#remove();
  }

  #close(): void {
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor !== undefined) closeSync(descriptor);
  }

  #remove(): void {
    if (this.#beside !== undefined) rmSync(this.#beside, { force: true });
    this.#finished();
  }

  #try(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.drop();
      throw this.#failure(error);
    }
  }

  #failure = (error: unknown): MeshwrightError =>
    new MeshwrightError(`cannot write ${this.name}: ${writeFailure(error)}`);
}

/** `writeSync` may write less than it is given. */
function writeAll(descriptor: number, piece: string | Uint8Array): void {
  const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}
