import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge } from '../../../src/install/settings/merge.ts';
import { subtract } from '../../../src/install/settings/subtract.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

describe('subtract', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['nothing of the same', { a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 2 }] } }, {}],
    ['what differs', { a: { b: 1, c: 2 }, d: 3 }, { a: { b: 1, c: 1 }, d: 3 }, { a: { c: 2 } }],
    ['lists whole', { a: [1, 2] }, { a: [1] }, { a: [1, 2] }],
    ['an empty list in place of an empty map', { a: [] }, { a: {} }, { a: [] }],
    ['null', { a: null }, { a: 1 }, { a: null }],
  ])('leaves %s', (_, full, base, expected) => {
    expect(subtract(full, base)).toEqual(expected);
  });

  it('undoes merge', () => {
    const map = fc.dictionary(
      fc.constantFrom('a', 'b', 'c'),
      fc.jsonValue({ maxDepth: 3 }),
    ) as fc.Arbitrary<JsonObject>;
    fc.assert(
      fc.property(map, map, (base, over) => {
        const full = merge(base, over);
        expect(merge(base, subtract(full, base))).toEqual(full);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
