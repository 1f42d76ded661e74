import { describe, expect, it } from 'vitest';
import { tarFiles } from '../../../src/resources/archive/tar-reader.ts';
import { tarPieces } from '../../../src/resources/archive/tar-writer.ts';

const long = `${'folder/'.repeat(40)}file?with=query`;
const contents: Readonly<Record<string, string>> = {
  'proxies/shop/cart/config_dump?include_eds': 'x'.repeat(1_300),
  empty: '',
  [long]: 'long',
  größe: 'exactly a block'.padEnd(512, '.'),
  unwanted: 'y'.repeat(10_000),
};

async function archive(): Promise<Buffer> {
  const files = Object.entries(contents).map(([path, text]) => ({
    ...{ path, size: Buffer.byteLength(text), time: 0 },
    content: () => [Buffer.from(text)],
  }));
  const pieces: Uint8Array[] = [];
  for await (const piece of tarPieces(files)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer, { size = 1000, limit = 10_000 } = {}) {
  const found: Record<string, string> = {};
  const refuse = (reason: string): never => {
    throw new Error(reason);
  };
  const wants = (path: string) => path !== 'unwanted';
  for await (const { path, bytes: content } of tarFiles(inPieces(bytes, size), { wants, limit, refuse })) {
    found[path] = content.toString('utf8');
  }
  return found;
}

describe('an archive that comes in pieces', () => {
  it.each([1, 7, 512, 100_000])('of %d bytes', async (size) => {
    const { unwanted: _, ...wanted } = contents;
    expect(await read(await archive(), { size })).toEqual(wanted);
  });

  it('is refused where it is cut off', async () => {
    const bytes = await archive();
    await expect(read(bytes.subarray(0, 100))).rejects.toThrow('is no tar archive, or only its beginning');
    for (const length of [513, 600, 1_800]) await expect(read(bytes.subarray(0, length))).rejects.toThrow('is cut off');
  });

  it('is refused where it is none, or damaged', async () => {
    await expect(read(Buffer.alloc(1024, 'text'))).rejects.toThrow('is no tar archive, or damaged');
    const bytes = await archive();
    bytes[3]! ^= 1;
    await expect(read(bytes)).rejects.toThrow('a checksum is wrong');
  });

  it('is refused where more is wanted than is held', async () => {
    await expect(read(await archive(), { limit: 1_500 })).rejects.toThrow('holds more than 1500 bytes that are wanted');
  });

  it('may be empty', async () => {
    expect(await read(Buffer.alloc(0))).toEqual({});
    expect(await read(Buffer.alloc(1024))).toEqual({});
  });
});
