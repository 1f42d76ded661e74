import { describe, expect, it } from 'vitest';
import { merge } from '../../../src/install/settings/merge.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

describe('merge', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['maps key by key', { a: { b: 1, c: 2 } }, { a: { c: 3, d: 4 } }, { a: { b: 1, c: 3, d: 4 } }],
    ['lists whole', { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ['a map over what is none', { a: 1 }, { a: { b: 1 } }, { a: { b: 1 } }],
    ['what is none over a map', { a: { b: 1 } }, { a: 'x' }, { a: 'x' }],
    ['null, which counts', { a: { b: 1 } }, { a: null }, { a: null }],
    ['keys of any name', {}, JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"a":1}}')],
  ])('%s', (_, base, over, expected) => {
    const before = structuredClone([base, over]);
    expect(merge(base, over)).toEqual(expected);
    expect([base, over]).toEqual(before);
  });
});
