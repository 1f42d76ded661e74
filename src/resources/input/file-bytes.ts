import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A file holds more than is read of one. */
export class TooLargeError extends Error {
  constructor(limit: number) {
    super(`larger than ${formatSize(limit)}, the most that is read of one file`);
  }
}

/** Reads whole files through one buffer, so that hundreds of files leave no garbage behind. */
export class FileBytes {
  readonly #limit: number;
  #buffer: Buffer;

  /** `limit`: the most bytes a file may hold. */
  constructor(limit: number) {
    this.#limit = limit;
    this.#buffer = Buffer.allocUnsafeSlow(64 * 1024);
  }

  /**
   * The bytes of the file (or pipe) at `path`. They are overwritten by the next call. Throws TooLargeError, and what
   * node:fs throws.
   */
  read(path: string): Buffer {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      if (size > this.#limit) throw new TooLargeError(this.#limit);
      // One byte more than the file says it has: the read that finds its end needs room.
      this.#grow(size + 1, 0);
      let length = 0;
      for (;;) {
        const count = readSync(file, this.#buffer, length, this.#buffer.length - length, null);
        if (count === 0) return this.#buffer.subarray(0, length);
        length += count;
        if (length > this.#limit) throw new TooLargeError(this.#limit);
        if (length === this.#buffer.length) this.#grow(length * 2, length);
      }
    } finally {
      closeSync(file);
    }
  }

  #grow(size: number, keep: number): void {
    if (size <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(size);
    this.#buffer.copy(larger, 0, 0, keep);
    this.#buffer = larger;
  }
}

const formatSize = (bytes: number): string =>
  bytes % 2 ** 20 === 0
    ? `${bytes / 2 ** 20} MiB`
    : bytes % 2 ** 10 === 0
      ? `${bytes / 2 ** 10} KiB`
      : `${bytes} bytes`;
