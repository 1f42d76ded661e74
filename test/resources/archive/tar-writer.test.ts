import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { tarFiles } from '../../../src/resources/archive/tar-reader.ts';
import { tarPieces } from '../../../src/resources/archive/tar-writer.ts';

const bytesOf = async (pieces: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
};
const file = (path: string, text: string) => {
  const bytes = Buffer.from(text);
  return { path, size: bytes.length, time: Date.UTC(2026, 0, 2), content: () => [bytes] };
};

/** Paths at the edges of what the two fields have room for, and texts at those of a block. */
const paths = [
  'a',
  'x'.repeat(100),
  'x'.repeat(101),
  `${'d'.repeat(155)}/${'n'.repeat(100)}`,
  `${'d'.repeat(156)}/${'n'.repeat(100)}`,
  `${'d'.repeat(155)}/${'n'.repeat(101)}`,
  `${'d/'.repeat(120)}n`,
  'proxies/shop/cart/config_dump?include_eds',
  'plätze/übersicht',
  `${'ä'.repeat(99)}`,
  ...[484, 485, 486, 983, 984, 985, 986, 987].map((length) => `${'long'.padEnd(length, 'y')}`),
];
const texts = ['', 'x', 'x'.repeat(511), 'x'.repeat(512), 'x'.repeat(513), 'ä'.repeat(1000)];
const files = paths.map((path, i) => file(path, texts[i % texts.length]!));

it('writes what is read back alike', async () => {
  const archive = await bytesOf(tarPieces(files));
  expect(archive.length % 512).toBe(0);
  const selection = { wants: () => true, limit: 2 ** 20, refuse: (reason: string): never => expect.fail(reason) };
  const read: [string, string][] = [];
  for await (const { path, bytes } of tarFiles(Readable.from([archive]), selection))
    read.push([path, bytes.toString()]);
  expect(read).toEqual(files.map(({ path, content }) => [path, content()[0]!.toString()]));
});

it('writes what tar(1) reads', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-tar-'));
  try {
    const short = files.filter(({ path }) => path.split('/').every((name) => Buffer.byteLength(name) <= 255));
    writeFileSync(join(folder, 'a.tar'), await bytesOf(tarPieces(short)));
    const { status, stderr } = spawnSync('tar', ['-xf', 'a.tar'], { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const { path, content } of short) expect(readFileSync(join(folder, path)).equals(content()[0]!)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('refuses content of another length', async () => {
  const wrong = { ...file('a', 'text'), size: 5 };
  await expect(bytesOf(tarPieces([wrong]))).rejects.toThrow('a has 4 bytes, not 5');
});
