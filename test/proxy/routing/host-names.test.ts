import { expect, it } from 'vitest';
import { commonHosts, domainFor } from '../../../src/proxy/routing/host-names.ts';
import { isWithin } from '../../../src/resources/hosts.ts';

it.each([
  ['a.com', 'a.com', true],
  ['a.com', 'b.com', false],
  ['a.b.com', '*.b.com', true],
  ['*.a.com', '*.com', true],
  ['*.com', '*.a.com', false],
  ['*.com', 'a.com', false],
  ['a', '*', true],
])('%s within %s: %s', (host, other, expected) => {
  expect(isWithin(host, other)).toBe(expected);
});

it('keeps the closer of two hosts that overlap, each once', () => {
  expect(commonHosts(['*.a.com', 'b.com', '*'], ['x.a.com', 'b.com', 'c.com'])).toEqual(['x.a.com', 'b.com', 'c.com']);
  expect(commonHosts(['a.com'], ['b.com'])).toEqual([]);
});

it.each([
  ['a.b.com', 'a.b.com'],
  ['x.b.com', '*.b.com'],
  ['x.c.com', '*.com'],
  ['a.org', 'a.*'],
  ['b.org', '*'],
])('finds %s by %s', (host, domain) => {
  expect(domainFor(host, ['*', '*.com', 'a.*', '*.b.com', 'a.b.com'])).toBe(domain);
});

it('finds nothing where no domain fits', () => {
  expect(domainFor('a', ['b', '*.a'])).toBeUndefined();
});
