import { expect, it } from 'vitest';
import { didYouMean, nearest, ratherOneOf } from '../../src/base/nearest.ts';

it.each([
  ['cart', ['cart'], 'cart'],
  ['caart', ['cart', 'web'], 'cart'],
  ['crat', ['cart'], 'cart'],
  ['acrt', ['cart'], 'cart'],
  ['catr', ['car'], 'car'],
  ['CRAT', ['cart'], 'cart'],
  ['tarc', ['cart'], undefined],
  ['ab', ['ba'], 'ba'],
  ['orders', ['cart', 'web'], undefined],
  ['paymnets', ['payment', 'payments'], 'payments'],
  ['', ['a'], 'a'],
])('nearest to %j among %j is %j', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});

it('ends sentences', () => {
  expect(didYouMean('crat', ['cart'])).toBe(' Did you mean "cart"?');
  expect(didYouMean('x', ['orders'])).toBe('');
  expect(ratherOneOf('orders', ['cart', 'web'])).toBe(' There is cart, web.');
  expect(ratherOneOf('orders', [])).toBe('');
});
