import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineDiff } from '../../../src/output/text/line-diff.ts';

const told = (before: string, after: string): string =>
  lineDiff(before, after)
    .map(({ mark, text }) => mark + text)
    .join('|');

describe('lineDiff', () => {
  it.each<[string, string, string]>([
    ['a\nb\nc', 'a\nc', ' a|-b| c'],
    ['a\nc', 'a\nb\nc', ' a|+b| c'],
    ['a\nb\nc', 'a\nx\nc', ' a|-b|+x| c'],
    ['a\nb\nc\nd', 'b\nx\nd', '-a| b|-c|+x| d'],
    ['', 'a', '-|+a'],
  ])('%j %j', (before, after, expected) => {
    expect(told(before, after)).toBe(expected);
  });

  it('holds both texts', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }).map((some) => some.join('\n'));
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = lineDiff(before, after);
        const side = (mark: string) =>
          diff
            .filter((line) => line.mark !== mark)
            .map(({ text }) => text)
            .join('\n');
        expect([side('+'), side('-')]).toEqual([before, after]);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('takes long texts', () => {
    const text = (n: number) => Array.from({ length: 5000 }, (_, i) => String(i * n)).join('\n');
    expect(lineDiff(text(1), text(3)).length).toBeGreaterThan(5000);
  });
});
