import { readTarHeader, tarBlock, tarExtension, tarType } from './tar-header.ts';

/** A file of an archive. */
export interface ArchivedFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** What is kept of an archive, and how much of it at most. */
export interface TarSelection {
  wants(path: string): boolean;
  /** Bytes of all files that are kept. */
  readonly limit: number;
  /** Called for what is damaged or too large. */
  refuse(reason: string): never;
}

/** Extensions of headers hold names: longer ones are none. */
const longestExtension = 1 << 20;

const decode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** The wanted files of a tar archive, as it comes: what is not wanted is not held. */
export async function* tarFiles(
  pieces: AsyncIterable<Uint8Array>,
  selection: TarSelection,
): AsyncGenerator<ArchivedFile> {
  const { wants, limit, refuse } = selection;
  const source = new Blocks(pieces);
  let extended: ReadonlyMap<string, string> = new Map();
  let kept = 0;
  let isFirst = true;
  for (;;) {
    const block = await source.take(tarBlock);
    if (block.length === 0) return;
    if (block.length < tarBlock) refuse(isFirst ? 'is no tar archive, or only its beginning' : 'is cut off');
    isFirst = false;
    const header = readTarHeader(block, decode);
    if (header === undefined) return;
    if (!header.isSound) refuse('is no tar archive, or damaged: a checksum is wrong');
    const size = extended.has('size') ? Number(extended.get('size')) : header.size;
    if (!Number.isSafeInteger(size) || size < 0) refuse('is damaged: a size is none');
    const padding = (tarBlock - (size % tarBlock)) % tarBlock;
    const isExtension = tarExtension(header.flag, new Uint8Array(), decode) !== undefined;
    const path = extended.get('path') ?? header.name;
    const isKept = isExtension || (tarType(header.flag, path) === 'file' && wants(path));
    if (!isKept) {
      if ((await source.skip(size + padding)) < size) refuse('is cut off');
    } else {
      if (!isExtension) kept += size;
      if (kept > limit || (isExtension && size > longestExtension)) {
        refuse(`holds more than ${limit} bytes that are wanted`);
      }
      const bytes = await source.take(size);
      if (bytes.length < size) refuse('is cut off');
      await source.skip(padding);
      if (isExtension) {
        extended = new Map([...extended, ...tarExtension(header.flag, bytes, decode)!]);
        continue;
      }
      yield { path, bytes };
    }
    extended = new Map();
  }
}

/** Pieces of any length, read in lengths that are asked for. */
class Blocks {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** So many bytes, or fewer at the end. */
  async take(length: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    await this.#pass(length, (part) => parts.push(part));
    return Buffer.concat(parts);
  }

  /** @returns how many there were */
  skip(length: number): Promise<number> {
    return this.#pass(length, () => {});
  }

  async #pass(length: number, take: (part: Uint8Array) => void): Promise<number> {
    let passed = 0;
    while (passed < length) {
      if (this.#rest.length === 0) {
        const { done, value } = await this.#pieces.next();
        if (done) break;
        this.#rest = value;
      }
      const part = this.#rest.subarray(0, length - passed);
      this.#rest = this.#rest.subarray(part.length);
      passed += part.length;
      take(part);
    }
    return passed;
  }
}
