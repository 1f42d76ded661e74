import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/resources/input/decode.ts';

const utf16 = (text: string, order: 'little' | 'big'): Buffer => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return order === 'little' ? bytes : bytes.swap16();
};
const text = 'name: naïve 日本 😀\n';

describe('decode', () => {
  it.each([
    ['ASCII', Buffer.from('kind: Pod\n'), 'kind: Pod\n'],
    ['nothing', Buffer.alloc(0), ''],
    ['UTF-8', Buffer.from(text), text],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`), text],
    ['ASCII with the UTF-8 mark', Buffer.from('\uFEFFkind: Pod'), 'kind: Pod'],
    ['UTF-16, little-endian', utf16(text, 'little'), text],
    ['UTF-16, big-endian', utf16(text, 'big'), text],
    ['a mark alone', Buffer.from([0xff, 0xfe]), ''],
    ['U+FFFD that the file really holds', Buffer.from('a: \uFFFD'), 'a: \uFFFD'],
    ['NUL, which is for the YAML reader to refuse', Buffer.from('a: \0'), 'a: \0'],
  ])('%s', (_, bytes, expected) => {
    expect(decode(bytes)).toEqual({ text: expected });
  });

  it.each([
    ['a Latin-1 letter', Buffer.from('a: \xe9', 'latin1'), 1, 4],
    ['after wider characters', Buffer.concat([Buffer.from('x\n\uFFFD 😀 é'), Buffer.from([0xe9])]), 2, 7],
    ['a character cut off', Buffer.from('a: é').subarray(0, -1), 1, 4],
    ['a character cut off by the end of its line', Buffer.from([0x61, 0xe2, 0x82, 0x0a, 0x62]), 1, 2],
    ['an overlong form', Buffer.from([0x0a, 0xc0, 0xaf]), 2, 1],
    ['a surrogate', Buffer.from([0xed, 0xa0, 0x80]), 1, 1],
  ])('names the place of the first bad byte: %s', (_, bytes, line, column) => {
    expect(decode(bytes).problem).toMatchObject({ line, column });
    expect(decode(bytes).problem?.message).toMatch(/^not valid UTF-8: byte 0x[0-9A-F]{2}/);
  });

  it.each(['little', 'big'] as const)('finds broken UTF-16 (%s-endian)', (order) => {
    const lone = utf16('a\nb\uD83Dc', order);
    expect(decode(lone).problem).toEqual({
      message: 'not valid UTF-16: half of a character (0xD83D)',
      line: 2,
      column: 2,
    });
    const odd = Buffer.concat([utf16('ab', order), Buffer.from([1])]);
    expect(decode(odd).problem).toEqual({
      message: 'not valid UTF-16: half a character at its end',
      line: 1,
      column: 3,
    });
  });

  it('gives back any text from each encoding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (any) => {
        for (const bytes of [Buffer.from(`\uFEFF${any}`), utf16(any, 'little'), utf16(any, 'big')]) {
          expect(decode(bytes)).toEqual({ text: any });
        }
      }),
    );
  });
});
