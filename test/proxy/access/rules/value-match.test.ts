import { expect, it } from 'vitest';
import {
  isInBlock,
  matchesHeader,
  matchesHost,
  matchesPath,
  matchesText,
} from '../../../../src/proxy/access/rules/value-match.ts';

it.each<[string, string, boolean]>([
  ['a', 'a', true],
  ['a', 'A', false],
  ['a', 'ab', false],
  ['*', 'a', true],
  ['*', '', false],
  ['*b', 'ab', true],
  ['*b', 'ba', false],
  ['a*', 'ab', true],
  ['a*', 'a', true],
  ['a*', 'ba', false],
  ['*a*', 'bab', false],
  ['*a*', 'ba*', true],
])('%s takes the text %j: %s', (pattern, text, expected) => {
  expect(matchesText(pattern, text)).toBe(expected);
});

it('a header that is there is enough for a star; hosts are the same in capitals, with their ports', () => {
  expect(matchesHeader('*', '')).toBe(true);
  expect(matchesHeader('a*', '')).toBe(false);
  expect(matchesHost('*.Example.com', 'A.example.COM')).toBe(true);
  expect(matchesHost('example.com', 'example.com:80')).toBe(false);
});

it.each<[string, string, boolean]>([
  ['/a/*', '/a/b', true],
  ['*', '/', true],
  ['/a/{*}', '/a/b', true],
  ['/a/{*}', '/a/b/c', false],
  ['/a/{*}', '/a/', false],
  ['/a/{**}', '/a/', true],
  ['/a/{**}', '/a', false],
  ['/a/{**}', '/a/b/c', true],
  ['/{*}/b.c', '/a/bxc', false],
  ['/{*}/x/{**}/y', '/a/x/b/c/y', true],
  ['/{*}/x/{**}/y', '/a/x/y', false],
  ['/a/{*}', '/a/%20;b', true],
  ['/a/{*}', '/a/b|c', false],
  ['/a/{*}', '/a/b*', false],
  // Istio refuses a second {**}; a search that tried all ways would not come to its end.
  [`${'/{**}'.repeat(30)}/!`, `/${'a/'.repeat(90)}`, false],
  [`${'/{**}'.repeat(30)}/b`, `/${'a/'.repeat(90)}b`, true],
])('%s takes the path %s: %s', (pattern, path, expected) => {
  expect(matchesPath(pattern, path)).toBe(expected);
});

it.each<[string, string | undefined, boolean]>([
  ['10.1.0.0/16', '10.1.2.3', true],
  ['10.1.0.0/16', '10.2.0.0', false],
  ['10.1.2.9/24', '10.1.2.3', true],
  ['10.1.2.3', '10.1.2.3', true],
  ['10.1.2.3', '10.1.2.4', false],
  ['0.0.0.0/0', '8.8.8.8', true],
  ['0.0.0.0/0', '::1', false],
  ['fd00::/8', 'fd12::1', true],
  ['10.1.0.0/33', '10.1.0.0', false],
  ['10.1.0.0/', '10.1.0.0', false],
  ['10.1.0', '10.1.0.0', false],
  ['10.1.0.0/16', undefined, false],
])('%s holds %s: %s', (block, address, expected) => {
  expect(isInBlock(block, address)).toBe(expected);
});
