import { expect, it } from 'vitest';
import { listNames } from '../../src/base/list-names.ts';

it.each([
  [[], ''],
  [['cart'], 'cart'],
  [['cart', 'catalog'], 'cart, catalog'],
  [['cart', 'catalog', 'checkout', 'payments'], 'cart, catalog and 2 more'],
])('%j', (names, expected) => {
  expect(listNames(names, 2)).toBe(expected);
});

it('shows five unless told otherwise', () => {
  expect(listNames(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('a, b, c, d, e and 1 more');
});
