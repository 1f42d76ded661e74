import { expect, it } from 'vitest';
import { append } from '../../src/base/append.ts';

it('makes a list for a new key and adds to it in order', () => {
  const lists = new Map<string, number[]>();
  append(lists, 'cart', 2);
  append(lists, 'cart', 1);
  append(lists, 'catalog', 3);
  expect([...lists]).toEqual([
    ['cart', [2, 1]],
    ['catalog', [3]],
  ]);
});
