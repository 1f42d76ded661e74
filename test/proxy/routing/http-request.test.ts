import { expect, it } from 'vitest';
import { hostOf, httpRequest } from '../../../src/proxy/routing/http-request.ts';
import { normalizedPath } from '../../../src/proxy/routing/request-path.ts';

it.each([
  ['/a', '/a'],
  ['/a/./b/../c', '/a/c'],
  ['/../../a', '/a'],
  ['/a/.', '/a/'],
  ['/a/b/..', '/a/'],
  ['//a//b', '//a//b'],
  ['/%61%2Fb%7e', '/a%2Fb~'],
  ['/a\\b', '/a/b'],
  ['/a?x=/../%61', '/a?x=/../%61'],
])('%s is taken for %s', (path, normalized) => {
  expect(normalizedPath(path)).toBe(normalized);
});

it.each([
  ['NONE', '/a/../%61//b', '/a/../%61//b'],
  ['BASE', '/a/..//b%2fc%5cd', '//b%2fc%5cd'],
  ['MERGE_SLASHES', '/a//../b///c%2F?x=//', '/a/b/c%2F?x=//'],
  ['MERGE_SLASHES', '///?a', '//?a'],
  ['DECODE_AND_MERGE_SLASHES', '/a%2f%5C..%2Fb%252f?%2f', '/a/b%252f?%2f'],
] as const)('with %s, %s is taken for %s', (normalization, path, normalized) => {
  expect(normalizedPath(path, normalization)).toBe(normalized);
});

it('reads a URL: port, Host header, path; headers by small letters', () => {
  expect(
    httpRequest('http://Cart.shop:9080/a?b#c', {
      headers: [
        ['X-A', '1'],
        ['x-a', '2'],
      ],
    }),
  ).toEqual({
    method: 'GET',
    scheme: 'http',
    authority: 'Cart.shop:9080',
    port: 9080,
    path: '/a?b',
    sentPath: '/a?b',
    headers: new Map([['x-a', ['1', '2']]]),
  });
  expect(httpRequest('https://a', { method: 'PUT', headers: [['host', 'b']] })).toMatchObject({
    method: 'PUT',
    scheme: 'https',
    authority: 'b',
    port: 443,
    path: '/',
    headers: new Map(),
  });
  expect(httpRequest('http://a?b').path).toBe('/?b');
  expect(httpRequest('http://a/b/../c')).toMatchObject({ path: '/c', sentPath: '/b/../c' });
  expect(hostOf('Cart.Shop:80')).toBe('cart.shop');
});

it.each(['cart', 'ftp://a', '/a', 'http://'])('refuses %s', (url) => {
  expect(() => httpRequest(url)).toThrow(/is no URL of a request/);
});
