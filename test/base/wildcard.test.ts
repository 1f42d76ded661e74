import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wildcard } from '../../src/base/wildcard.ts';

it.each<[string, readonly string[], readonly string[]]>([
  ['', [''], ['a']],
  ['*', ['', 'a', 'a\nb'], []],
  ['Service *.shop', ['Service cart.shop', 'Service .shop'], ['Service cart', 'Service cart.shop2']],
  ['a*a', ['aa', 'aba'], ['a', 'ab']],
  ['*a*', ['a', 'bab'], ['b', '']],
  ['a.b', ['a.b'], ['axb']],
  ['[a]*$', ['[a]$', '[a]b$'], ['a$']],
])('%j', (pattern, matched, others) => {
  const matches = wildcard(pattern);
  for (const text of matched) expect([text, matches(text)]).toEqual([text, true]);
  for (const text of others) expect([text, matches(text)]).toEqual([text, false]);
});

it('is what a regular expression would be', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
  fc.assert(
    fc.property(word, text, (pattern, one) => {
      expect(wildcard(pattern)(one)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(one));
    }),
    { seed: 1, numRuns: 2_000 },
  );
});

it('does not take forever', () => {
  expect(wildcard(`${'a*'.repeat(1_000)}b`)('a'.repeat(100_000))).toBe(false);
});
