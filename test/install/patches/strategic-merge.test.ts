import { describe, expect, it } from 'vitest';
import { strategicMerge } from '../../../src/install/patches/strategic-merge.ts';
import type { Json, JsonObject } from '../../../src/resources/json.ts';

const env = (...names: string[]): JsonObject => ({ env: names.map((name) => ({ name })) });
const namesIn = ({ env }: JsonObject): Json[] => (env as readonly JsonObject[]).map(({ name }) => name as Json);

describe('strategicMerge', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['maps are merged', { a: { b: 1 } }, { a: { c: 2 } }, { a: { b: 1, c: 2 } }],
    ['null takes away', { a: 1, b: 2 }, { a: null }, { b: 2 }],
    ['null within something new is left out', {}, { a: { b: null, c: 1 } }, { a: { c: 1 } }],
    [
      'lists are replaced',
      { tolerations: [{ key: 'a' }] },
      { tolerations: [{ key: 'b' }] },
      { tolerations: [{ key: 'b' }] },
    ],
    [
      'items of the same key are merged',
      { containers: [{ name: 'a', image: 'x' }, { name: 'b' }] },
      { containers: [{ name: 'a', resources: {} }] },
      { containers: [{ name: 'a', image: 'x', resources: {} }, { name: 'b' }] },
    ],
    [
      'ports are told apart by number',
      { ports: [{ port: 1, name: 'a' }, { port: 2 }] },
      { ports: [{ port: 2, nodePort: 3 }] },
      {
        ports: [
          { port: 1, name: 'a' },
          { port: 2, nodePort: 3 },
        ],
      },
    ],
    ['a list where there was none', {}, env('a'), env('a')],
    [
      'what a patch names twice is one item',
      { env: [{ name: 'a', value: '1' }] },
      {
        env: [
          { name: 'b', value: '2' },
          { name: 'b', value: '3' },
          { name: 'a', value: '4' },
        ],
      },
      {
        env: [
          { name: 'b', value: '3' },
          { name: 'a', value: '4' },
        ],
      },
    ],
  ])('%s', (_, base, patch, expected) => {
    expect(strategicMerge(base, patch)).toEqual(expected);
  });

  // What k8s.io/apimachinery's strategicpatch makes of the same lists.
  it.each([
    ['AB', 'N', 'NAB'],
    ['AB', 'NA', 'NAB'],
    ['AB', 'AN', 'ANB'],
    ['ABC', 'C', 'ABC'],
    ['ABC', 'CA', 'BCA'],
    ['ABC', 'BN', 'ABNC'],
  ])('%s with %s is %s', (base, patch, expected) => {
    expect(namesIn(strategicMerge(env(...base), env(...patch))).join('')).toBe(expected);
  });
});
