import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that are kept in memory; what is beyond is kept in a file. */
const mostInMemory = 4 * 2 ** 20;
/** UTF-16 units that are made bytes at once: strings would be moved about and looked through by the garbage collector. */
const packedAtOnce = 2 ** 17;
/** Bytes that are read back at once. */
const bufferSize = 2 ** 18;

/**
 * A text that is held back until it is known whether it may be written. A long one goes to a file in the system's folder for
 * temporary files, which no one else can read, and which has lost its name already: nothing of it stays, whatever happens.
 */
export class HeldText {
  /** What is not packed yet, and how long it is. */
  #pieces: string[] = [];
  #length = 0;
  #packed: Uint8Array[] = [];
  /** Bytes of those. */
  #packedSize = 0;
  #descriptor: number | undefined;
  /** Bytes in the file that count. */
  #size = 0;
  #inMemory = mostInMemory;

  add(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length > packedAtOnce) this.#pack();
  }

  /** Gives all of it to `write`, in a few pieces. */
  async release(write: (pieces: readonly Uint8Array[]) => Promise<void>): Promise<void> {
    this.#pack();
    if (this.#descriptor !== undefined) {
      const buffer = Buffer.allocUnsafe(bufferSize);
      for (let at = 0; at < this.#size; ) {
        const count = readSync(this.#descriptor, buffer, 0, Math.min(bufferSize, this.#size - at), at);
        at += count;
        await write([buffer.subarray(0, count)]);
      }
      this.drop();
    }
    if (this.#packed.length > 0) await write(this.#packed);
    this.#packed = [];
  }

  #pack(): void {
    if (this.#length === 0) return;
    const bytes = Buffer.from(this.#pieces.join(''));
    this.#packed.push(bytes);
    this.#packedSize += bytes.length;
    this.#pieces = [];
    this.#length = 0;
    if (this.#packedSize > this.#inMemory) this.#spill();
  }

  /** Forgets it. */
  drop(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #spill(): void {
    try {
      this.#descriptor ??= unnamedFile();
      let size = this.#size;
      for (const bytes of this.#packed) {
        for (let at = 0; at < bytes.length; )
          at += writeSync(this.#descriptor, bytes, at, bytes.length - at, size + at);
        size += bytes.length;
      }
      this.#size = size;
      this.#packed = [];
      this.#packedSize = 0;
      this.#inMemory = 0;
    } catch {
      // There is no room for it: memory may have some.
      this.#inMemory = Number.POSITIVE_INFINITY;
    }
  }
}

function unnamedFile(): number {
  const path = join(tmpdir(), `meshwright-${Math.random().toString(36).slice(2)}`);
  const descriptor = openSync(path, 'wx+', 0o600);
  rmSync(path);
  return descriptor;
}
