import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { goSorted } from '../../src/proxy/go-sort.ts';

/** Where each of these keys stood before; -1 is neither less nor greater than anything. */
const order = (keys: readonly number[]): string =>
  goSorted([...keys.keys()], (i, j) => keys[i]! >= 0 && keys[j]! >= 0 && keys[i]! < keys[j]!).join(' ');
const keys = (length: number, key: (i: number) => number): number[] => Array.from({ length }, (_, i) => key(i));

// What sort.Slice of Go 1.26 makes of the same keys.
it.each<[string, number[], string]>([
  ['few stay as they come', keys(12, (i) => (i + 1) % 2), '1 3 5 7 9 11 0 2 4 6 8 10'],
  ['two kinds', keys(20, (i) => (i + 1) % 2), '15 1 19 3 17 5 13 7 9 11 12 8 10 6 14 0 16 4 18 2'],
  [
    'three kinds',
    keys(30, (i) => i % 3),
    '12 27 24 3 21 18 6 0 15 9 7 4 10 13 28 1 16 25 22 19 8 20 5 23 2 17 26 11 14 29',
  ],
  ['equals', keys(14, () => 5), '0 1 2 3 4 5 6 7 8 9 10 11 12 13'],
  [
    'ports among names',
    [80, -1, 15010, -1, 9080, -1, -1, 443, -1, 3000, -1, 20001, -1, 8383, -1, 9411, -1, 15014],
    '0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17',
  ],
])('%s', (_, list, expected) => {
  expect(order(list)).toBe(expected);
});

it.each<[string, number[], string]>([
  ['backwards', keys(60, (i) => 60 - i), 'af319d452e8d'],
  ['backwards in pairs', keys(60, (i) => (59 - i) >> 1), 'a4ef21c52d17'],
  ['one out of place', keys(60, (i) => (i === 30 ? 1 : i)), '53f0af727b7a'],
  ['mixed', keys(64, (i) => (i * i) % 17), 'be745aa6b327'],
  ['nearly all equal', [...keys(20, () => 0), 1, ...keys(20, () => 0), ...keys(9, () => 2)], '272aec693e4a'],
  ['many, some beyond comparison', keys(300, (i) => (i % 8 ? (i * 7919) % 101 : -1)), '3b881aa5d204'],
])('%s, by a digest', (_, list, digest) => {
  expect(createHash('sha1').update(order(list)).digest('hex').slice(0, 12)).toBe(digest);
});

it('sorts', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 400 }), (list) => {
      expect(goSorted(list, (a, b) => a < b)).toEqual([...list].sort((a, b) => a - b));
    }),
    { seed: 11, numRuns: 200 },
  );
});
