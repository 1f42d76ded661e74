import { expect, it } from 'vitest';
import { refusalOf } from '../../../src/proxy/access/request-refusal.ts';

it.each([
  ['GET', '/', undefined],
  ['PURGE', '/a?b#c', 'the path holds a #'],
  ['get', '/', 'Envoy knows no method get of HTTP/1'],
  ['OPTIONS', '*', 'the path does not begin with a slash'],
  ['GET', '\\a', 'the path does not begin with a slash'],
  ['GET', '/a%00', 'the path holds a zero byte, %00'],
  ['GET', '/a?%00', undefined],
])('%s %s: %s', (method, path, expected) => {
  expect(refusalOf(method, path, 'BASE')).toBe(expected);
});

it('zero bytes pass where paths are not normalized', () => {
  expect(refusalOf('GET', '/a%00', 'NONE')).toBeUndefined();
});
