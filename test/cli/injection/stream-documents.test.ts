import { describe, expect, it } from 'vitest';
import { streamStdin } from '../../../src/cli/injection/stream-documents.ts';
import type { Io } from '../../../src/cli/io.ts';

/** What is passed on, part by part, with the lines before it, when standard input comes in these pieces. */
async function parts(...pieces: (string | Buffer)[]): Promise<[string, number][]> {
  const passed: [string, number][] = [];
  const io = {
    async *stdinPieces() {
      for (const piece of pieces) yield Buffer.from(piece);
    },
    write: async () => {},
  } as Partial<Io> as Io;
  await streamStdin(io, ({ text }, lines) => {
    passed.push([text, lines]);
    return [];
  });
  return passed;
}

describe('streamStdin', () => {
  it.each<[string, string[], [string, number][]]>([
    ['one document', ['a: 1\n'], [['a: 1\n', 0]]],
    [
      'two in one piece',
      ['a: 1\n---\nb: 2\n'],
      [
        ['a: 1\n', 0],
        ['---\nb: 2\n', 1],
      ],
    ],
    [
      'a marker that comes in parts',
      ['a: 1\n-', '--', '\nb: 2\n'],
      [
        ['a: 1\n', 0],
        ['---\nb: 2\n', 1],
      ],
    ],
    ['a marker that is none', ['a: 1\n---', 'x\nb: 2\n'], [['a: 1\n---x\nb: 2\n', 0]]],
    [
      'a marker with content',
      ['a: 1\n--- |', '\n b\n'],
      [
        ['a: 1\n', 0],
        ['--- |\n b\n', 1],
      ],
    ],
    ['a directive', ['a: 1\n...\n%TAG ! x\n---\nb: 2\n'], [['a: 1\n...\n%TAG ! x\n---\nb: 2\n', 0]]],
    [
      'line ends of Windows',
      ['a: 1\r\n---\r\nb: 2\r\n'],
      [
        ['a: 1\r\n', 0],
        ['---\r\nb: 2\r\n', 1],
      ],
    ],
    [
      'several at once',
      ['a: 1\n---\nb: 2\n---\nc', ': 3'],
      [
        ['a: 1\n---\nb: 2\n', 0],
        ['---\nc: 3', 3],
      ],
    ],
    ['nothing', [], [['', 0]]],
  ])('passes on %s', async (_, pieces, expected) => {
    expect(await parts(...pieces)).toEqual(expected);
  });

  it('puts characters together that come in parts', async () => {
    const [first, second] = [Buffer.from('a: ü').subarray(0, 4), Buffer.from('a: ü').subarray(4)];
    expect(await parts(first, second)).toEqual([['a: ü', 0]]);
  });

  it('reads UTF-16', async () => {
    const bytes = Buffer.from('\uFEFFa: 1\n---\nb: 2\n', 'utf16le');
    expect(await parts(bytes.subarray(0, 13), bytes.subarray(13))).toEqual([['a: 1\n---\nb: 2\n', 0]]);
  });

  it('tells where bytes are no text', async () => {
    await expect(parts('a: 1\n---\n', Buffer.from([0xff, 0x0a]))).rejects.toThrow(/^stdin:3:1: not valid UTF-8/);
  });
});
