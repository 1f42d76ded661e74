import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { dumpYaml } from '../../../src/output/proxy/dump-yaml.ts';
import { resourceJson, resourceListJson } from '../../../src/output/proxy/resources-json.ts';

const pieces = (value: unknown, atOnce?: number) => [...dumpYaml({ name: 'a', text: JSON.stringify(value) }, atOnce)];
const yaml = (value: unknown) => pieces(value).join('');

it.each([
  [{}, '{}\n'],
  [[], '[]\n'],
  [
    { b: [{ d: [{ x: 1 }, 'two\nlines\n'], c: [] }, 3], a: {} },
    'a: {}\nb:\n- c: []\n  d:\n  - x: 1\n  - |\n    two\n    lines\n- 3\n',
  ],
  [{ a: [{}, { b: [[1]] }] }, 'a:\n- {}\n- b:\n  -\n    - 1\n'],
])('%j', (value, text) => {
  expect(yaml(value)).toBe(text);
});

it('says the same as the JSON', () => {
  const word = fc.stringMatching(/^[\w :#-]{0,6}$/);
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.integer(),
      fc.boolean(),
      word,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(word, tie('value'), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(value, (one) => {
      const plain: unknown = JSON.parse(JSON.stringify(one));
      expect(parse(yaml(plain), { version: '1.1' })).toEqual(plain);
      for (const atOnce of [0, 10]) expect(pieces(plain, atOnce).join('')).toBe(yaml(plain));
    }),
    { seed: 3, numRuns: 500 },
  );
});

it('holds what is small, and no more, in one piece', () => {
  const list = Array.from({ length: 100 }, (_, i) => ({ name: `cart-${i}`, ports: [80, 81] }));
  const made = pieces({ shop: { all: [list, { list }] } }, 60);
  expect(made.join('')).toBe(yaml({ shop: { all: [list, { list }] } }));
  expect(Math.max(...made.map(({ length }) => length))).toBeLessThan(60);
});

it('lists resources as JSON.stringify does', () => {
  const list = [{ a: { b: [1] } }, {}, { c: 'x' }];
  expect(resourceListJson(list.map(resourceJson)).join('')).toBe(`${JSON.stringify(list, null, 4)}\n`);
  expect(resourceListJson([]).join('')).toBe('[]\n');
});
