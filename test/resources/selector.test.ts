import { describe, expect, it } from 'vitest';
import { formatLabels, matchesLabels, matchesSelector } from '../../src/resources/selector.ts';

const labels = { app: 'cart', version: 'v1' };

it.each([
  [undefined, true],
  [{}, true],
  [{ app: 'cart' }, true],
  [{ app: 'web' }, false],
  [{ app: 'cart', tier: 'a' }, false],
  [{ constructor: 'cart' }, false],
])('labels %j match: %s', (selector, expected) => {
  expect(matchesLabels(selector, labels)).toBe(expected);
});

describe('expressions', () => {
  it.each([
    ['In', 'app', true],
    ['In', 'tier', false],
    ['NotIn', 'app', false],
    ['NotIn', 'tier', true],
    ['Exists', 'app', true],
    ['Exists', 'tier', false],
    ['DoesNotExist', 'app', false],
    ['DoesNotExist', 'tier', true],
    ['Like', 'app', false],
    ['constructor', 'app', false],
    // Names that every JavaScript object knows are labels like any other.
    ['Exists', 'constructor', false],
    ['DoesNotExist', 'toString', true],
  ])('%s %s: %s', (operator, key, expected) => {
    expect(matchesSelector({ matchExpressions: [{ key, operator, values: ['cart'] }] }, labels)).toBe(expected);
  });
});

it('writes labels by the alphabet', () => {
  expect(formatLabels({ version: 'v1', app: 'cart' })).toBe('app=cart,version=v1');
  expect(formatLabels()).toBe('');
});
